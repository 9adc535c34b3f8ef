namespace Akka.Actor.Internal;

/// <summary>One behaviour of a <see cref="ReceiveActor"/>: the handlers in the order in which they were given; the first that fits takes the message.</summary>
internal sealed class ReceiveHandlers
{
    private readonly List<Func<object, bool>> _handlers = [];
    private bool _takesAll;

    /// <param name="handler">Returns false to leave the message to the next.</param>
    public void Add<T>(Func<T, bool> handler, bool takesAll = false)
    {
        EnsureReachable();
        _handlers.Add(message => message is T typed && handler(typed));
        _takesAll = takesAll;
    }

    public void Add(Type messageType, Func<object, bool> handler, bool takesAll = false)
    {
        EnsureReachable();
        _handlers.Add(message => messageType.IsInstanceOfType(message) && handler(message));
        _takesAll = takesAll;
    }

    public Func<object, bool> Build()
    {
        var handlers = _handlers.ToArray();
        return message =>
        {
            foreach (var handler in handlers)
            {
                if (handler(message)) return true;
            }

            return false;
        };
    }

    private void EnsureReachable()
    {
        if (_takesAll) throw new InvalidOperationException("A handler that catches all messages has been added. No handler can be added after that.");
    }
}
