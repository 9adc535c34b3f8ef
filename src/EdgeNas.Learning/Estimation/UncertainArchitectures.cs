using System.Collections.Immutable;
using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Learning.Estimation;

/// <summary>Which architectures are worth measuring next: those on which the ensemble disagrees most, and that differ from one another.</summary>
internal static class UncertainArchitectures
{
    /// <summary>Architectures that are considered.</summary>
    public const int Pool = 2_000;

    /// <summary>
    /// Up to <paramref name="count"/> architectures out of 2,000 uniform ones that are not measured yet, most uncertain first. Uncertain: deviation over prediction. One
    /// after the other is taken that has the largest product of uncertainty and share of layers in which it differs from the nearest one taken before.
    /// </summary>
    public static ImmutableArray<Architecture> Choose(LatencyEstimator estimator, ActiveChoices active, IEnumerable<Architecture> measured, int count, SeedStream random)
    {
        if (count == 0) return [];
        return Choose(estimator, [.. ArchitectureSampling.Distinct(active, Math.Max(Pool, count), random, measured)], count);
    }

    /// <summary>The same out of these, all of them different.</summary>
    public static ImmutableArray<Architecture> Choose(LatencyEstimator estimator, Architecture[] pool, int count)
    {
        var predictions = new LatencyPrediction[pool.Length];
        estimator.Predict(pool, predictions);
        double[] uncertainty = [.. predictions.Select(prediction => prediction.Deviation / prediction.Milliseconds)];
        double[] novelty = [.. pool.Select(_ => 1.0)];
        var chosen = new List<int>();
        while (chosen.Count < Math.Min(count, pool.Length))
        {
            int best = Enumerable.Range(0, pool.Length).Where(i => novelty[i] > 0).OrderByDescending(i => uncertainty[i] * novelty[i]).ThenBy(i => pool[i]).First();
            chosen.Add(best);
            for (int i = 0; i < pool.Length; i++) novelty[i] = Math.Min(novelty[i], Difference(pool[i], pool[best]));
        }

        return [.. chosen.OrderByDescending(i => uncertainty[i]).ThenBy(i => pool[i]).Select(i => pool[i])];
    }

    /// <summary>Share of layers in which two architectures differ; 0 only for equal ones.</summary>
    private static double Difference(Architecture one, Architecture other)
    {
        int different = 0;
        for (int layer = 0; layer < one.Length; layer++) different += one.Code[layer] == other.Code[layer] ? 0 : 1;
        return different / (double)one.Length;
    }
}
