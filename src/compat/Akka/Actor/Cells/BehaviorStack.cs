namespace Akka.Actor.Internal;

/// <summary>What an actor does with its next message. The bottom is what it was built with, unless that was replaced.</summary>
internal sealed class BehaviorStack
{
    /// <summary>What lies below the current one; most actors never have any.</summary>
    private Stack<Receive>? _below;

    public Receive? Current { get; private set; }

    public void Become(Receive receive) => Current = receive;

    public void Push(Receive receive)
    {
        if (Current is not null) (_below ??= new Stack<Receive>()).Push(Current);
        Current = receive;
    }

    /// <param name="initial">Taken when nothing is left.</param>
    public void Pop(Receive initial) => Current = _below is not null && _below.TryPop(out var below) ? below : initial;

    public void Clear()
    {
        _below?.Clear();
        Current = null;
    }
}
