using Akka.Actor;
using Akka.Actor.Internal;

namespace Akka.Persistence;

/// <summary>A persistent actor that declares, in its constructor, a handler per type of command and per type of event.</summary>
public abstract class ReceivePersistentActor : UntypedPersistentActor, IInitializableActor
{
    private readonly HandlerList _recovers = new();
    private HandlerList _commands = new();
    private bool _constructing = true;
    private bool _becoming;

    private HandlerList RecoverHandlers => _constructing ? _recovers : throw new InvalidOperationException("You may only call Recover-methods when constructing the actor, not later.");

    private HandlerList CommandHandlers =>
        _constructing || _becoming ? _commands : throw new InvalidOperationException("You may only call Command-methods when constructing the actor and inside Become().");

    void IInitializableActor.Init() => _constructing = false;

    protected sealed override void OnCommand(object message)
    {
        if (!_commands.Handle(message)) Unhandled(message);
    }

    protected sealed override void OnRecover(object message)
    {
        if (!_recovers.Handle(message)) Unhandled(message);
    }

    /// <summary>Replaces the handlers of commands by those that <paramref name="configure"/> declares.</summary>
    protected void Become(Action configure) => base.Become(Declared(configure));

    protected void BecomeStacked(Action configure) => base.BecomeStacked(Declared(configure));

    protected void Recover<T>(Action<T> handler, Predicate<T>? shouldHandle = null) => RecoverHandlers.Add(handler, shouldHandle);

    protected void Recover<T>(Predicate<T> shouldHandle, Action<T> handler) => RecoverHandlers.Add(handler, shouldHandle);

    protected void Recover<T>(Func<T, bool> handler) => RecoverHandlers.Add(handler);

    protected void Recover(Type messageType, Action<object> handler, Predicate<object>? shouldHandle = null) => RecoverHandlers.Add(messageType, handler, shouldHandle);

    protected void Recover(Type messageType, Predicate<object> shouldHandle, Action<object> handler) => RecoverHandlers.Add(messageType, handler, shouldHandle);

    protected void Recover(Type messageType, Func<object, bool> handler) => RecoverHandlers.Add(messageType, handler);

    protected void RecoverAny(Action<object> handler) => RecoverHandlers.AddAny(handler);

    protected void Command<T>(Action<T> handler, Predicate<T>? shouldHandle = null) => CommandHandlers.Add(handler, shouldHandle);

    protected void Command<T>(Predicate<T> shouldHandle, Action<T> handler) => CommandHandlers.Add(handler, shouldHandle);

    protected void Command<T>(Func<T, bool> handler) => CommandHandlers.Add(handler);

    protected void Command(Type messageType, Action<object> handler, Predicate<object>? shouldHandle = null) => CommandHandlers.Add(messageType, handler, shouldHandle);

    protected void Command(Type messageType, Predicate<object> shouldHandle, Action<object> handler) => CommandHandlers.Add(messageType, handler, shouldHandle);

    protected void Command(Type messageType, Func<object, bool> handler) => CommandHandlers.Add(messageType, handler);

    protected void Command(Action<object> handler) => CommandHandlers.AddAny(handler);

    protected void CommandAny(Action<object> handler) => CommandHandlers.AddAny(handler);

    /// <summary>Declares an asynchronous handler; the next command waits until its task has ended.</summary>
    protected void CommandAsync<T>(Func<T, Task> handler, Predicate<T>? shouldHandle = null) => CommandHandlers.Add<T>(message => RunTask(() => handler(message)), shouldHandle);

    protected void CommandAsync<T>(Predicate<T> shouldHandle, Func<T, Task> handler) => CommandAsync(handler, shouldHandle);

    protected void CommandAsync(Type messageType, Func<object, Task> handler, Predicate<object>? shouldHandle = null) =>
        CommandHandlers.Add(messageType, message => RunTask(() => handler(message)), shouldHandle);

    protected void CommandAsync(Type messageType, Predicate<object> shouldHandle, Func<object, Task> handler) => CommandAsync(messageType, handler, shouldHandle);

    protected void CommandAnyAsync(Func<object, Task> handler) => CommandHandlers.AddAny(message => RunTask(() => handler(message)));

    private UntypedReceive Declared(Action configure)
    {
        var (before, becoming) = (_commands, _becoming);
        var declared = new HandlerList();
        (_commands, _becoming) = (declared, true);
        try
        {
            configure();
        }
        finally
        {
            (_commands, _becoming) = (before, becoming);
        }

        return message =>
        {
            if (!declared.Handle(message)) Unhandled(message);
        };
    }
}
