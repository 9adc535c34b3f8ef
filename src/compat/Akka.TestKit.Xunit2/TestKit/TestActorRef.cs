using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Dispatch.SysMsg;

namespace Akka.TestKit;

/// <summary>An actor that runs on the thread of whoever tells it something, and whose object the test can see.</summary>
public class TestActorRef<TActor>(ActorSystem system, Props actorProps, IActorRef? supervisor = null, string? name = null)
    : TestActorRefBase<TActor>(system, actorProps, supervisor, name)
    where TActor : ActorBase;

/// <summary>What <see cref="TestActorRef{TActor}"/> does.</summary>
public abstract class TestActorRefBase<TActor> : IInternalActorRef, IOnLocalActor
    where TActor : ActorBase
{
    private static long s_lastName = -1;

    private readonly LocalActorRef _inner;

    protected TestActorRefBase(ActorSystem system, Props actorProps, IActorRef? supervisor = null, string? name = null)
    {
        var implementation = (ActorSystemImpl)system;
        var given = (supervisor as IOnLocalActor)?.Inner ?? supervisor;
        var parent = (LocalActorRef)(given ?? ((LocalActorRefProvider)implementation.Provider).Guardian);
        var props = actorProps.Deploy.Dispatcher == Deploy.NoDispatcherGiven ? actorProps.WithDispatcher(CallingThreadDispatcher.Id) : actorProps;
        _inner = (LocalActorRef)(name is null
            ? parent.Cell.Children.Attach("$$" + Base64Name.Of(Interlocked.Increment(ref s_lastName)), path => implementation.LocalProvider.NewLocalRef(props, parent, path, systemService: false))
            : parent.Cell.Children.Attach(props, name, systemService: false));
    }

    /// <summary>The incarnation of the moment. Touch it only while no message is being handled.</summary>
    /// <exception cref="IllegalActorStateException">There is none: the actor has failed at its start or ended.</exception>
    public TActor UnderlyingActor => _inner.Cell.Actor as TActor ?? throw new IllegalActorStateException("Underlying actor is terminated");

    LocalActorRef IOnLocalActor.Inner => _inner;

    public IActorRef Ref => _inner;

    public ActorPath Path => _inner.Path;

    IInternalActorRef IInternalActorRef.Parent => _inner.Parent;

    IActorRefProvider IInternalActorRef.Provider => _inner.Provider;

    bool IInternalActorRef.IsTerminated => _inner.IsTerminated;

    bool IActorRefScope.IsLocal => true;

    public void Tell(object message, IActorRef? sender) => _inner.Tell(message, sender);

    public void Tell(object message) => _inner.Tell(message);

    public void Forward(object message) => _inner.Forward(message);

    public static IActorRef ToActorRef(TestActorRefBase<TActor> actorRef) => actorRef._inner;

    public static bool operator ==(TestActorRefBase<TActor> testActorRef, IActorRef actorRef) => testActorRef is null ? actorRef is null : testActorRef.Equals(actorRef);

    public static bool operator !=(TestActorRefBase<TActor> testActorRef, IActorRef actorRef) => !(testActorRef == actorRef);

    public static bool operator ==(IActorRef actorRef, TestActorRefBase<TActor> testActorRef) => testActorRef == actorRef;

    public static bool operator !=(IActorRef actorRef, TestActorRefBase<TActor> testActorRef) => !(testActorRef == actorRef);

    /// <summary>Has the actor handle a message at once, past its mailbox: what the handler throws comes out here.</summary>
    public void Receive(object message, IActorRef? sender = null) => _inner.Cell.UseThreadContext(() => Handle(message, sender));

    /// <summary>As <see cref="Receive"/>, for asynchronous handlers; the task ends when the handler has.</summary>
    public Task ReceiveAsync(object message, IActorRef? sender = null)
    {
        Receive(message, sender);

        // The mailbox is suspended while the handler awaits: what is told now is handled when it has ended.
        return _inner.Ask<ActorIdentity>(new Identify(this));
    }

    /// <summary>Has this actor watch another.</summary>
    public void Watch(IActorRef subject) => _inner.Cell.UseThreadContext(() => _inner.Cell.Watch(subject));

    public void Unwatch(IActorRef subject) => _inner.Cell.UseThreadContext(() => _inner.Cell.Unwatch(subject));

    public void SendSystemMessage(ISystemMessage message) => _inner.SendSystemMessage(message);

    public void SendSystemMessage(ISystemMessage message, IActorRef sender) => SendSystemMessage(message);

    public int CompareTo(object? obj) => _inner.CompareTo(obj);

    public override bool Equals(object? obj) => ReferenceEquals(this, obj) || obj is IActorRef && _inner.Equals(obj);

    public override int GetHashCode() => _inner.GetHashCode();

    public override string ToString() => $"TestActor[{_inner.Path}]";

    bool IEquatable<IActorRef>.Equals(IActorRef? other) => _inner.Equals(other);

    int IComparable<IActorRef>.CompareTo(IActorRef? other) => _inner.CompareTo(other);

    IActorRef IInternalActorRef.GetChild(IReadOnlyList<string> name) => _inner.GetChild(name);

    void IInternalActorRef.Start() => _inner.Start();

    void IInternalActorRef.Stop() => _inner.Stop();

    void IInternalActorRef.Restart(Exception cause) => _inner.Restart(cause);

    void IInternalActorRef.Suspend() => _inner.Suspend();

    void IInternalActorRef.Resume(Exception? causedByFailure) => _inner.Resume(causedByFailure);

    private void Handle(object message, IActorRef? sender)
    {
        var cell = _inner.Cell;
        cell.GivenSender = sender!;
        cell.CurrentMessage = message;
        cell.ReceiveMessage(message);
    }
}

/// <summary>A reference that stands for a local actor's.</summary>
internal interface IOnLocalActor
{
    LocalActorRef Inner { get; }
}
