using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>Builds actors below itself and finds others.</summary>
public interface IActorRefFactory
{
    /// <param name="name">Null for a name of the runtime's choice.</param>
    /// <exception cref="InvalidActorNameException">The name is malformed or in use.</exception>
    IActorRef ActorOf(Props props, string? name = null);

    ActorSelection ActorSelection(ActorPath actorPath);

    /// <param name="actorPath">Absolute, or relative to this actor; may hold wildcards.</param>
    ActorSelection ActorSelection(string actorPath);
}

public interface ICanWatch
{
    /// <summary>Has this actor told with <see cref="Terminated"/> when the subject has stopped, at once if it is gone already.</summary>
    IActorRef Watch(IActorRef subject);

    /// <param name="message">Sent in place of <see cref="Terminated"/>; without effect on an actor that is watched already.</param>
    IActorRef WatchWith(IActorRef subject, object message);

    /// <summary>From now on no notice arrives, not even one that lies in the mailbox.</summary>
    IActorRef Unwatch(IActorRef subject);
}

/// <summary>An actor's view of its place in the system. Only for the actor itself, while it handles a message.</summary>
public interface IActorContext : IActorRefFactory, ICanWatch
{
    IActorRef Self { get; }

    IActorRef Sender { get; }

    IActorRef Parent { get; }

    Props Props { get; }

    ActorSystem System { get; }

    MessageDispatcher Dispatcher { get; }

    TimeSpan? ReceiveTimeout { get; }

    /// <summary><see cref="ActorRefs.Nobody"/> if there is no child of that name.</summary>
    IActorRef Child(string name);

    IEnumerable<IActorRef> GetChildren();

    /// <summary>Replaces the current behaviour.</summary>
    void Become(Receive receive);

    /// <summary>Puts a behaviour on top of the current one.</summary>
    void BecomeStacked(Receive receive);

    /// <summary>Goes back to the behaviour below, at the bottom to that which the actor was built with.</summary>
    void UnbecomeStacked();

    void Stop(IActorRef child);

    /// <summary>Sends this actor <see cref="Actor.ReceiveTimeout"/> each time when nothing has arrived for so long; null ends that.</summary>
    void SetReceiveTimeout(TimeSpan? timeout);
}

public interface IUntypedActorContext : IActorContext
{
    void Become(UntypedReceive receive);

    void BecomeStacked(UntypedReceive receive);
}
