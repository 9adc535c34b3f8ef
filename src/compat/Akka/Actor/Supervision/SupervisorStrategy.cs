using Akka.Actor.Internal;
using Akka.Event;

namespace Akka.Actor;

/// <summary>How an actor deals with its failing children.</summary>
public abstract class SupervisorStrategy
{
    /// <summary>Stops a child that could not start or was killed, restarts it after any other failure.</summary>
    public static readonly IDecider DefaultDecider = Actor.Decider.From(
        Directive.Restart,
        Directive.Stop.When<ActorInitializationException>(),
        Directive.Stop.When<ActorKilledException>(),
        Directive.Stop.When<DeathPactException>());

    /// <summary>Stops a child at its first failure.</summary>
    public static readonly OneForOneStrategy StoppingStrategy = new(_ => Directive.Stop);

    /// <summary>One for one, without limit, by the default decider.</summary>
    public static readonly SupervisorStrategy DefaultStrategy = new OneForOneStrategy(DefaultDecider);

    public abstract IDecider Decider { get; }

    protected bool LoggingEnabled { get; set; }

    internal bool HandleFailure(ActorCell cell, IActorRef child, Exception cause, ChildRestartStats stats, IReadOnlyCollection<ChildRestartStats> children)
    {
        var directive = Handle(child, cause);
        LogFailure(cell, child, cause, directive);
        switch (directive)
        {
            case Directive.Escalate:
                return false;
            case Directive.Resume:
                ResumeChild(child, cause);
                return true;
            default:
                ProcessFailure(cell, directive == Directive.Restart, child, cause, stats, children);
                return true;
        }
    }

    /// <summary>A child is gone, for whatever reason.</summary>
    public abstract void HandleChildTerminated(IActorContext actorContext, IActorRef child, IEnumerable<IInternalActorRef> children);

    /// <summary>Restarts or stops, the child or all children.</summary>
    /// <param name="restart">False: stop.</param>
    /// <param name="stats">How often the failed child was restarted.</param>
    public abstract void ProcessFailure(IActorContext context, bool restart, IActorRef child, Exception cause, ChildRestartStats stats, IReadOnlyCollection<ChildRestartStats> children);

    protected abstract Directive Handle(IActorRef child, Exception exception);

    protected virtual void LogFailure(IActorContext context, IActorRef child, Exception cause, Directive directive)
    {
        if (!LoggingEnabled || directive == Directive.Escalate) return;
        string message = cause is ActorInitializationException { InnerException: { } inner } ? inner.Message : cause.Message;
        string source = child.Path.ToString();
        LogEvent line = directive == Directive.Resume ? new Warning(cause, source, GetType(), message) : new Error(cause, source, GetType(), message);
        context.System.EventStream.Publish(line);
    }

    protected void ResumeChild(IActorRef child, Exception exception) => ((IInternalActorRef)child).Resume(exception);

    /// <param name="suspendFirst">True for a child that has not failed itself.</param>
    protected void RestartChild(IActorRef child, Exception cause, bool suspendFirst)
    {
        var actor = (IInternalActorRef)child;
        if (suspendFirst) actor.Suspend();
        actor.Restart(cause);
    }
}
