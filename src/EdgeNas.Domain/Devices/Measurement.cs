using System.Collections.Immutable;

namespace EdgeNas.Domain.Devices;

/// <summary>One network timed on one device. Latencies in milliseconds for one batch.</summary>
public sealed record Measurement
{
    public required double MedianMilliseconds { get; init; }

    public required double P95Milliseconds { get; init; }

    public required double P99Milliseconds { get; init; }

    /// <summary>Bounds of the 95 % confidence interval of the median (from order statistics).</summary>
    public required double MedianLowMilliseconds { get; init; }

    public required double MedianHighMilliseconds { get; init; }

    /// <summary>Standard deviation over mean, as a share (0.02 is 2 %).</summary>
    public required double CoefficientOfVariation { get; init; }

    /// <summary>Every timed run, in order.</summary>
    public required ImmutableArray<double> SamplesMilliseconds { get; init; }

    /// <summary>Untimed runs before the first sample.</summary>
    public required int WarmUpRuns { get; init; }

    /// <summary>Why the measurement can't be trusted (spread too wide when the limit was reached, a neighbour took the processor), or null.</summary>
    public string? Suspicion { get; init; }

    /// <summary>Width of the median's confidence interval over the median.</summary>
    public double RelativeWidth => (MedianHighMilliseconds - MedianLowMilliseconds) / MedianMilliseconds;

    /// <summary>The measurement of these samples.</summary>
    /// <param name="samples">Milliseconds per run, at least one, in order.</param>
    public static Measurement Of(ImmutableArray<double> samples, int warmUpRuns, string? suspicion)
    {
        var sorted = samples.Sort();
        var median = MedianInterval.OfAscending(sorted.AsSpan(), 0.95);
        double mean = samples.Average(), variance = samples.Length > 1 ? samples.Sum(sample => (sample - mean) * (sample - mean)) / (samples.Length - 1) : 0;
        return new Measurement
        {
            MedianMilliseconds = median.Median,
            P95Milliseconds = Quantiles.Of(sorted.AsSpan(), 0.95),
            P99Milliseconds = Quantiles.Of(sorted.AsSpan(), 0.99),
            MedianLowMilliseconds = median.Low,
            MedianHighMilliseconds = median.High,
            CoefficientOfVariation = Math.Sqrt(variance) / mean,
            SamplesMilliseconds = samples,
            WarmUpRuns = warmUpRuns,
            Suspicion = suspicion,
        };
    }
}
