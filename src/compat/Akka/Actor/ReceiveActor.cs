using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>An actor whose handlers are listed by type in its constructor or in what it becomes.</summary>
public abstract class ReceiveActor : UntypedActor, IInitializableActor
{
    private readonly Stack<ReceiveHandlers> _configuring = new();
    private Func<object, bool> _initial = _ => false;

    protected ReceiveActor() => _configuring.Push(new ReceiveHandlers());

    void IInitializableActor.Init() => _initial = _configuring.Pop().Build();

    protected sealed override void OnReceive(object message) => Handle(_initial, message);

    /// <param name="configure">Lists the handlers of the new behaviour.</param>
    protected void Become(Action configure)
    {
        var handler = Build(configure);
        base.Become(message => Handle(handler, message));
    }

    /// <summary>As <see cref="Become(Action)"/>, keeping the current behaviour for <see cref="ActorBase.UnbecomeStacked"/>.</summary>
    protected void BecomeStacked(Action configure)
    {
        var handler = Build(configure);
        base.BecomeStacked(message => Handle(handler, message));
    }

    protected void Receive<T>(Action<T> handler, Predicate<T>? shouldHandle = null) => Add(shouldHandle, message =>
    {
        handler(message);
        return true;
    });

    protected void Receive<T>(Predicate<T> shouldHandle, Action<T> handler) => Receive(handler, shouldHandle);

    /// <param name="handler">Returns false to leave the message to the handlers that follow.</param>
    protected void Receive<T>(Func<T, bool> handler) => Current().Add(handler);

    protected void Receive(Type messageType, Action<object> handler, Predicate<object>? shouldHandle = null) => Current().Add(
        messageType,
        message =>
        {
            if (shouldHandle is not null && !shouldHandle(message)) return false;
            handler(message);
            return true;
        },
        takesAll: shouldHandle is null && messageType == typeof(object));

    protected void Receive(Type messageType, Predicate<object> shouldHandle, Action<object> handler) => Receive(messageType, handler, shouldHandle);

    protected void Receive(Type messageType, Func<object, bool> handler) => Current().Add(messageType, handler);

    /// <summary>No message is handled between the start and the end of an asynchronous handler.</summary>
    protected void ReceiveAsync<T>(Func<T, Task> handler, Predicate<T>? shouldHandle = null) => Receive(message => RunTask(() => handler(message)), shouldHandle);

    protected void ReceiveAsync<T>(Predicate<T> shouldHandle, Func<T, Task> handler) => ReceiveAsync(handler, shouldHandle);

    protected void ReceiveAsync(Type messageType, Func<object, Task> handler, Predicate<object>? shouldHandle = null) =>
        Receive(messageType, message => RunTask(() => handler(message)), shouldHandle);

    protected void ReceiveAsync(Type messageType, Predicate<object> shouldHandle, Func<object, Task> handler) => ReceiveAsync(messageType, handler, shouldHandle);

    protected void ReceiveAny(Action<object> handler) => Receive(handler, null);

    protected void ReceiveAnyAsync(Func<object, Task> handler) => ReceiveAny(message => RunTask(() => handler(message)));

    private void Add<T>(Predicate<T>? shouldHandle, Func<T, bool> handler) => Current().Add(
        shouldHandle is null ? handler : message => shouldHandle(message) && handler(message),
        takesAll: shouldHandle is null && typeof(T) == typeof(object));

    private ReceiveHandlers Current() => _configuring.TryPeek(out var handlers)
        ? handlers
        : throw new InvalidOperationException("You may only call Receive-methods when constructing the actor and inside Become().");

    private Func<object, bool> Build(Action configure)
    {
        _configuring.Push(new ReceiveHandlers());
        try
        {
            configure();
            return _configuring.Peek().Build();
        }
        finally
        {
            _configuring.Pop();
        }
    }

    private void Handle(Func<object, bool> handler, object message)
    {
        if (!handler(message)) Unhandled(message);
    }
}
