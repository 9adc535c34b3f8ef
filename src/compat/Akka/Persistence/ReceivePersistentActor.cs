using Akka.Actor;

namespace Akka.Persistence;

/// <summary>A persistent actor that declares, in its constructor, a handler per type of command and per type of event.</summary>
public abstract class ReceivePersistentActor : UntypedPersistentActor
{
    private readonly HandlerList _recovers = new();
    private HandlerList _commands = new();

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

    protected void Recover<T>(Action<T> handler, Predicate<T>? shouldHandle = null) => _recovers.Add(handler, shouldHandle);

    protected void Recover<T>(Predicate<T> shouldHandle, Action<T> handler) => _recovers.Add(handler, shouldHandle);

    protected void Recover<T>(Func<T, bool> handler) => _recovers.Add(handler);

    protected void Recover(Type messageType, Action<object> handler, Predicate<object>? shouldHandle = null) => _recovers.Add(messageType, handler, shouldHandle);

    protected void Recover(Type messageType, Predicate<object> shouldHandle, Action<object> handler) => _recovers.Add(messageType, handler, shouldHandle);

    protected void Recover(Type messageType, Func<object, bool> handler) => _recovers.Add(messageType, handler);

    protected void RecoverAny(Action<object> handler) => _recovers.AddAny(handler);

    protected void Command<T>(Action<T> handler, Predicate<T>? shouldHandle = null) => _commands.Add(handler, shouldHandle);

    protected void Command<T>(Predicate<T> shouldHandle, Action<T> handler) => _commands.Add(handler, shouldHandle);

    protected void Command<T>(Func<T, bool> handler) => _commands.Add(handler);

    protected void Command(Type messageType, Action<object> handler, Predicate<object>? shouldHandle = null) => _commands.Add(messageType, handler, shouldHandle);

    protected void Command(Type messageType, Predicate<object> shouldHandle, Action<object> handler) => _commands.Add(messageType, handler, shouldHandle);

    protected void Command(Type messageType, Func<object, bool> handler) => _commands.Add(messageType, handler);

    protected void Command(Action<object> handler) => _commands.AddAny(handler);

    protected void CommandAny(Action<object> handler) => _commands.AddAny(handler);

    /// <summary>Declares an asynchronous handler; the next command waits until its task has ended.</summary>
    protected void CommandAsync<T>(Func<T, Task> handler, Predicate<T>? shouldHandle = null) => _commands.Add<T>(message => RunTask(() => handler(message)), shouldHandle);

    protected void CommandAsync<T>(Predicate<T> shouldHandle, Func<T, Task> handler) => CommandAsync(handler, shouldHandle);

    protected void CommandAsync(Type messageType, Func<object, Task> handler, Predicate<object>? shouldHandle = null) =>
        _commands.Add(messageType, message => RunTask(() => handler(message)), shouldHandle);

    protected void CommandAsync(Type messageType, Predicate<object> shouldHandle, Func<object, Task> handler) => CommandAsync(messageType, handler, shouldHandle);

    protected void CommandAnyAsync(Func<object, Task> handler) => _commands.AddAny(message => RunTask(() => handler(message)));

    private UntypedReceive Declared(Action configure)
    {
        var before = _commands;
        var declared = new HandlerList();
        _commands = declared;
        try
        {
            configure();
        }
        finally
        {
            _commands = before;
        }

        return message =>
        {
            if (!declared.Handle(message)) Unhandled(message);
        };
    }
}
