namespace Akka.Actor;

/// <summary>An actor whose timers the runtime keeps: they end with the incarnation, and a message of a timer that was cancelled or replaced never arrives.</summary>
public interface IWithTimers
{
    /// <summary>Set by the runtime after construction: usable from PreStart on.</summary>
    ITimerScheduler Timers { get; set; }
}

/// <summary>Timers by key; starting one ends the former of the same key. Only for the actor itself.</summary>
public interface ITimerScheduler
{
    IReadOnlyCollection<object> ActiveTimers { get; }

    void StartPeriodicTimer(object key, object msg, TimeSpan interval);

    void StartPeriodicTimer(object key, object msg, TimeSpan interval, IActorRef sender);

    void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval);

    void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval, IActorRef sender);

    void StartSingleTimer(object key, object msg, TimeSpan timeout);

    void StartSingleTimer(object key, object msg, TimeSpan timeout, IActorRef sender);

    /// <summary>True until the timer's only message has arrived or the timer was cancelled.</summary>
    bool IsTimerActive(object key);

    void Cancel(object key);

    void CancelAll();
}
