using System.Collections.Immutable;

namespace EdgeNas.Domain.Exploration;

/// <summary>
/// Ranks of NSGA-II (Deb, Pratap, Agarwal, Meyarivan: A fast and elitist multiobjective genetic algorithm, 2002) for accuracy (up) and predicted
/// latency (down) under a limit of the latency. O(n²).
/// </summary>
public static class NonDominatedSorting
{
    /// <summary>
    /// Constraint-domination (section VI, definition 1): a candidate within the limit beats one over it; of two over it the less slow one beats the other;
    /// of two within it, one beats the other if it is no worse in both objectives and better in one.
    /// </summary>
    public static bool Dominates(ScoredCandidate one, ScoredCandidate other, double limitMilliseconds)
    {
        bool feasible = one.PredictedMilliseconds <= limitMilliseconds, otherFeasible = other.PredictedMilliseconds <= limitMilliseconds;
        if (feasible != otherFeasible) return feasible;
        if (!feasible) return one.PredictedMilliseconds < other.PredictedMilliseconds;
        return one.Accuracy >= other.Accuracy && one.PredictedMilliseconds <= other.PredictedMilliseconds
            && (one.Accuracy > other.Accuracy || one.PredictedMilliseconds < other.PredictedMilliseconds);
    }

    /// <summary>The candidates in fronts (section III-A): each candidate of a front is beaten only by candidates of earlier ones. Codes ascend within a front.</summary>
    public static ImmutableArray<ImmutableArray<ScoredCandidate>> Fronts(IEnumerable<ScoredCandidate> candidates, double limitMilliseconds)
    {
        ScoredCandidate[] all = [.. candidates.OrderBy(candidate => candidate.Architecture)];
        int[] beatenBy = [.. all.Select(candidate => all.Count(other => Dominates(other, candidate, limitMilliseconds)))];
        var fronts = ImmutableArray.CreateBuilder<ImmutableArray<ScoredCandidate>>();
        for (int left = all.Length; left > 0; left -= fronts[^1].Length)
        {
            int[] front = [.. Enumerable.Range(0, all.Length).Where(i => beatenBy[i] == 0)];
            foreach (int beaten in front) beatenBy[beaten] = -1;
            foreach (int i in Enumerable.Range(0, all.Length).Where(i => beatenBy[i] > 0))
            {
                beatenBy[i] -= front.Count(winner => Dominates(all[winner], all[i], limitMilliseconds));
            }

            fronts.Add([.. front.Select(i => all[i])]);
        }

        return fronts.ToImmutable();
    }

    /// <summary>
    /// Crowding distance of each candidate of one front (section III-B): over both objectives, the gap between its two neighbours as a share of the front's
    /// range; positive infinity at the ends.
    /// </summary>
    public static ImmutableArray<double> CrowdingDistances(ImmutableArray<ScoredCandidate> front)
    {
        double[] distances = new double[front.Length];
        foreach (var objective in (ReadOnlySpan<Func<ScoredCandidate, double>>)[candidate => candidate.Accuracy, candidate => candidate.PredictedMilliseconds])
        {
            int[] order = [.. Enumerable.Range(0, front.Length).OrderBy(i => objective(front[i])).ThenBy(i => front[i].Architecture)];
            if (order.Length == 0) continue;
            double range = objective(front[order[^1]]) - objective(front[order[0]]);
            distances[order[0]] = distances[order[^1]] = double.PositiveInfinity;
            for (int i = 1; range > 0 && i < order.Length - 1; i++)
            {
                distances[order[i]] += (objective(front[order[i + 1]]) - objective(front[order[i - 1]])) / range;
            }
        }

        return [.. distances];
    }

    /// <summary>The best <paramref name="count"/> candidates, best first: by front, then by crowding distance (less crowded first), then by code.</summary>
    public static ImmutableArray<ScoredCandidate> Best(IEnumerable<ScoredCandidate> candidates, double limitMilliseconds, int count) =>
    [
        .. Fronts(candidates, limitMilliseconds)
            .SelectMany(front => front.Zip(CrowdingDistances(front)).OrderByDescending(pair => pair.Second).ThenBy(pair => pair.First.Architecture))
            .Take(count)
            .Select(pair => pair.First),
    ];
}
