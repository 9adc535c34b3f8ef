using Akka.Actor;
using Akka.Actor.Internal;

namespace Akka.Persistence;

/// <summary>
/// Two queues of a persistent actor's messages: those that the actor itself stashed, and those held back while an event is being stored or the past
/// replayed. What the actor unstashes joins the head of the second, which goes back into the mailbox one message at a time, so that each finds the
/// writes of the one before it finished.
/// </summary>
internal sealed class CommandStash(ActorCell cell) : IStash
{
    private readonly LinkedList<Envelope> _stashed = [];
    private readonly LinkedList<Envelope> _held = [];

    public bool IsEmpty => _stashed.Count == 0;

    public bool NonEmpty => _stashed.Count > 0;

    public bool IsFull => false;

    public int Count => _stashed.Count;

    public int Capacity => -1;

    /// <inheritdoc/>
    /// <exception cref="IllegalActorStateException">This very message is stashed already.</exception>
    public void Stash()
    {
        var current = new Envelope(cell.CurrentMessage!, cell.Sender);
        if (_stashed.Last is { } last && ReferenceEquals(last.Value.Message, current.Message) && ReferenceEquals(last.Value.Sender, current.Sender) && !current.Message.GetType().IsValueType)
            throw new IllegalActorStateException($"Can't stash the same message {current} more than once");
        _stashed.AddLast(current);
    }

    public void Unstash()
    {
        if (_stashed.First is not { } first) return;
        _stashed.RemoveFirst();
        _held.AddFirst(first.Value);
    }

    public void UnstashAll() => UnstashAll(static _ => true);

    public void UnstashAll(Func<Envelope, bool> predicate)
    {
        for (var node = _stashed.Last; node is not null; node = node.Previous)
            if (predicate(node.Value)) _held.AddFirst(node.Value);
        _stashed.Clear();
    }

    public IEnumerable<Envelope> ClearStash()
    {
        Envelope[] all = [.. _stashed];
        _stashed.Clear();
        return all;
    }

    public void Prepend(IEnumerable<Envelope> envelopes)
    {
        foreach (var envelope in envelopes.Reverse()) _stashed.AddFirst(envelope);
    }

    /// <summary>Holds the current message back.</summary>
    public void Hold(object message) => _held.AddLast(new Envelope(message, cell.Sender));

    /// <summary>Puts the oldest held message at the head of the mailbox.</summary>
    public void ReleaseOne()
    {
        if (_held.First is not { } first) return;
        _held.RemoveFirst();
        cell.Mailbox.EnqueueFirst(first.Value);
    }

    public void ReleaseAll()
    {
        for (var node = _held.Last; node is not null; node = node.Previous) cell.Mailbox.EnqueueFirst(node.Value);
        _held.Clear();
    }

    /// <summary>Puts everything, also what the actor stashed, at the head of the mailbox.</summary>
    public void ReleaseAll(Func<Envelope, bool> predicate)
    {
        UnstashAll(predicate);
        ReleaseAll();
    }
}
