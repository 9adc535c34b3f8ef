using Akka.Actor;

namespace Akka.Pattern;

/// <summary>Stops its child where the strategy would restart it, and starts it again after a delay.</summary>
internal sealed class BackoffOnRestartSupervisor(BackoffSettings settings) : BackoffSupervisorBase(settings)
{
    /// <summary>Set between the child's failure and its end.</summary>
    private TimeSpan? _delay;

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(
        Settings.Strategy.MaxNumberOfRetries,
        Settings.Strategy.WithinTimeRangeMilliseconds,
        error =>
        {
            var directive = Settings.Strategy.Decider.Decide(error);
            if (directive != Directive.Restart) return directive;
            if (RestartsLeft) _delay = TakeDelay();
            return Directive.Stop;
        });

    protected override bool Receive(object message)
    {
        if (message is not Terminated terminated || !terminated.ActorRef.Equals(Child)) return HandleBackoff(message);
        ChildIsGone();
        if (_delay is { } delay && !FinalStopMessageReceived) ScheduleStart(delay);
        else Context.Stop(Self);
        _delay = null;
        return true;
    }
}
