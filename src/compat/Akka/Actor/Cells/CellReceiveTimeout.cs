namespace Akka.Actor.Internal;

/// <summary>Sends an actor <see cref="ReceiveTimeout"/> when nothing has arrived for a while.</summary>
internal sealed class CellReceiveTimeout(ActorCell cell)
{
    private ICancelable? _pending;
    private bool _keepsRunning;

    public TimeSpan? Timeout { get; private set; }

    /// <param name="timeout">Null for none.</param>
    public void Set(TimeSpan? timeout)
    {
        Timeout = timeout;
        _keepsRunning = false;
        if (timeout is null) Cancel();
    }

    /// <summary>A message is about to be handled: stops the clock, unless the message says that it doesn't count.</summary>
    public void Pause(object message)
    {
        if (Timeout is null) return;
        _keepsRunning = message is INotInfluenceReceiveTimeout;
        if (!_keepsRunning) Cancel();
    }

    /// <summary>A message was handled: starts the clock anew.</summary>
    public void Reschedule()
    {
        if (Timeout is not { } timeout || (_keepsRunning && _pending is not null) || cell.IsTerminated) return;
        Cancel();
        _pending = cell.System.Scheduler.ScheduleTellOnceCancelable(timeout, cell.Self, ReceiveTimeout.Instance, cell.Self);
    }

    public void Cancel()
    {
        _pending?.Cancel();
        _pending = null;
    }
}
