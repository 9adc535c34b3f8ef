namespace EdgeNas.Domain.Devices;

/// <summary>Whether a measurement can be true, whoever sends it.</summary>
public static class MeasurementCheck
{
    /// <summary>No inference takes less: one clock cycle is longer.</summary>
    private const double ShortestMilliseconds = 1e-7;

    /// <summary>An hour for one inference: far beyond any network that a board can be searched for.</summary>
    private const double LongestMilliseconds = 3_600_000;

    private const int MostSamples = 10_000_000;

    /// <summary>What is wrong with a measurement, for people; null where it is plausible.</summary>
    public static string? WhyRefused(Measurement measurement)
    {
        var samples = measurement.SamplesMilliseconds;
        if (samples.IsDefaultOrEmpty || samples.Length > MostSamples) return $"it has {(samples.IsDefault ? 0 : samples.Length)} samples, expected 1 to {MostSamples}";
        foreach (double sample in samples)
        {
            if (!IsLatency(sample)) return $"a sample of {sample} ms is no latency: expected {ShortestMilliseconds} to {LongestMilliseconds} ms";
        }

        double median = measurement.MedianMilliseconds;
        if (!IsLatency(median)) return $"a median of {median} ms is no latency: expected {ShortestMilliseconds} to {LongestMilliseconds} ms";
        double expected = Quantiles.Of(samples.Sort().AsSpan(), 0.5);
        if (Math.Abs(median - expected) > 1e-6 * expected) return $"its median of {median} ms isn't that of its samples, {expected} ms";
        bool ordered = measurement.MedianLowMilliseconds > 0
            && measurement.MedianLowMilliseconds <= median
            && median <= measurement.MedianHighMilliseconds
            && median <= measurement.P95Milliseconds
            && measurement.P95Milliseconds <= measurement.P99Milliseconds
            && IsLatency(measurement.P99Milliseconds)
            && IsLatency(measurement.MedianHighMilliseconds);
        if (!ordered) return "its median, interval and quantiles aren't in order";
        return measurement.CoefficientOfVariation >= 0 && measurement.WarmUpRuns >= 0 ? null : "its spread or its number of warm-up runs is below 0";
    }

    private static bool IsLatency(double milliseconds) => milliseconds >= ShortestMilliseconds && milliseconds <= LongestMilliseconds;
}
