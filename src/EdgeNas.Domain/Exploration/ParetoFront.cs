using System.Collections.Immutable;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Domain.Exploration;

/// <summary>The candidates that no other one beats: none is at least as accurate and at least as fast, and better in one of the two.</summary>
public static class ParetoFront
{
    /// <summary>The front, fastest first, so that accuracy rises along it. Of candidates with equal latency and accuracy the one with the least code stays.</summary>
    public static ImmutableArray<ScoredCandidate> Of(IEnumerable<ScoredCandidate> candidates) =>
        Of(candidates, candidate => candidate.Accuracy, candidate => candidate.PredictedMilliseconds, candidate => candidate.Architecture);

    /// <summary>The front of anything that has an accuracy, a latency and an architecture; O(n log n).</summary>
    public static ImmutableArray<T> Of<T>(
        IEnumerable<T> candidates, Func<T, double> accuracy, Func<T, double> latencyMilliseconds, Func<T, Architecture> architecture)
    {
        var front = ImmutableArray.CreateBuilder<T>();
        double best = double.NegativeInfinity;
        foreach (var candidate in candidates.OrderBy(latencyMilliseconds).ThenByDescending(accuracy).ThenBy(architecture))
        {
            if (!(accuracy(candidate) > best)) continue;
            best = accuracy(candidate);
            front.Add(candidate);
        }

        return front.ToImmutable();
    }
}
