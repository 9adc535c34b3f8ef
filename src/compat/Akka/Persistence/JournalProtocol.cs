// What a persistent actor and its journal say to each other.
using Akka.Actor;
using Akka.Event;

namespace Akka.Persistence;

public interface IPersistenceMessage : INoSerializationVerificationNeeded;

public interface IJournalMessage : IPersistenceMessage;

public interface IJournalRequest : IJournalMessage;

public interface IJournalResponse : IJournalMessage;

/// <summary>Asks the journal to store messages in order; each <see cref="AtomicWrite"/> wholly or not at all.</summary>
/// <param name="actorInstanceId">Which incarnation asks; comes back with each answer, so that a later one can tell strangers.</param>
public sealed class WriteMessages(IEnumerable<IPersistentEnvelope> messages, IActorRef persistentActor, int actorInstanceId) : IJournalRequest
{
    public IEnumerable<IPersistentEnvelope> Messages { get; } = messages;

    public IActorRef PersistentActor { get; } = persistentActor;

    public int ActorInstanceId { get; } = actorInstanceId;

    public override bool Equals(object? obj) => obj is WriteMessages other
        && other.ActorInstanceId == ActorInstanceId && Equals(other.PersistentActor, PersistentActor) && Equals(other.Messages, Messages);

    public override int GetHashCode() => HashCode.Combine(Messages, PersistentActor, ActorInstanceId);

    public override string ToString() => $"WriteMessages<actorInstanceId: {ActorInstanceId}, actor: {PersistentActor}>";
}

/// <summary>First answer to a <see cref="WriteMessages"/> that the journal could carry out; one answer per event follows.</summary>
public sealed class WriteMessagesSuccessful : IJournalResponse
{
    private WriteMessagesSuccessful()
    {
    }

    public static WriteMessagesSuccessful Instance { get; } = new();
}

/// <summary>First answer to a <see cref="WriteMessages"/> that failed; one failure per event follows.</summary>
public sealed class WriteMessagesFailed(Exception cause, int writeCount) : IJournalResponse
{
    public Exception Cause { get; } = cause ?? throw new ArgumentNullException(nameof(cause), "WriteMessagesFailed cause exception cannot be null");

    public int WriteCount { get; } = writeCount;

    public override bool Equals(object? obj) => obj is WriteMessagesFailed other && Equals(other.Cause, Cause);

    public override int GetHashCode() => HashCode.Combine(Cause);

    public override string ToString() => $"WriteMessagesFailed<cause: {Cause}>";
}

/// <summary>The event is stored.</summary>
public sealed class WriteMessageSuccess(IPersistentRepresentation persistent, int actorInstanceId) : IJournalResponse
{
    public IPersistentRepresentation Persistent { get; } = persistent;

    public int ActorInstanceId { get; } = actorInstanceId;

    public override bool Equals(object? obj) => obj is WriteMessageSuccess other && Equals(other.Persistent, Persistent) && other.ActorInstanceId == ActorInstanceId;

    public override int GetHashCode() => HashCode.Combine(Persistent, ActorInstanceId);

    public override string ToString() => $"WriteMessageSuccess<actorInstanceId: {ActorInstanceId}, message: {Persistent}>";
}

/// <summary>The event was refused before the journal tried to store it, e.g. because nothing serializes it. Certainly not stored.</summary>
public sealed class WriteMessageRejected(IPersistentRepresentation persistent, Exception cause, int actorInstanceId) : IJournalResponse
{
    public IPersistentRepresentation Persistent { get; } = persistent;

    public Exception Cause { get; } = cause ?? throw new ArgumentNullException(nameof(cause), "WriteMessageRejected cause exception cannot be null");

    public int ActorInstanceId { get; } = actorInstanceId;

    public override bool Equals(object? obj) => obj is WriteMessageRejected other && Equals(other.Persistent, Persistent) && Equals(other.Cause, Cause) && other.ActorInstanceId == ActorInstanceId;

    public override int GetHashCode() => HashCode.Combine(Persistent, Cause, ActorInstanceId);

    public override string ToString() => $"WriteMessageRejected<actorInstanceId: {ActorInstanceId}, message: {Persistent}, cause: {Cause}>";
}

/// <summary>The journal failed; whether the event is stored is not known.</summary>
public sealed class WriteMessageFailure(IPersistentRepresentation persistent, Exception cause, int actorInstanceId) : IJournalResponse
{
    public IPersistentRepresentation Persistent { get; } = persistent;

    public Exception Cause { get; } = cause ?? throw new ArgumentNullException(nameof(cause), "WriteMessageFailure cause exception cannot be null");

    public int ActorInstanceId { get; } = actorInstanceId;

    public override bool Equals(object? obj) => obj is WriteMessageFailure other && Equals(other.Persistent, Persistent) && Equals(other.Cause, Cause) && other.ActorInstanceId == ActorInstanceId;

    public override int GetHashCode() => HashCode.Combine(Persistent, Cause, ActorInstanceId);

    public override string ToString() => $"WriteMessageFailure<actorInstanceId: {ActorInstanceId}, message: {Persistent}, cause: {Cause}>";
}

/// <summary>A deferred message comes back in its place among the stored events.</summary>
public sealed class LoopMessageSuccess(object message, int actorInstanceId) : IJournalResponse
{
    public object Message { get; } = message;

