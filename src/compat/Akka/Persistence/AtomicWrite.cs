using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Persistence;

/// <summary>What goes to the journal in one write request: events to store, or a marker that only keeps its place among them.</summary>
public interface IPersistentEnvelope
{
    object Payload { get; }

    IActorRef Sender { get; }

    /// <summary>How many events it holds.</summary>
    int Size { get; }
}

/// <summary>Consecutive events of one actor that are stored all together or not at all.</summary>
public sealed class AtomicWrite : IPersistentEnvelope
{
    public AtomicWrite(IPersistentRepresentation @event)
        : this(ImmutableList.Create(@event))
    {
    }

    /// <exception cref="ArgumentException">There is no event, or they belong to different persistence ids.</exception>
    public AtomicWrite(IImmutableList<IPersistentRepresentation> payload)
    {
        if (payload is null || payload.Count == 0)
            throw new ArgumentException("An atomic write needs at least one event.", nameof(payload));
        var first = payload[0];
        if (payload.FirstOrDefault(representation => representation.PersistenceId != first.PersistenceId) is { } stranger)
            throw new ArgumentException(
                $"An atomic write holds events of one persistence id, not of '{first.PersistenceId}' and '{stranger.PersistenceId}'.", nameof(payload));

        Payload = payload;
        Sender = ActorRefs.NoSender;
        Size = payload.Count;
        PersistenceId = first.PersistenceId;
        LowestSequenceNr = first.SequenceNr;
        HighestSequenceNr = payload[^1].SequenceNr;
    }

    /// <summary>The events: an <see cref="IImmutableList{T}"/> of <see cref="IPersistentRepresentation"/>.</summary>
    public object Payload { get; }

    public IActorRef Sender { get; }

    public int Size { get; }

    public string PersistenceId { get; }

    public long LowestSequenceNr { get; }

    public long HighestSequenceNr { get; }

    public override string ToString() => $"AtomicWrite<pid: {PersistenceId}, lowSeqNr: {LowestSequenceNr}, highSeqNr: {HighestSequenceNr}, size: {Size}, sender: {Sender}>";
}

/// <summary>A deferred handler's place among the events: comes back when all before it are stored.</summary>
internal sealed class NonPersistentMessage(object payload, IActorRef sender) : IPersistentEnvelope
{
    public object Payload { get; } = payload;

    public IActorRef Sender { get; } = sender;

    public int Size => 1;
}
