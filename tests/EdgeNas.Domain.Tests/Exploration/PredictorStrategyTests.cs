using System.Collections.Immutable;
using EdgeNas.Domain.Exploration;
using EdgeNas.Domain.Spaces;
using EdgeNas.Domain.Statistics;

namespace EdgeNas.Domain.Tests.Exploration;

public sealed class PredictorStrategyTests
{
    private static readonly ActiveChoices Space = new([.. Enumerable.Repeat(ImmutableArray.Create(0, 1, 2, 3), 6)]);

    [Fact]
    public void Propose_AccuracyThatCanBeLearned_FindsBetterThanRandomWithAsManyQueries()
    {
        double learned = Enumerable.Range(0, 5).Average(seed => Best(new PredictorStrategy(), seed)), random = Enumerable.Range(0, 5).Average(seed => Best(new RandomStrategy(), seed));
        double best = 6 * 3 * 0.01;
        Assert.True(best - learned < 0.3 * (best - random), $"best {best}, learned {learned}, random {random}");
    }

    [Theory]
    [InlineData(0.975, 1.96)]
    [InlineData(0.5, 0)]
    [InlineData(0.1, -1.2816)]
    public void NormalQuantile_KnownShares_AreThoseOfTheTable(double share, double expected) => Assert.Equal(expected, NormalQuantile.Of(share), 1e-3);

    [Fact]
    public void Ranks_OneHopelessAmongEqualSteps_LeavesTheOthersApart()
    {
        double[] ranks = AccuracyPredictor.Ranks([0.1, 0.91, 0.92, 0.93, 0.93]);

        Assert.Equal(ranks[3], ranks[4]);
        Assert.True(ranks[2] - ranks[1] > 0.3);
        Assert.Equal(0, ranks.Average(), 1e-9);
    }

    private static double Best(IExplorationStrategy strategy, int seed)
    {
        ImmutableArray<ScoredCandidate> scored = [];
        for (int generation = 0; generation < 8; generation++)
        {
            var proposed = strategy.Propose(new ExplorationRequest { Seed = seed, Generation = generation, Count = 10, Active = Space, Scored = scored, LimitMilliseconds = 100, Latency = Latency, Mutation = 0.1 });
            scored = [.. scored, .. proposed.Select(candidate => new ScoredCandidate(candidate.Architecture, candidate.PredictedMilliseconds, Accuracy(candidate.Architecture)))];
        }

        return scored.Max(candidate => candidate.Accuracy);
    }

    private static double Latency(Architecture architecture) => architecture.Choices().Sum();

    private static double Accuracy(Architecture architecture) => 0.01 * architecture.Choices().Sum();
}
