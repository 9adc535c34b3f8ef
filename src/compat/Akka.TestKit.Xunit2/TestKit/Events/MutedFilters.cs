using Akka.Actor;
using Akka.Event;
using Akka.TestKit.Internal;
using Akka.TestKit.TestEvent;

namespace Akka.TestKit;

/// <summary>Filters while they apply; counts what they meet.</summary>
internal sealed class MutedFilters : IUnmutableFilter
{
    private readonly ActorSystem _system;
    private readonly IReadOnlyCollection<EventFilterBase> _filters;
    private readonly SemaphoreSlim _matched = new(0);
    private int _count;
    private bool _ended;

    public MutedFilters(ActorSystem system, IReadOnlyCollection<EventFilterBase> filters)
    {
        _system = system;
        _filters = filters;
        foreach (var filter in filters) filter.EventMatched += Count;
        system.EventStream.Publish(new Mute(filters));
    }

    /// <summary>Waits until so many have come, or until time is up if none is expected, and fails unless it is exactly so many.</summary>
    public async Task Await(int expected, TimeSpan timeout, ITestKitAssertions assertions, Patience patience)
    {
        var end = Deadlines.Now + timeout;
        for (int seen = 0; seen < Math.Max(1, expected) && expected >= 0; seen++)
        {
            if (!await patience.For(_matched, end - Deadlines.Now)) break;
        }

        int count = Volatile.Read(ref _count);
        if (count < expected)
            assertions.Fail("Timeout ({0}) while waiting for messages. Only received {1}/{2} messages that matched filter [{3}]", timeout, count, expected, Names());
        if (count > expected && expected >= 0)
        {
            assertions.Fail(
                "Received {0} too many. Expected {1} but received {2} that matched filter [{3}]", Messages(count - expected), Messages(expected), count, Names());
        }
    }

    public void Unmute()
    {
        if (_ended) return;
        _ended = true;
        foreach (var filter in _filters) filter.EventMatched -= Count;
        _system.EventStream.Publish(new Unmute(_filters));
    }

    public void Dispose() => Unmute();

    private static string Messages(int number) => number == 1 ? "1 message" : $"{number} messages";

    private string Names() => string.Join(",", _filters);

    private void Count(EventFilterBase filter, LogEvent logEvent)
    {
        Interlocked.Increment(ref _count);
        _matched.Release();
    }
}
