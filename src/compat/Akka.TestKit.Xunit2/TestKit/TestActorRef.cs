using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Dispatch.SysMsg;

namespace Akka.TestKit;

/// <summary>An actor that runs on the thread of whoever tells it something, and whose object the test can see.</summary>
public class TestActorRef<TActor>(ActorSystem system, Props actorProps, IActorRef? supervisor = null, string? name = null)
    : TestActorRefBase<TActor>(system, actorProps, supervisor, name)
    where TActor : ActorBase;

/// <summary>What <see cref="TestActorRef{TActor}"/> does.</summary>
public class TestActorRefBase<TActor> : IInternalActorRef
    where TActor : ActorBase
{
    private readonly LocalActorRef _inner;

    protected TestActorRefBase(ActorSystem system, Props actorProps, IActorRef? supervisor = null, string? name = null)
    {
        var implementation = (ActorSystemImpl)system;
        var parent = (LocalActorRef)(supervisor ?? ((LocalActorRefProvider)implementation.Provider).Guardian);
        var props = actorProps.Deploy.Dispatcher == Deploy.NoDispatcherGiven ? actorProps.WithDispatcher(CallingThreadDispatcher.Id) : actorProps;
        _inner = (LocalActorRef)parent.Cell.Children.Attach(props, name, systemService: false);
    }

    /// <summary>The incarnation of the moment. Touch it only while no message is being handled.</summary>
    public TActor UnderlyingActor => _inner.Cell.Actor as TActor
        ?? throw new IllegalActorStateException($"{_inner} has no {typeof(TActor)}: it has failed at its start or stopped.");

    public IActorRef Ref => _inner;

    public ActorPath Path => _inner.Path;

    IInternalActorRef IInternalActorRef.Parent => _inner.Parent;

    IActorRefProvider IInternalActorRef.Provider => _inner.Provider;

    bool IInternalActorRef.IsTerminated => _inner.IsTerminated;

    bool IActorRefScope.IsLocal => true;

    public void Tell(object message, IActorRef? sender) => _inner.Tell(message, sender);

    public void Tell(object message) => _inner.Tell(message);

    public void Forward(object message) => _inner.Forward(message);

    /// <summary>Has this actor watch another.</summary>
    public void Watch(IActorRef subject) => _inner.Cell.UseThreadContext(() => _inner.Cell.Watch(subject));

    public void Unwatch(IActorRef subject) => _inner.Cell.UseThreadContext(() => _inner.Cell.Unwatch(subject));

    public void SendSystemMessage(ISystemMessage message) => _inner.SendSystemMessage(message);

    public int CompareTo(object? obj) => _inner.CompareTo(obj);

    public override bool Equals(object? obj) => ReferenceEquals(this, obj) || obj is IActorRef && _inner.Equals(obj);

    public override int GetHashCode() => _inner.GetHashCode();

    public override string ToString() => _inner.ToString()!;

    bool IEquatable<IActorRef>.Equals(IActorRef? other) => _inner.Equals(other);

    int IComparable<IActorRef>.CompareTo(IActorRef? other) => _inner.CompareTo(other);

    IActorRef IInternalActorRef.GetChild(IReadOnlyList<string> name) => _inner.GetChild(name);

    void IInternalActorRef.Start() => _inner.Start();

    void IInternalActorRef.Stop() => _inner.Stop();

    void IInternalActorRef.Restart(Exception cause) => _inner.Restart(cause);

    void IInternalActorRef.Suspend() => _inner.Suspend();

    void IInternalActorRef.Resume(Exception? causedByFailure) => _inner.Resume(causedByFailure);
}
