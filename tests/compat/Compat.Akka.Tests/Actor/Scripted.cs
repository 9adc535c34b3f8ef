using Akka.Actor;

namespace Compat.Akka.Tests.Actor;

/// <summary>Runs what it is sent, as itself; reports its life to another actor when one is given.</summary>
public sealed class Scripted(IActorRef? reports = null, SupervisorStrategy? strategy = null) : ReceiveActor
{
    public delegate void Step(IActorContext context);

    private static int _incarnations;

    private readonly int _incarnation = Interlocked.Increment(ref _incarnations);

    protected override SupervisorStrategy SupervisorStrategy() => strategy ?? base.SupervisorStrategy();

    protected override bool AroundReceive(Receive receive, object message)
    {
        if (message is not Step step) return base.AroundReceive(receive, message);
        step(Context);
        return true;
    }

    protected override void Unhandled(object message)
    {
        switch (message)
        {
            case Exception error:
                throw error;
            case "who":
                Sender.Tell(_incarnation);
                break;
            case "ping":
                Sender.Tell("pong");
                break;
            default:
                base.Unhandled(message);
                break;
        }
    }

    protected override void PreStart() => reports?.Tell("PreStart");

    protected override void PostStop() => reports?.Tell("PostStop");

    protected override void PreRestart(Exception reason, object message)
    {
        reports?.Tell($"PreRestart {reason.Message} {(message is Exception ? "exception" : message as string)}");
        base.PreRestart(reason, message);
    }

    protected override void PostRestart(Exception reason)
    {
        reports?.Tell($"PostRestart {reason.Message}");
        base.PostRestart(reason);
    }

    public static Props Props(IActorRef? reports = null, SupervisorStrategy? strategy = null) => global::Akka.Actor.Props.Create(() => new Scripted(reports, strategy));
}

public static class ScriptedExtensions
{
    /// <summary>Runs code as the actor and returns its result.</summary>
    public static Task<T> Do<T>(this IActorRef actor, Func<IActorContext, T> code)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        actor.Tell(new Scripted.Step(context =>
        {
            try
            {
                result.SetResult(code(context));
            }
            catch (Exception error)
            {
                result.SetException(error);
            }
        }));
        return result.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    public static Task<IActorRef> Child(this IActorRef actor, Props props, string? name = null) => actor.Do(context => context.ActorOf(props, name));
}
