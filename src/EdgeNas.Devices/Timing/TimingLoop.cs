using System.Collections.Immutable;
using EdgeNas.Domain.Devices;

namespace EdgeNas.Devices.Timing;

/// <summary>
/// Runs an action until its median duration is known well enough: untimed runs for <see cref="MeasureSpec.WarmUp"/> (one at least), then timed ones until
/// there are <see cref="MeasureSpec.MinimumSamples"/> and the median's 95 % confidence interval is narrower than <see cref="MeasureSpec.ConfidenceWidth"/>,
/// or until <see cref="MeasureSpec.MaximumTime"/> has passed since the start, or <see cref="MaximumSamples"/> are taken.
/// </summary>
/// <param name="clock">Wall clock; its timestamps are used, not its time of day.</param>
/// <param name="processorTime">Processor time that the calling thread has used up to now; null where that means nothing, as on a simulated device.</param>
public sealed class TimingLoop(MeasureSpec spec, TimeProvider clock, Func<TimeSpan>? processorTime)
{
    /// <summary>So that very fast networks don't fill the journal with samples.</summary>
    public const int MaximumSamples = 10_000;

    /// <summary>A run is interrupted if its thread had a processor for less than this share of it: something else ran in its place.</summary>
    private const double UninterruptedShare = 0.9;

    /// <summary>
    /// Share of interrupted runs from which on they may move the median. Fewer are outliers that it doesn't feel: at a tenth it is the 45 % to 55 %
    /// quantile of the undisturbed runs.
    /// </summary>
    private const double TolerableInterruptions = 0.1;

    private const double Confidence = 0.95;

    /// <summary>The interval is looked at whenever there are a tenth more samples: looking sorts them, and looking often would find narrow ones by chance.</summary>
    private const double Growth = 1.1;

    public Measurement Run(Action action, CancellationToken cancellation)
    {
        long start = clock.GetTimestamp();
        int warmUpRuns = WarmUp(action, start, cancellation);

        var samples = ImmutableArray.CreateBuilder<double>(Math.Max(16, spec.MinimumSamples));
        int interrupted = 0;
        int nextLook = Math.Max(1, spec.MinimumSamples);
        bool narrow = false;
        while (!narrow && samples.Count < MaximumSamples && (samples.Count == 0 || clock.GetElapsedTime(start) < spec.MaximumTime))
        {
            cancellation.ThrowIfCancellationRequested();
            var processorBefore = processorTime?.Invoke();
            long before = clock.GetTimestamp();
            action();
            long after = clock.GetTimestamp();
            double milliseconds = (after - before) * 1000.0 / clock.TimestampFrequency;
            if (processorBefore is { } earlier && (processorTime!() - earlier).TotalMilliseconds < UninterruptedShare * milliseconds) interrupted++;
            samples.Add(milliseconds);
            if (samples.Count < nextLook) continue;

            var interval = MedianInterval.Of(samples.ToArray(), Confidence);
            narrow = interval.Coverage >= Confidence && interval.RelativeWidth <= spec.ConfidenceWidth;
            nextLook = Math.Max(samples.Count + 1, (int)(samples.Count * Growth));
        }

        var taken = samples.ToImmutable();
        return Measurement.Of(taken, warmUpRuns, Suspicion(taken, narrow, interrupted));
    }

    private int WarmUp(Action action, long start, CancellationToken cancellation)
    {
        int runs = 0;
        do
        {
            cancellation.ThrowIfCancellationRequested();
            action();
            runs++;
        }
        while (clock.GetElapsedTime(start) < spec.WarmUp);
        return runs;
    }

    private string? Suspicion(ImmutableArray<double> samples, bool narrow, int interrupted)
    {
        var reasons = new List<string>();
        if (!narrow)
        {
            var interval = MedianInterval.Of(samples.AsSpan(), Confidence);
            string limit = samples.Length >= MaximumSamples ? $"{MaximumSamples} samples" : $"{spec.MaximumTime.TotalSeconds:0.###} s";
            reasons.Add(samples.Length < spec.MinimumSamples
                ? $"only {samples.Length} of at least {spec.MinimumSamples} samples fitted into {limit}"
                : $"after {limit} and {samples.Length} samples the median's 95 % interval is {interval.RelativeWidth:0.0%} wide, not within {spec.ConfidenceWidth:0.0%}");
        }

        if (interrupted > TolerableInterruptions * samples.Length)
        {
            reasons.Add($"{interrupted} of {samples.Length} timed runs were interrupted: something else ran on this machine's processors");
        }

        return reasons.Count == 0 ? null : string.Join("; ", reasons);
    }
}
