using Akka.Actor.Internal;
using Akka.Event;

namespace Akka.Actor;

/// <summary>Handles a message; false if it has no use for it.</summary>
public delegate bool Receive(object message);

/// <summary>Handles a message.</summary>
public delegate void UntypedReceive(object message);

/// <summary>
/// One incarnation of an actor. All its code runs one message at a time; nothing in it needs a lock. Instances are built by the runtime alone,
/// from <see cref="Props"/>.
/// </summary>
public abstract class ActorBase
{
    private IActorRef? _clearedSelf;
    private SupervisorStrategy? _strategy;

    /// <exception cref="ActorInitializationException">It was not the runtime that called.</exception>
    protected ActorBase()
    {
        if (InternalCurrentActorCellKeeper.Current is not { } cell)
        {
            throw new ActorInitializationException("Do not create actors using 'new', always create them using an ActorContext/System");
        }

        InitialBehavior = Receive;

        // The actor's own constructor may start timers already.
        if (this is IWithTimers timed) timed.Timers = cell.Timers;
    }

    protected IActorRef Self => _clearedSelf ?? Context.Self;

    /// <summary>Who sent the current message; the dead letters where it said nobody.</summary>
    protected IActorRef Sender => Context.Sender;

    /// <summary>The context of the actor that runs on this thread.</summary>
    /// <exception cref="NotSupportedException">None does, as after a ConfigureAwait(false).</exception>
    protected static IActorContext Context => InternalCurrentActorCellKeeper.Current
        ?? throw new NotSupportedException("There is no active ActorContext, this is most likely due to use of async operations from within this actor.");

    /// <summary>Handles nothing.</summary>
    protected static Receive EmptyReceive { get; } = _ => false;

    internal Receive InitialBehavior { get; }

    internal SupervisorStrategy OwnStrategy => _strategy ??= SupervisorStrategy() ?? Actor.SupervisorStrategy.DefaultStrategy;

    /// <summary>Every message passes here on its way to the current behaviour; unhandled ones go on to <see cref="Unhandled"/>.</summary>
    protected internal virtual bool AroundReceive(Receive receive, object message)
    {
        bool handled = receive(message);
        if (!handled) Unhandled(message);
        return handled;
    }

    public virtual void AroundPreStart() => PreStart();

    /// <summary>Ends the actor's timers, then calls <see cref="PreRestart"/>.</summary>
    public virtual void AroundPreRestart(Exception cause, object message)
    {
        InternalCurrentActorCellKeeper.Current?.CancelTimers();
        PreRestart(cause, message);
    }

    public virtual void AroundPostRestart(Exception cause, object message) => PostRestart(cause);

    /// <summary>Ends the actor's timers, then calls <see cref="PostStop"/>.</summary>
    public virtual void AroundPostStop()
    {
        InternalCurrentActorCellKeeper.Current?.CancelTimers();
        PostStop();
    }

    internal void Clear(IActorRef self) => _clearedSelf = self;

    /// <returns>False if the message means nothing to this actor.</returns>
    protected abstract bool Receive(object message);

    /// <summary>Called once before the first message, and by default again after each restart.</summary>
    protected virtual void PreStart()
    {
    }

    /// <summary>Called when the actor has stopped, and by default also before a restart.</summary>
    protected virtual void PostStop()
    {
    }

    /// <summary>Called on the failed incarnation; by default stops all children and calls <see cref="PostStop"/>.</summary>
    /// <param name="message">The one whose handling failed; null where it was none.</param>
    protected virtual void PreRestart(Exception reason, object message)
    {
        foreach (var child in Context.GetChildren())
        {
            Context.Unwatch(child);
            Context.Stop(child);
        }

        PostStop();
    }

    /// <summary>Called on the new incarnation; by default calls <see cref="PreStart"/>.</summary>
    protected virtual void PostRestart(Exception reason) => PreStart();

    /// <summary>How this actor deals with failing children. Asked once.</summary>
    protected virtual SupervisorStrategy SupervisorStrategy() => Actor.SupervisorStrategy.DefaultStrategy;

    /// <summary>Publishes a message that no behaviour handled as <see cref="UnhandledMessage"/>.</summary>
    /// <exception cref="DeathPactException">The message is a <see cref="Terminated"/>.</exception>
    protected virtual void Unhandled(object message)
    {
        if (message is Terminated terminated) throw new DeathPactException(terminated.ActorRef);
        Context.System.EventStream.Publish(new UnhandledMessage(message, Sender, Self));
    }

    protected void Become(Receive receive) => Context.Become(receive);

    protected void BecomeStacked(Receive receive) => Context.BecomeStacked(receive);

    protected void UnbecomeStacked() => Context.UnbecomeStacked();

    protected void SetReceiveTimeout(TimeSpan? timeout) => Context.SetReceiveTimeout(timeout);
}
