using Akka.Actor;

namespace Akka.Event;

/// <summary>
/// Logs lost messages: up to <c>akka.log-dead-letters</c> of them, then again after <c>akka.log-dead-letters-suspend-duration</c>, and none during
/// shutdown unless <c>akka.log-dead-letters-during-shutdown</c> is on.
/// </summary>
public class DeadLetterListener : ActorBase
{
    private const string Settings =
        "This logging can be turned off or adjusted with configuration settings 'akka.log-dead-letters' and 'akka.log-dead-letters-during-shutdown'.";

    private long _count;

    /// <summary>Since the limit was reached: when logging goes on.</summary>
    private TimeSpan? _silentUntil;
    private long _logged;

    protected override void PreStart()
    {
        foreach (var kind in new[] { typeof(DeadLetter), typeof(Dropped), typeof(UnhandledMessage) }) Context.System.EventStream.Subscribe(Self, kind);
    }

    protected override void PostStop() => Context.System.EventStream.Unsubscribe(Self);

    /// <summary>Nothing to begin anew: it stays subscribed.</summary>
    protected override void PreRestart(Exception reason, object message)
    {
    }

    protected override void PostRestart(Exception reason)
    {
    }

    protected override bool Receive(object message)
    {
        if (message is not AllDeadLetters lost) return false;
        var system = (ExtendedActorSystem)Context.System;
        if (!system.Settings.LogDeadLettersDuringShutdown && system.Guardian.IsTerminated) return true;
        _count++;
        var now = system.Scheduler.MonotonicClock;
        if (now < _silentUntil) return true;
        if (_silentUntil is not null)
        {
            Log(lost, $", of which {_count - _logged - 1} were not logged. The counter will be reset now");
            _silentUntil = null;
            _count = _logged = 0;
            return true;
        }

        _logged++;
        var pause = system.Settings.LogDeadLettersSuspendDuration;
        if (system.Settings.LogDeadLetters == int.MaxValue || _count < system.Settings.LogDeadLetters)
        {
            Log(lost, "");
        }
        else
        {
            _silentUntil = pause < TimeSpan.Zero ? TimeSpan.MaxValue : now + pause;
            Log(lost, pause < TimeSpan.Zero ? ", no more dead letters will be logged" : $", no more dead letters will be logged in next [{pause}]");
        }

        return true;
    }

    private void Log(AllDeadLetters lost, string note)
    {
        string text = $"{Describe(lost)} [{_count}] dead letters encountered{note}. {Advice(lost)}{Settings} Message content: {lost.Message}";
        Context.System.EventStream.Publish(new Info(lost.Recipient.Path.ToString(), lost.Recipient.GetType(), text));
    }

    private static string Describe(AllDeadLetters lost)
    {
        string from = IsSomebody(lost.Sender) ? $" from {lost.Sender}" : "";
        string what = $"Message [{lost.Message.GetType().Name}]{from}";
        return lost switch
        {
            Dropped dropped => $"{what}{(IsSomebody(lost.Recipient) ? $" to {lost.Recipient}" : "")} was dropped. {dropped.Reason}.",
            UnhandledMessage => $"{what} to {lost.Recipient} was unhandled.",
            _ => $"{what} to {lost.Recipient} was not delivered.",
        };
    }

    private static string Advice(AllDeadLetters lost) =>
        lost is DeadLetter ? $"If this is not an expected behavior then {lost.Recipient} may have terminated unexpectedly. " : "";

    private static bool IsSomebody(IActorRef actor) => actor is not (null or DeadLetterActorRef);
}
