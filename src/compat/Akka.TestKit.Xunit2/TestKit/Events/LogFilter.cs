using Akka.Event;

namespace Akka.TestKit;

#pragma warning disable CA1001 // A SemaphoreSlim holds nothing to release unless its wait handle is asked for.
/// <summary>Which log events a test expects or mutes; counts what it has met.</summary>
internal sealed class LogFilter(string description, Predicate<LogEvent> matches)
{
    private readonly SemaphoreSlim _matched = new(0);
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <summary>Released once for each event that matched.</summary>
    public SemaphoreSlim Matched => _matched;

    public bool Apply(LogEvent logEvent)
    {
        if (!matches(logEvent)) return false;
        Interlocked.Increment(ref _count);
        _matched.Release();
        return true;
    }

    /// <summary>The same filter, not met yet.</summary>
    public LogFilter Fresh() => new(description, matches);

    public override string ToString() => description;
}

/// <summary>Tells the test event listener about filters that begin to apply.</summary>
internal sealed class Mute(IReadOnlyList<LogFilter> filters)
{
    public IReadOnlyList<LogFilter> Filters { get; } = filters;
}

/// <summary>Tells the test event listener about filters that end to apply.</summary>
internal sealed class Unmute(IReadOnlyList<LogFilter> filters)
{
    public IReadOnlyList<LogFilter> Filters { get; } = filters;
}
