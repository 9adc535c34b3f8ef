using Akka.Actor;

namespace Akka.Pattern;

/// <summary>What both kinds of back-off have in common.</summary>
public abstract class BackoffSupervisorBase : ActorBase
{
    internal BackoffSupervisorBase(BackoffSettings settings) => Settings = settings;

    protected IActorRef Child { get; set; } = null!;

    protected int RestartCountN { get; set; }

    protected bool FinalStopMessageReceived { get; set; }

    internal BackoffSettings Settings { get; }

    private protected bool RestartsLeft => Settings.Strategy.MaxNumberOfRetries < 0 || RestartCountN < Settings.Strategy.MaxNumberOfRetries;

    protected override void PreStart()
    {
        StartChild();
        base.PreStart();
    }

    /// <summary>Handles all that does not concern the child's end.</summary>
    protected bool HandleBackoff(object message)
    {
        switch (message)
        {
            case BackoffSupervisor.StartChild:
                StartChild();
                if (Settings.Reset is AutoReset auto)
                {
                    Context.System.Scheduler.ScheduleTellOnce(auto.ResetBackoff, Self, new BackoffSupervisor.ResetRestartCount(RestartCountN), Self);
                }

                break;
            case BackoffSupervisor.ResetRestartCount reset:
                if (reset.Current == RestartCountN) RestartCountN = 0;
                break;
            case BackoffSupervisor.Reset when Settings.Reset is ManualReset:
                RestartCountN = 0;
                break;
            case BackoffSupervisor.Reset:
                Unhandled(message);
                break;
            case BackoffSupervisor.GetRestartCount:
                Sender.Tell(new BackoffSupervisor.RestartCount(RestartCountN));
                break;
            case BackoffSupervisor.GetCurrentChild:
                Sender.Tell(new BackoffSupervisor.CurrentChild(Child ?? ActorRefs.Nobody));
                break;
            default:
                PassOn(message);
                break;
        }

        return true;
    }

    private protected void ChildIsGone() => Child = null!;

    private protected void ScheduleStart() => ScheduleStart(TakeDelay());

    private protected void ScheduleStart(TimeSpan delay) => Context.System.Scheduler.ScheduleTellOnce(delay, Self, new BackoffSupervisor.StartChild(), Self);

    /// <summary>The delay before the next start, which is counted.</summary>
    private protected TimeSpan TakeDelay() => Settings.DelayAfter(RestartCountN++);

    private void StartChild()
    {
        if (Child is null) Child = Context.Watch(Context.ActorOf(Settings.ChildProps, Settings.ChildName));
    }

    private void PassOn(object message)
    {
        if (Child is not null && Child.Equals(Sender))
        {
            Context.Parent.Tell(message);
            return;
        }

        bool isFinal = Settings.FinalStopMessage?.Invoke(message) == true;
        if (Child is not null)
        {
            Child.Forward(message);
            FinalStopMessageReceived |= isFinal;
        }
        else if (isFinal)
        {
            Context.Stop(Self);
        }
        else if (Settings.ReplyWhileStopped is { } reply)
        {
            Sender.Tell(reply);
        }
        else
        {
            Context.System.DeadLetters.Forward(message);
        }
    }
}
