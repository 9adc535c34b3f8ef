using Akka.Actor;

namespace Compat.Akka.Tests.Actor;

/// <summary>Tells another actor of each step of its life; what it does at start and with messages is given by the test.</summary>
public sealed class Recorder(IActorRef reports, Action<Recorder>? onStart = null, Action<Recorder, object>? onMessage = null, SupervisorStrategy? strategy = null)
    : UntypedActor, IWithTimers, IWithUnboundedStash
{
    public ITimerScheduler Timers { get; set; } = null!;

    public IStash Stash { get; set; } = null!;

    public static Props Props(IActorRef reports, Action<Recorder>? onStart = null, Action<Recorder, object>? onMessage = null, SupervisorStrategy? strategy = null) =>
        global::Akka.Actor.Props.Create(() => new Recorder(reports, onStart, onMessage, strategy));

    public IActorRef Asker => Sender;

    public void Report(object what) => reports.Tell(what);

    public void Run(Func<Task> step) => RunTask(step);

    protected override SupervisorStrategy SupervisorStrategy() => strategy ?? base.SupervisorStrategy();

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Exception error:
                throw error;
            case Scripted.Step step:
                step(Context);
                break;
            case Action<Recorder> step:
                step(this);
                break;
            default:
                if (onMessage is null) Report(message);
                else onMessage(this, message);
                break;
        }
    }

    protected override void PreStart()
    {
        Report("PreStart");
        onStart?.Invoke(this);
    }

    protected override void PostStop() => Report("PostStop");

    protected override void PreRestart(Exception reason, object message)
    {
        Report($"PreRestart {reason.Message}");
        base.PreRestart(reason, message);
    }

    protected override void PostRestart(Exception reason)
    {
        Report($"PostRestart {reason.Message}");
        base.PostRestart(reason);
    }
}
