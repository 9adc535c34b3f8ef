using Akka.Actor;

namespace Akka.Event;

/// <summary>
/// Logs lost messages: up to <c>akka.log-dead-letters</c> of them, then again after <c>akka.log-dead-letters-suspend-duration</c>, and none during
/// shutdown unless <c>akka.log-dead-letters-during-shutdown</c> is on.
/// </summary>
public class DeadLetterListener : ActorBase
{
    private long _count;
    private TimeSpan? _silentUntil;
    private long _skipped;

    protected override void PreStart()
    {
        foreach (var kind in new[] { typeof(DeadLetter), typeof(Dropped), typeof(UnhandledMessage) }) Context.System.EventStream.Subscribe(Self, kind);
    }

    protected override void PostStop() => Context.System.EventStream.Unsubscribe(Self);

    protected override bool Receive(object message)
    {
        if (message is not AllDeadLetters lost) return false;
        if (IsSilent()) return true;
        _count++;
        var settings = Context.System.Settings;
        bool last = settings.LogDeadLetters != int.MaxValue && _count >= settings.LogDeadLetters;
        string note = last ? Silence(settings) : "";
        Context.System.EventStream.Publish(new Info(lost.Recipient.Path.ToString(), lost.Recipient.GetType(), $"{Describe(lost)} [{_count}] dead letters encountered{note}. This logging can be turned off or adjusted with configuration settings 'akka.log-dead-letters' and 'akka.log-dead-letters-during-shutdown'."));
        return true;
    }

    private static string Describe(AllDeadLetters lost)
    {
        string what = $"Message [{lost.Message.GetType().Name}] from {lost.Sender?.Path.ToString() ?? "nobody"} to {lost.Recipient.Path}";
        return lost switch
        {
            UnhandledMessage => $"{what} was unhandled.",
            Dropped dropped => $"{what} was dropped. {dropped.Reason}.",
            _ => $"{what} was not delivered.",
        };
    }

    private bool IsSilent()
    {
        var system = (ExtendedActorSystem)Context.System;
        if (!system.Settings.LogDeadLettersDuringShutdown && system.Guardian.IsTerminated) return true;
        if (_silentUntil is not { } until) return false;
        if (system.Scheduler.MonotonicClock < until)
        {
            _skipped++;
            return true;
        }

        _silentUntil = null;
        _count = 0;
        return false;
    }

    private string Silence(Settings settings)
    {
        var pause = settings.LogDeadLettersSuspendDuration;
        _silentUntil = pause < TimeSpan.Zero ? TimeSpan.MaxValue : Context.System.Scheduler.MonotonicClock + pause;
        string skipped = _skipped > 0 ? $", of which [{_skipped}] were not logged" : "";
        _skipped = 0;
        return pause < TimeSpan.Zero ? $"{skipped}, no more dead letters will be logged" : $"{skipped}, no more dead letters will be logged in next [{pause}]";
    }
}
