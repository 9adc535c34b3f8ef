namespace Akka.Actor.Internal;

/// <param name="capacity">Messages; negative for any number.</param>
internal sealed class StashImpl(ActorCell cell, int capacity) : IStash
{
    private readonly LinkedList<Envelope> _stash = new();

    /// <summary>The envelope that was put aside last: each arrives once, so the same again is a mistake.</summary>
    private long _lastEnvelope = -1;

    public int Count => _stash.Count;

    public bool IsEmpty => _stash.Count == 0;

    public bool NonEmpty => _stash.Count > 0;

    public bool IsFull => capacity >= 0 && _stash.Count >= capacity;

    public int Capacity => capacity < 0 ? -1 : capacity;

    public void Stash()
    {
        object message = cell.CurrentMessage
            ?? throw new InvalidOperationException("There is no message to stash right now. Stash() must be called inside an actor's Receive methods.");
        if (_lastEnvelope == cell.CurrentEnvelopeId)
        {
            throw new IllegalActorStateException($"Can't stash the same message {message} more than once");
        }

        if (IsFull) throw new StashOverflowException($"Couldn't enqueue message {message} from ${cell.Sender} to stash of {cell.Self}");
        _lastEnvelope = cell.CurrentEnvelopeId;
        _stash.AddLast(new Envelope(message, cell.Sender));
    }

    public void Unstash()
    {
        if (_stash.First is not { } first) return;
        _stash.RemoveFirst();
        PutBack(first.Value);
    }

    public void UnstashAll() => UnstashAll(_ => true);

    public void UnstashAll(Func<Envelope, bool> predicate)
    {
        for (var node = _stash.Last; node is not null; node = node.Previous)
        {
            if (predicate(node.Value)) PutBack(node.Value);
        }

        _stash.Clear();
    }

    public IEnumerable<Envelope> ClearStash()
    {
        Envelope[] all = [.. _stash];
        _stash.Clear();
        return all;
    }

    public void Prepend(IEnumerable<Envelope> envelopes)
    {
        foreach (var envelope in envelopes.Reverse()) _stash.AddFirst(envelope);
    }

    private void PutBack(in Envelope envelope)
    {
        cell.Mailbox.EnqueueFirst(envelope);
        if (envelope.Message is Terminated terminated) cell.Watching.Queued(terminated);
    }
}
