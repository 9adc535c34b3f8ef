using System.Diagnostics;

namespace Akka.Actor.Internal;

/// <summary>How often a child was restarted, as far as its supervisor's limit counts.</summary>
internal sealed class ChildRestartStats(IInternalActorRef child)
{
    private long _windowStart;
    private int _restarts;

    public IInternalActorRef Child { get; } = child;

    /// <summary>Counts a restart and says whether the limit allows it.</summary>
    /// <param name="maxNrOfRetries">Negative for no limit.</param>
    /// <param name="withinTimeMilliseconds">Restarts are counted within windows of this length; 0 or less: without end.</param>
    public bool RequestRestartPermission(int maxNrOfRetries, int withinTimeMilliseconds)
    {
        if (maxNrOfRetries == 0) return false;
        if (withinTimeMilliseconds > 0) return WithinWindow(maxNrOfRetries < 0 ? 1 : maxNrOfRetries, withinTimeMilliseconds);
        return maxNrOfRetries < 0 || ++_restarts <= maxNrOfRetries;
    }

    private bool WithinWindow(int maxNrOfRetries, int withinTimeMilliseconds)
    {
        long now = Stopwatch.GetTimestamp();
        if (_windowStart == 0) _windowStart = now;
        if (Stopwatch.GetElapsedTime(_windowStart, now).TotalMilliseconds <= withinTimeMilliseconds) return ++_restarts <= maxNrOfRetries;
        _restarts = 1;
        _windowStart = now;
        return true;
    }
}
