using System.Diagnostics;

namespace Akka.TestKit;

/// <summary>How much time a test has left: within a block with a limit, what the limit leaves; otherwise the default of a single expectation.</summary>
internal sealed class Deadlines(TestKitSettings settings, ITestKitAssertions assertions)
{
    private TimeSpan? _end;

    /// <summary>Whether the last expectation was that nothing comes, which uses up the time of its block rightly.</summary>
    public bool LastWasSilence { get; set; }

    public static TimeSpan Now => Stopwatch.GetElapsedTime(0);

    /// <exception cref="InvalidOperationException">There is no limit.</exception>
    public TimeSpan Remaining => _end is { } end
        ? Positive(end - Now)
        : throw new InvalidOperationException(@"Remaining may not be called outside of ""within""");

    public TimeSpan RemainingOrDefault => RemainingOr(Dilated(settings.SingleExpectDefault));

    public TimeSpan RemainingOr(TimeSpan otherwise) => _end is { } end ? Positive(end - Now) : otherwise;

    public TimeSpan RemainingOrDilated(TimeSpan? duration)
    {
        if (duration is null) return RemainingOrDefault;
        if (duration == Timeout.InfiniteTimeSpan) return duration.Value;
        if (duration < TimeSpan.Zero) throw new ArgumentException($"The wait is {duration}; it must be zero, positive or infinite.", nameof(duration));
        var dilated = Dilated(duration.Value);
        return _end is { } end && end - Now < dilated ? Positive(end - Now) : dilated;
    }

    /// <summary>How long a wait is outside of a block.</summary>
    public TimeSpan Usual(TimeSpan? duration) => Dilated(duration ?? settings.SingleExpectDefault);

    public TimeSpan Dilated(TimeSpan duration) => duration == Timeout.InfiniteTimeSpan || duration == TimeSpan.MaxValue ? duration : duration * settings.TestTimeFactor;

    public Block Begin(TimeSpan min, TimeSpan max)
    {
        var start = Now;
        var left = _end is { } end ? end - start : TimeSpan.MaxValue;
        assertions.AssertTrue(left >= min, "Required min time {0} not possible, only {1} left.", min, left);
        var limit = Dilated(max) < left ? Dilated(max) : left;
        LastWasSilence = false;
        var block = new Block(_end, start, min, limit);
        _end = limit == TimeSpan.MaxValue ? null : start + limit;
        return block;
    }

    /// <summary>Leaves a block, whether it failed or not.</summary>
    public void Leave(Block block) => _end = block.OuterEnd;

    /// <summary>Checks how long a block took that didn't fail.</summary>
    public void Check(Block block, string? hint, TimeSpan? epsilon)
    {
        var elapsed = Now - block.Start;
        string suffix = string.IsNullOrEmpty(hint) ? "" : $" ({hint})";
        if (elapsed < block.Min)
            assertions.Fail("Failed: Block took {0}, should have at least been {1}{2}", elapsed, block.Min, suffix);
        if (!LastWasSilence && block.Limit != TimeSpan.MaxValue && elapsed > block.Limit + (epsilon ?? TimeSpan.Zero))
            assertions.Fail("Failed: Block took {0}, exceeding {1}{2}", elapsed, block.Limit, suffix);
    }

    private static TimeSpan Positive(TimeSpan left) => left < TimeSpan.Zero ? TimeSpan.Zero : left;

    internal readonly record struct Block(TimeSpan? OuterEnd, TimeSpan Start, TimeSpan Min, TimeSpan Limit);
}
