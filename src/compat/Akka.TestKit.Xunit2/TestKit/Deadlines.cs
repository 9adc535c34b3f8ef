using System.Diagnostics;

namespace Akka.TestKit;

/// <summary>How much time a test has left: within a block with a limit, what the limit leaves; otherwise the default of a single expectation.</summary>
internal sealed class Deadlines(TestKitSettings settings, ITestKitAssertions assertions)
{
    /// <summary>By how much a block may exceed its limit: what timers and threads lose, not what the test does.</summary>
    private static readonly TimeSpan DefaultEpsilon = TimeSpan.FromMilliseconds(50);

    /// <summary>How long an asynchronous block may go on after its limit, so that its own checks can report first.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(200);

    private TimeSpan? _end;

    /// <summary>Whether the last thing the test did was to receive whatever comes, which uses up the time of its block rightly.</summary>
    public bool LastUsedUpTime { get; set; }

    public static TimeSpan Now => Stopwatch.GetElapsedTime(0);

    /// <exception cref="InvalidOperationException">There is no limit.</exception>
    public TimeSpan Remaining => _end is { } end
        ? Positive(end - Now)
        : throw new InvalidOperationException(@"Remaining may not be called outside of ""within""");

    public TimeSpan RemainingOrDefault => RemainingOr(Dilated(settings.SingleExpectDefault));

    public TimeSpan RemainingOr(TimeSpan otherwise) => _end is { } end ? Positive(end - Now) : otherwise;

    /// <exception cref="ArgumentException">The duration is negative or infinite.</exception>
    public TimeSpan RemainingOrDilated(TimeSpan? duration)
    {
        if (duration is null) return RemainingOrDefault;
        if (duration < TimeSpan.Zero) throw new ArgumentException("Must be positive TimeSpan", nameof(duration));
        return Dilated(duration.Value);
    }

    public TimeSpan Dilated(TimeSpan duration) => duration == Timeout.InfiniteTimeSpan || duration == TimeSpan.MaxValue ? duration : duration * settings.TestTimeFactor;

    /// <summary>Runs a block and checks how long it took.</summary>
    public async Task<T> Within<T>(TimeSpan min, TimeSpan max, Func<Task<T>> block, string? hint, TimeSpan? epsilon)
    {
        EnsurePositive(min, nameof(min));
        EnsurePositive(max, nameof(max));
        var (outerEnd, start, limit) = (_end, Now, Dilated(max));
        var left = outerEnd - start ?? TimeSpan.MaxValue;
        assertions.AssertTrue(left >= min, "Required min time {0} not possible, only {1} left. {2}", min, left, hint ?? "");
        if (left < limit) limit = left;
        LastUsedUpTime = false;
        _end = start + limit;
        T result;
        try
        {
            result = await Limited(block(), limit, hint);
        }
        finally
        {
            _end = outerEnd;
        }

        var elapsed = Now - start;
        if (elapsed < min) assertions.Fail("Failed: Block took {0}, should have at least been {1}. {2}", elapsed, min, hint ?? "");
        if (!LastUsedUpTime && elapsed > limit + (epsilon ?? DefaultEpsilon)) assertions.Fail("Failed: Block took {0}, exceeding {1}. {2}", elapsed, limit, hint ?? "");
        return result;
    }

    /// <exception cref="ArgumentException">The duration is negative.</exception>
    public static TimeSpan EnsurePositive(TimeSpan duration, string name) => duration >= TimeSpan.Zero
        ? duration
        : throw new ArgumentException($"The timespan must be greater than zero. Actual value: {duration}", name);

    /// <exception cref="AggregateException">An asynchronous block failed.</exception>
    private async Task<T> Limited<T>(Task<T> running, TimeSpan limit, string? hint)
    {
        if (!running.IsCompleted)
        {
            var start = Now;
            using var ended = new CancellationTokenSource();
            if (await Task.WhenAny(running, Task.Delay(limit + Grace, ended.Token)) != running)
                assertions.Fail("Failed: Block was still running after {0}, exceeding the maximum allowed duration of {1}. {2}", Now - start, limit, hint ?? "");
            await ended.CancelAsync();
        }

        // As with the real one, the failure of an asynchronous block comes wrapped.
        return running.Result;
    }

    private static TimeSpan Positive(TimeSpan left) => left < TimeSpan.Zero ? TimeSpan.Zero : left;
}
