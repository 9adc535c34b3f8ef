using System.Diagnostics;

namespace Akka.Actor.Internal;

/// <summary>How often a child was restarted, as far as its supervisor's limit counts.</summary>
public class ChildRestartStats(IInternalActorRef child, uint maxNrOfRetriesCount = 0, long restartTimeWindowStartTicks = 0)
{
    public IInternalActorRef Child { get; } = child;

    public long Uid => Child.Path.Uid;

    /// <summary>Restarts so far, within the window where there is one.</summary>
    public uint MaxNrOfRetriesCount { get; private set; } = maxNrOfRetriesCount;

    /// <summary>On a monotonic clock; 0 before the first restart.</summary>
    public long RestartTimeWindowStartTicks { get; private set; } = restartTimeWindowStartTicks;

    /// <summary>Counts a restart and says whether the limit allows it.</summary>
    /// <param name="maxNrOfRetries">Negative for no limit.</param>
    /// <param name="withinTimeMilliseconds">Restarts are counted within windows of this length; 0 or less: without end.</param>
    public bool RequestRestartPermission(int maxNrOfRetries, int withinTimeMilliseconds)
    {
        if (maxNrOfRetries == 0) return false;
        if (withinTimeMilliseconds > 0) return WithinWindow(maxNrOfRetries < 0 ? 1 : maxNrOfRetries, withinTimeMilliseconds);
        return maxNrOfRetries < 0 || ++MaxNrOfRetriesCount <= maxNrOfRetries;
    }

    private bool WithinWindow(int maxNrOfRetries, int withinTimeMilliseconds)
    {
        long now = Stopwatch.GetTimestamp();
        if (RestartTimeWindowStartTicks == 0) RestartTimeWindowStartTicks = now;
        if (Stopwatch.GetElapsedTime(RestartTimeWindowStartTicks, now).TotalMilliseconds <= withinTimeMilliseconds) return ++MaxNrOfRetriesCount <= maxNrOfRetries;
        MaxNrOfRetriesCount = 1;
        RestartTimeWindowStartTicks = now;
        return true;
    }
}
