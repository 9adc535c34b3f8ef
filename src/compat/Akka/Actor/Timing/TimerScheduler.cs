namespace Akka.Actor.Internal;

/// <summary>A timer has run out; counts only if the timer is still of that generation.</summary>
internal sealed record TimerMessage(object Key, int Generation, TimerScheduler Owner) : IAutoReceivedMessage, INoSerializationVerificationNeeded, Event.IDeadLetterSuppression;

/// <summary>Timers of one incarnation.</summary>
internal sealed class TimerScheduler(ActorCell cell) : ITimerScheduler
{
    private readonly Dictionary<object, Timer> _timers = [];
    private int _generation;

    public IReadOnlyCollection<object> ActiveTimers => [.. _timers.Keys];

    public void StartPeriodicTimer(object key, object msg, TimeSpan interval) => Start(key, msg, interval, interval, null);

    public void StartPeriodicTimer(object key, object msg, TimeSpan interval, IActorRef sender) => Start(key, msg, interval, interval, sender);

    public void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval) => Start(key, msg, initialDelay, interval, null);

    public void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval, IActorRef sender) => Start(key, msg, initialDelay, interval, sender);

    public void StartSingleTimer(object key, object msg, TimeSpan timeout) => Start(key, msg, timeout, null, null);

    public void StartSingleTimer(object key, object msg, TimeSpan timeout, IActorRef sender) => Start(key, msg, timeout, null, sender);

    public bool IsTimerActive(object key) => _timers.ContainsKey(key);

    public void Cancel(object key)
    {
        if (_timers.Remove(key, out var timer)) timer.Pending.Cancel();
    }

    public void CancelAll()
    {
        foreach (var timer in _timers.Values) timer.Pending.Cancel();
        _timers.Clear();
    }

    /// <summary>The user's message, or null if the timer was cancelled or replaced while its message lay in the mailbox.</summary>
    public object? Accept(TimerMessage message)
    {
        if (message.Owner != this || !_timers.TryGetValue(message.Key, out var timer) || timer.Generation != message.Generation) return null;
        if (!timer.Repeats) _timers.Remove(message.Key);
        return timer.Message;
    }

    private void Start(object key, object message, TimeSpan delay, TimeSpan? interval, IActorRef? sender)
    {
        Cancel(key);
        var signal = new TimerMessage(key, ++_generation, this);
        var pending = new Cancelable(cell.System.Scheduler.Advanced);
        _timers.Add(key, new Timer(message, signal.Generation, interval is not null, pending));
        if (interval is { } period) cell.System.Scheduler.ScheduleTellRepeatedly(delay, period, cell.Self, signal, sender, pending);
        else cell.System.Scheduler.ScheduleTellOnce(delay, cell.Self, signal, sender, pending);
    }

    private sealed record Timer(object Message, int Generation, bool Repeats, Cancelable Pending);
}
