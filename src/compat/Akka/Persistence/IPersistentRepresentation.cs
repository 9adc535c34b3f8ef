using Akka.Actor;

namespace Akka.Persistence;

/// <summary>An event on its way to the journal and back: the payload with what the journal has to know of it.</summary>
public interface IPersistentRepresentation
{
    object Payload { get; }

    /// <summary>What an event adapter noted of the payload; empty without adapters.</summary>
    string Manifest { get; }

    string PersistenceId { get; }

    /// <summary>The event's number within its <see cref="PersistenceId"/>, from 1 without gaps unless a write was rejected.</summary>
    long SequenceNr { get; }

    /// <summary>The incarnation of the actor that wrote it.</summary>
    string WriterGuid { get; }

    bool IsDeleted { get; }

    /// <summary>Who sent the command that the event came from; not stored.</summary>
    IActorRef Sender { get; }

    /// <summary>When it was stored, in ticks of UTC; 0 before.</summary>
    long Timestamp { get; }

    IPersistentRepresentation WithPayload(object payload);

    IPersistentRepresentation WithManifest(string manifest);

    IPersistentRepresentation WithTimestamp(long timestamp);

    IPersistentRepresentation Update(long sequenceNr, string persistenceId, bool isDeleted, IActorRef sender, string writerGuid);
}