    public int ActorInstanceId { get; } = actorInstanceId;

    public override bool Equals(object? obj) => obj is LoopMessageSuccess other && Equals(other.Message, Message) && other.ActorInstanceId == ActorInstanceId;

    public override int GetHashCode() => HashCode.Combine(Message, ActorInstanceId);

    public override string ToString() => $"LoopMessageSuccess<actorInstanceId: {ActorInstanceId}, message: {Message}>";
}

/// <summary>Asks for stored events, both bounds included.</summary>
public sealed class ReplayMessages(long fromSequenceNr, long toSequenceNr, long max, string persistenceId, IActorRef persistentActor) : IJournalRequest
{
    public long FromSequenceNr { get; } = fromSequenceNr;

    public long ToSequenceNr { get; } = toSequenceNr;

    public long Max { get; } = max;

    public string PersistenceId { get; } = persistenceId;

    public IActorRef PersistentActor { get; } = persistentActor;

    public override bool Equals(object? obj) => obj is ReplayMessages other && other.FromSequenceNr == FromSequenceNr && other.ToSequenceNr == ToSequenceNr && other.Max == Max && other.PersistenceId == PersistenceId && Equals(other.PersistentActor, PersistentActor);

    public override int GetHashCode() => HashCode.Combine(FromSequenceNr, ToSequenceNr, Max, PersistenceId, PersistentActor);

    public override string ToString() => $"ReplayMessages<fromSequenceNr: {FromSequenceNr}, toSequenceNr: {ToSequenceNr}, max: {Max}, persistenceId: {PersistenceId}>";
}

public sealed class ReplayedMessage(IPersistentRepresentation persistent) : IJournalResponse, IDeadLetterSuppression
{
    public IPersistentRepresentation Persistent { get; } = persistent;

    public override bool Equals(object? obj) => obj is ReplayedMessage other && Equals(other.Persistent, Persistent);

    public override int GetHashCode() => HashCode.Combine(Persistent);

    public override string ToString() => $"ReplayedMessage<message: {Persistent}>";
}

/// <summary>All events asked for have been replayed.</summary>
public sealed class RecoverySuccess(long highestSequenceNr) : IJournalResponse, IDeadLetterSuppression
{
    /// <summary>The highest number ever stored, also if that event wasn't asked for or has been deleted.</summary>
    public long HighestSequenceNr { get; } = highestSequenceNr;

    public override bool Equals(object? obj) => obj is RecoverySuccess other && other.HighestSequenceNr == HighestSequenceNr;

    public override int GetHashCode() => HashCode.Combine(HighestSequenceNr);

    public override string ToString() => $"RecoverySuccess<highestSequenceNr: {HighestSequenceNr}>";
}

public sealed class ReplayMessagesFailure(Exception cause) : IJournalResponse, IDeadLetterSuppression
{
    public Exception Cause { get; } = cause ?? throw new ArgumentNullException(nameof(cause), "ReplayMessagesFailure cause exception cannot be null");

    public override bool Equals(object? obj) => obj is ReplayMessagesFailure other && Equals(other.Cause, Cause);

    public override int GetHashCode() => HashCode.Combine(Cause);

    public override string ToString() => $"ReplayMessagesFailure<cause: {Cause}>";
}

public sealed class DeleteMessagesTo(string persistenceId, long toSequenceNr, IActorRef persistentActor) : IJournalRequest
{
    public string PersistenceId { get; } = persistenceId ?? throw new ArgumentNullException(nameof(persistenceId), "DeleteMessagesTo requires persistence id to be provided");

    public long ToSequenceNr { get; } = toSequenceNr;

    public IActorRef PersistentActor { get; } = persistentActor;

    public override bool Equals(object? obj) => obj is DeleteMessagesTo other && other.PersistenceId == PersistenceId && other.ToSequenceNr == ToSequenceNr && Equals(other.PersistentActor, PersistentActor);

    public override int GetHashCode() => HashCode.Combine(PersistenceId, ToSequenceNr, PersistentActor);

    public override string ToString() => $"DeleteMessagesTo<pid: {PersistenceId}, seqNr: {ToSequenceNr}, persistentActor: {PersistentActor}>";
}

public sealed class DeleteMessagesSuccess(long toSequenceNr)
{
    public long ToSequenceNr { get; } = toSequenceNr;

    public override bool Equals(object? obj) => obj is DeleteMessagesSuccess other && other.ToSequenceNr == ToSequenceNr;

    public override int GetHashCode() => ToSequenceNr.GetHashCode();

    public override string ToString() => $"DeleteMessagesSuccess<toSequenceNr: {ToSequenceNr}>";
}

public sealed class DeleteMessagesFailure(Exception cause, long toSequenceNr) : INoSerializationVerificationNeeded
{
    public Exception Cause { get; } = cause ?? throw new ArgumentNullException(nameof(cause), "DeleteMessagesFailure cause exception cannot be null");

    public long ToSequenceNr { get; } = toSequenceNr;

    public override bool Equals(object? obj) => obj is DeleteMessagesFailure other && Equals(other.Cause, Cause) && other.ToSequenceNr == ToSequenceNr;

    public override int GetHashCode() => HashCode.Combine(Cause, ToSequenceNr);

    public override string ToString() => $"DeleteMessagesFailure<cause: {Cause}, toSequenceNr: {ToSequenceNr}>";
}
