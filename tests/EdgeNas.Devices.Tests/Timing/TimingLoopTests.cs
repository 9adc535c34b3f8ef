using EdgeNas.Devices.Simulated;
using EdgeNas.Devices.Timing;
using EdgeNas.Domain.Devices;

namespace EdgeNas.Devices.Tests.Timing;

public sealed class TimingLoopTests
{
    private const long Millisecond = 1_000_000;

    private readonly VirtualClock _clock = new();
    private TimeSpan _processor;
    private int _runs;

    private static MeasureSpec Spec => TestSpecs.Measure with
    {
        WarmUp = TimeSpan.FromMilliseconds(10),
        MinimumSamples = 20,
        ConfidenceWidth = 0.02,
        MaximumTime = TimeSpan.FromMilliseconds(1000),
    };

    [Fact]
    public void Run_SteadyAction_StopsAtTheMinimum()
    {
        var measurement = Run(Spec, _ => Millisecond);
        Assert.Equal(20, measurement.SamplesMilliseconds.Length);
        Assert.Equal(1, measurement.MedianMilliseconds);
        Assert.Null(measurement.Suspicion);
    }

    [Fact]
    public void Run_WarmUp_LastsItsTimeAndIsNotSampled()
    {
        // The first ten runs are slow: they are the warm-up's, 10 ms of 1 ms each.
        var measurement = Run(Spec, run => run < 10 ? Millisecond : Millisecond / 2);
        Assert.Equal(10, measurement.WarmUpRuns);
        Assert.Equal(30, _runs);
        Assert.All(measurement.SamplesMilliseconds, sample => Assert.Equal(0.5, sample));
    }

    [Fact]
    public void Run_NoWarmUpTime_StillWarmsUpOnce() => Assert.Equal(1, Run(Spec with { WarmUp = TimeSpan.Zero }, _ => Millisecond).WarmUpRuns);

    [Fact]
    public void Run_NoisyAction_StopsOnceNarrow()
    {
        // 1.00, 1.02, …, 1.10 ms in turn: the interval shrinks to one step of 2 % only with more samples than the minimum.
        var measurement = Run(Spec, run => Millisecond + (run % 6 * Millisecond / 50));
        Assert.InRange(measurement.SamplesMilliseconds.Length, 21, 500);
        Assert.InRange(measurement.RelativeWidth, 0, 0.02);
        Assert.Null(measurement.Suspicion);
    }

    [Fact]
    public void Run_NeverNarrow_StopsAtTheLimitAndSaysHowWideItIs()
    {
        // Two modes with nothing between them: the interval always spans both.
        var measurement = Run(Spec, run => run % 2 == 0 ? Millisecond : 2 * Millisecond);
        Assert.InRange(measurement.SamplesMilliseconds.Sum(), 970, 1000);
        Assert.Contains($"after 1 s and {measurement.SamplesMilliseconds.Length} samples the median's 95 % interval is 66.7% wide, not within 2.0%", measurement.Suspicion);
    }

    [Fact]
    public void Run_SlowerThanTheLimit_TakesOneSampleAndSaysSo()
    {
        var measurement = Run(Spec, _ => 3000 * Millisecond);
        Assert.Single(measurement.SamplesMilliseconds);
        Assert.Equal("only 1 of at least 20 samples fitted into 1 s", measurement.Suspicion);
    }

    [Fact]
    public void Run_VeryFast_StopsAtTheMostSamples()
    {
        var measurement = Run(Spec, run => run % 2 == 0 ? 100 : 200);
        Assert.Equal(TimingLoop.MaximumSamples, measurement.SamplesMilliseconds.Length);
        Assert.Contains("10000 samples", measurement.Suspicion);
    }

    [Fact]
    public void Run_InterruptedOften_SaysHowOften()
    {
        var measurement = Run(Spec, _ => Millisecond, run => run % 4 == 0 ? 0.7 : 1);
        Assert.Equal("5 of 20 timed runs were interrupted: something else ran on this machine's processors", measurement.Suspicion);
    }

    [Fact]
    public void Run_InterruptedAtTimes_IsNotSuspect()
    {
        var measurement = Run(Spec, run => run % 20 == 0 ? 5 * Millisecond : Millisecond, run => run % 20 == 0 ? 0.2 : 1);
        Assert.Equal(1, measurement.MedianMilliseconds);
        Assert.Null(measurement.Suspicion);
    }

    [Fact]
    public void Run_InterruptedInWarmUpOnly_IsNotSuspect() => Assert.Null(Run(Spec, _ => Millisecond, run => run < 10 ? 0.1 : 1).Suspicion);

    [Fact]
    public void Run_WithoutProcessorTime_SuspectsNoInterruption() =>
        Assert.Null(new TimingLoop(Spec, _clock, processorTime: null).Run(() => Act(Millisecond, 0), default).Suspicion);

    [Fact]
    public void Run_Cancelled_StopsBeforeTheNextRun()
    {
        using var cancellation = new CancellationTokenSource();
        var loop = new TimingLoop(Spec, _clock, null);
        Assert.Throws<OperationCanceledException>(() => loop.Run(
            () =>
            {
                Act(Millisecond, 1);
                if (++_runs == 15) cancellation.Cancel();
            },
            cancellation.Token));
        Assert.Equal(15, _runs);
    }

    private Measurement Run(MeasureSpec spec, Func<int, long> nanosecondsOfRun, Func<int, double>? processorShareOfRun = null) =>
        new TimingLoop(spec, _clock, () => _processor).Run(
            () =>
            {
                Act(nanosecondsOfRun(_runs), processorShareOfRun?.Invoke(_runs) ?? 1);
                _runs++;
            },
            default);

    private void Act(long nanoseconds, double processorShare)
    {
        _clock.Advance(nanoseconds);
        _processor += TimeSpan.FromTicks((long)(nanoseconds / 100 * processorShare));
    }
}
