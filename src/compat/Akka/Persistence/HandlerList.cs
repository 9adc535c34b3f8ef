namespace Akka.Persistence;

/// <summary>Handlers by type of message, in the order in which they were declared; the first that takes a message handles it.</summary>
internal sealed class HandlerList
{
    private readonly List<(Type Type, Func<object, bool> Handle)> _handlers = [];
    private bool _takesAll;

    public void Add<T>(Func<T, bool> handle) => Add(typeof(T), message => handle((T)message));

    public void Add<T>(Action<T> handle, Predicate<T>? when) => Add(typeof(T), message => handle((T)message), when is null ? null : message => when((T)message));

    public void Add(Type type, Action<object> handle, Predicate<object>? when)
    {
        Add(type, message =>
        {
            if (when is not null && !when(message)) return false;
            handle(message);
            return true;
        });
        _takesAll = type == typeof(object) && when is null;
    }

    /// <exception cref="InvalidOperationException">A handler for everything stands before it, so that this one would never run.</exception>
    public void Add(Type type, Func<object, bool> handle)
    {
        if (_takesAll) throw new InvalidOperationException("A handler that catches all messages has been added. No handler can be added after that.");
        _handlers.Add((type, handle));
    }

    public void AddAny(Action<object> handle) => Add(typeof(object), handle, when: null);

    public bool Handle(object message)
    {
        foreach (var (type, handle) in _handlers)
            if (type.IsInstanceOfType(message) && handle(message)) return true;
        return false;
    }
}
