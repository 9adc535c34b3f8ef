using System.Collections.Immutable;
using EdgeNas.Domain.Exploration;
using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Spaces;
using EdgeNas.Domain.Tests.Spaces;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNas.Domain.Tests.Exploration;

/// <summary>What holds for every strategy, and what evolution alone has to do.</summary>
public sealed class StrategyTests
{
    public static TheoryData<string> Names => [.. ExplorationStrategies.All.Select(strategy => strategy.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Propose_AnyRequest_KeepsItsPromises(string name)
    {
        var strategy = ExplorationStrategies.Find(name);
        Prop.ForAll((int seed) =>
        {
            var request = RandomRequest(seed);
            var proposed = strategy.Propose(request);
            Assert.InRange(proposed.Length, 0, request.Count);
            Assert.All(proposed, candidate => Assert.True(request.Active.Contains(candidate.Architecture)));
            Assert.All(proposed, candidate => Assert.True(candidate.PredictedMilliseconds <= request.LimitMilliseconds));
            Assert.All(proposed, candidate => Assert.Equal(request.Latency(candidate.Architecture), candidate.PredictedMilliseconds));
            Assert.Equal(proposed.Length, proposed.Select(candidate => candidate.Architecture).Distinct().Count());
            Assert.Empty(proposed.Select(candidate => candidate.Architecture).Intersect(request.Scored.Select(scored => scored.Architecture)));
            Assert.Equal(proposed.AsEnumerable(), strategy.Propose(request));
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Propose_LooseLimit_FindsAsManyAsAsked(string name)
    {
        Assert.Equal(40, ExplorationStrategies.Find(name).Propose(Request(TestSpaces.Mobile224, 40, double.PositiveInfinity, [])).Length);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Propose_LimitThatDrawsNeverMeet_RepairsTheLeastSlow(string name)
    {
        var space = TestSpaces.Mobile224;
        // The mean of uniform architectures is 41 ms with a standard deviation of 5.5; all skips take 1 ms.
        const double Limit = 4;
        var proposed = ExplorationStrategies.Find(name).Propose(Request(space, 30, Limit, []));
        Assert.Equal(30, proposed.Length);
        Assert.All(proposed, candidate => Assert.True(candidate.PredictedMilliseconds <= Limit));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Propose_LimitBelowTheFastest_ProposesNothing(string name)
    {
        Assert.Empty(ExplorationStrategies.Find(name).Propose(Request(TestSpaces.Small, 8, 0.99, [])));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Propose_SpaceNearlyUsedUp_GivesTheRest(string name)
    {
        var space = TestSpaces.Small;
        var active = new ActiveChoices([[0, 6], [1, 2], [3], [5, 6]]);
        ImmutableArray<ScoredCandidate> scored = [.. ArchitectureSampling.Distinct(active, 6, new SeedStream(1, "known"), []).Select(a => Scored(space, a))];
        var proposed = ExplorationStrategies.Find(name).Propose(Request(space, 5, 100, scored) with { Active = active });
        Assert.Equal(2, proposed.Length);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Propose_OnlySomeExist_ProposesThose(string name)
    {
        var active = TestSpaces.Small.AllChoices() with { Only = [.. TestSpaces.Small.AllChoices().Enumerate().Where((_, i) => i % 7 == 0)] };
        ImmutableArray<ScoredCandidate> scored = [.. ArchitectureSampling.Distinct(active, 12, new SeedStream(1, "known"), []).Select(a => Scored(TestSpaces.Small, a))];
        var proposed = ExplorationStrategies.Find(name).Propose(Request(TestSpaces.Small, 8, 100, scored) with { Active = active });
        Assert.Equal(8, proposed.Length);
        Assert.All(proposed, candidate => Assert.Contains(candidate.Architecture, active.Only!.Value));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Propose_AnotherGeneration_DrawsOthers(string name)
    {
        var request = Request(TestSpaces.Mobile224, 10, 60, []);
        var strategy = ExplorationStrategies.Find(name);
        Assert.Empty(strategy.Propose(request).Intersect(strategy.Propose(request with { Generation = 1 })));
    }

    [Fact]
    public void Propose_EvolutionOverGenerations_BeatsRandom()
    {
        Assert.All(Enumerable.Range(0, 10), seed => Assert.True(BestAfterGenerations("evolution", seed) > BestAfterGenerations("random", seed)));
    }

    [Fact]
    public void Find_UnknownName_ListsTheKnown()
    {
        var error = Assert.Throws<EdgeNasException>(() => ExplorationStrategies.Find("annealing"));
        Assert.Contains("'annealing'", error.Message);
        Assert.Contains("evolution, random", error.Message);
    }

    private static double BestAfterGenerations(string name, int seed)
    {
        ImmutableArray<ScoredCandidate> scored = [];
        for (int generation = 0; generation < 25; generation++)
        {
            var request = Request(TestSpaces.Mobile224, 24, 35, scored) with { Seed = seed, Generation = generation };
            scored = scored.AddRange(ExplorationStrategies.Find(name).Propose(request).Select(candidate => Scored(TestSpaces.Mobile224, candidate.Architecture)));
        }

        return scored.Max(candidate => candidate.Accuracy);
    }

    /// <summary>Accuracy that likes large kernels late and wide blocks early: at odds with latency.</summary>
    private static ScoredCandidate Scored(SearchSpace space, Architecture architecture)
    {
        double score = 0;
        for (int layer = 0; layer < architecture.Length; layer++)
        {
            var choice = space.Searchable[layer].Choices[architecture[layer]];
            score += (choice.Kernel * layer) + (choice.Expansion * (architecture.Length - layer));
        }

        return new ScoredCandidate(architecture, TestSpaces.Latency(space, architecture), score / 10_000);
    }

    private static ExplorationRequest Request(SearchSpace space, int count, double limit, ImmutableArray<ScoredCandidate> scored) => new()
    {
        Seed = 7,
        Generation = 0,
        Count = count,
        Active = space.AllChoices(),
        Scored = scored,
        LimitMilliseconds = limit,
        Latency = architecture => TestSpaces.Latency(space, architecture),
        Mutation = 0.1,
    };

    private static ExplorationRequest RandomRequest(int seed)
    {
        var random = new SeedStream(seed, "request");
        var space = TestSpaces.Small;
        var active = space.AllChoices();
        for (int drops = random.Next(20); drops > 0; drops--)
        {
            int layer = random.Next(active.Layers.Length);
            if (active.Layers[layer].Length > 2) active = active.Without(layer, active.Layers[layer][random.Next(active.Layers[layer].Length)]);
        }

        // Also scored: architectures with choices that were dropped since.
        var scored = ArchitectureSampling.Distinct(space.AllChoices(), random.Next(30), random, []).Select(a => Scored(space, a));
        return Request(space, 1 + random.Next(12), 1 + (random.NextDouble() * 12), [.. scored]) with
        {
            Seed = seed,
            Generation = random.Next(3),
            Active = active,
            Mutation = random.NextDouble(),
        };
    }
}
