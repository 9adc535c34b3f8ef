using EdgeNas.Domain.Exploration;
using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Spaces;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNas.Domain.Tests.Exploration;

public sealed class ParetoFrontTests
{
    [Fact]
    public void Of_CandidatesWithTies_KeepsTheUnbeatenFastestFirst()
    {
        var front = ParetoFront.Of(
        [
            Candidate("5", 3, 0.9), Candidate("4", 3, 0.9), Candidate("0", 1, 0.5), Candidate("1", 2, 0.5), Candidate("2", 2, 0.7), Candidate("3", 4, 0.8),
        ]);
        Assert.Equal(["0", "2", "4"], front.Select(candidate => candidate.Architecture.Code));
    }

    [Fact]
    public void Of_RandomCandidates_HoldsExactlyWhatNothingBeats()
    {
        Prop.ForAll((int seed) =>
        {
            var candidates = Random(seed, 60);
            var front = ParetoFront.Of(candidates);
            foreach (var candidate in candidates)
            {
                bool beaten = candidates.Any(other => NonDominatedSorting.Dominates(other, candidate, double.PositiveInfinity));
                bool stands = front.Any(member => (member.Accuracy, member.PredictedMilliseconds) == (candidate.Accuracy, candidate.PredictedMilliseconds));
                Assert.Equal(!beaten, stands);
            }

            Assert.Equal(front.AsEnumerable(), ParetoFront.Of(candidates.Reverse()));
            Assert.Equal(front.OrderBy(member => member.Accuracy), front);
            Assert.Equal(front.OrderBy(member => member.PredictedMilliseconds), front);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Fronts_RandomCandidates_AreTheFrontsLeftWhenEarlierOnesAreTaken()
    {
        Prop.ForAll((int seed) =>
        {
            var candidates = Random(seed, 50);
            const double Limit = 6;
            var fronts = NonDominatedSorting.Fronts(candidates, Limit);
            var left = candidates.ToList();
            foreach (var front in fronts)
            {
                var unbeaten = left.Where(candidate => !left.Any(other => NonDominatedSorting.Dominates(other, candidate, Limit)));
                Assert.Equal(unbeaten.OrderBy(candidate => candidate.Architecture), front.AsEnumerable());
                left.RemoveAll(front.Contains);
            }

            Assert.Empty(left);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Dominates_OverTheLimit_LosesWhateverItsAccuracy()
    {
        ScoredCandidate slow = Candidate("0", 11, 1), slower = Candidate("1", 12, 1), fast = Candidate("2", 10, 0);
        Assert.True(NonDominatedSorting.Dominates(fast, slow, 10));
        Assert.False(NonDominatedSorting.Dominates(slow, fast, 10));
        Assert.True(NonDominatedSorting.Dominates(slow, slower, 10));
        Assert.False(NonDominatedSorting.Dominates(slow, slow, 10));
    }

    [Fact]
    public void CrowdingDistances_FourOnALine_AreAsByHand()
    {
        var distances = NonDominatedSorting.CrowdingDistances([Candidate("0", 1, 0.1), Candidate("1", 2, 0.2), Candidate("2", 5, 0.3), Candidate("3", 11, 0.6)]);
        // Second: (5 − 1) / 10 and (0.3 − 0.1) / 0.5; third: (11 − 2) / 10 and (0.6 − 0.2) / 0.5.
        Assert.Equal(double.PositiveInfinity, distances[0]);
        Assert.Equal(0.8, distances[1], 1e-12);
        Assert.Equal(1.7, distances[2], 1e-12);
        Assert.Equal(double.PositiveInfinity, distances[3]);
    }

    [Fact]
    public void Best_MoreThanTheFirstFront_TakesTheLessCrowdedFirst()
    {
        var best = NonDominatedSorting.Best(
            [Candidate("0", 1, 0.1), Candidate("1", 2, 0.2), Candidate("2", 5, 0.3), Candidate("3", 9, 0.6), Candidate("4", 9, 0.1), Candidate("5", 11, 0.9)], 10, 5);
        Assert.Equal(["0", "3", "2", "1", "4"], best.Select(candidate => candidate.Architecture.Code));
    }

    private static ScoredCandidate Candidate(string code, double latency, double accuracy) => new(new Architecture(code), latency, accuracy);

    // Few different values, so that ties are common.
    private static ScoredCandidate[] Random(int seed, int count)
    {
        var random = new SeedStream(seed, "candidates");
        return [.. Enumerable.Range(0, count).Select(i => Candidate(Architecture.FromChoices([i / 36, i % 36]).Code, random.Next(10), random.Next(10) / 10.0))];
    }
}
