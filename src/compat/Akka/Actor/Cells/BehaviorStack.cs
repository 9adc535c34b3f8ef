namespace Akka.Actor.Internal;

/// <summary>What an actor does with its next message. The bottom is what it was built with, unless that was replaced.</summary>
internal sealed class BehaviorStack
{
    private readonly Stack<Receive> _stack = new();

    public Receive? Current { get; private set; }

    public void Become(Receive receive)
    {
        _stack.TryPop(out _);
        Push(receive);
    }

    public void Push(Receive receive)
    {
        _stack.Push(receive);
        Current = receive;
    }

    /// <param name="initial">Taken when nothing is left.</param>
    public void Pop(Receive initial)
    {
        _stack.TryPop(out _);
        if (_stack.Count == 0) _stack.Push(initial);
        Current = _stack.Peek();
    }

    public void Clear()
    {
        _stack.Clear();
        Current = null;
    }
}
