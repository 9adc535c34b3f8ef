// What a persistent actor and its snapshot store say to each other, and what the actor gets to see of it.
namespace Akka.Persistence;

public interface ISnapshotMessage : IPersistenceMessage;

public interface ISnapshotRequest : ISnapshotMessage;

public interface ISnapshotResponse : ISnapshotMessage;

/// <summary>A snapshot as the store has it.</summary>
public sealed class SelectedSnapshot(SnapshotMetadata metadata, object snapshot)
{
    public SnapshotMetadata Metadata { get; } = metadata;

    public object Snapshot { get; } = snapshot;

    public override bool Equals(object? obj) => obj is SelectedSnapshot other && Equals(other.Metadata, Metadata) && Equals(other.Snapshot, Snapshot);

    public override int GetHashCode() => HashCode.Combine(Metadata, Snapshot);

    public override string ToString() => $"SelectedSnapshot<meta: {Metadata}, snapshot: {Snapshot}>";
}

/// <summary>Given to the actor's recovery before the events that follow the snapshot.</summary>
public sealed class SnapshotOffer(SnapshotMetadata metadata, object snapshot)
{
    public SnapshotMetadata Metadata { get; } = metadata;

    public object Snapshot { get; } = snapshot;

    public override bool Equals(object? obj) => obj is SnapshotOffer other && Equals(other.Metadata, Metadata) && Equals(other.Snapshot, Snapshot);

    public override int GetHashCode() => HashCode.Combine(Metadata, Snapshot);

    public override string ToString() => $"SnapshotOffer<meta: {Metadata}, snapshot: {Snapshot}>";
}

public sealed class LoadSnapshot(string persistenceId, SnapshotSelectionCriteria criteria, long toSequenceNr) : ISnapshotRequest
{
    public string PersistenceId { get; } = persistenceId;

    public SnapshotSelectionCriteria Criteria { get; } = criteria;

    public long ToSequenceNr { get; } = toSequenceNr;

    public override bool Equals(object? obj) => obj is LoadSnapshot other && other.PersistenceId == PersistenceId && Equals(other.Criteria, Criteria) && other.ToSequenceNr == ToSequenceNr;

    public override int GetHashCode() => HashCode.Combine(PersistenceId, Criteria, ToSequenceNr);

    public override string ToString() => $"LoadSnapshot<pid: {PersistenceId}, toSeqNr: {ToSequenceNr}, criteria: {Criteria}>";
}

/// <param name="snapshot">Null if there is none within the criteria.</param>
public sealed class LoadSnapshotResult(SelectedSnapshot? snapshot, long toSequenceNr) : ISnapshotResponse
{
    public SelectedSnapshot? Snapshot { get; } = snapshot;

    public long ToSequenceNr { get; } = toSequenceNr;

    public override bool Equals(object? obj) => obj is LoadSnapshotResult other && Equals(other.Snapshot, Snapshot) && other.ToSequenceNr == ToSequenceNr;

    public override int GetHashCode() => HashCode.Combine(Snapshot, ToSequenceNr);

    public override string ToString() => $"LoadSnapshotResult<toSeqNr: {ToSequenceNr}, snapshot: {Snapshot}>";
}

public sealed class LoadSnapshotFailed(Exception cause) : ISnapshotResponse
{
    public Exception Cause { get; } = cause;

    public override bool Equals(object? obj) => obj is LoadSnapshotFailed other && Equals(other.Cause, Cause);

    public override int GetHashCode() => HashCode.Combine(Cause);

    public override string ToString() => $"LoadSnapshotFailed<Cause: {Cause}>";
}

public sealed class SaveSnapshot(SnapshotMetadata metadata, object snapshot) : ISnapshotRequest
{
    public SnapshotMetadata Metadata { get; } = metadata ?? throw new ArgumentNullException(nameof(metadata), "SaveSnapshot requires SnapshotMetadata to be provided");

    public object Snapshot { get; } = snapshot;

    public override bool Equals(object? obj) => obj is SaveSnapshot other && Equals(other.Metadata, Metadata) && Equals(other.Snapshot, Snapshot);

    public override int GetHashCode() => HashCode.Combine(Metadata, Snapshot);

    public override string ToString() => $"SaveSnapshot<meta: {Metadata}, snapshot: {Snapshot}>";
}

public sealed class SaveSnapshotSuccess(SnapshotMetadata metadata) : ISnapshotResponse
{
    public SnapshotMetadata Metadata { get; } = metadata;

    public override bool Equals(object? obj) => obj is SaveSnapshotSuccess other && Equals(other.Metadata, Metadata);

    public override int GetHashCode() => HashCode.Combine(Metadata);

    public override string ToString() => $"SaveSnapshotSuccess<{Metadata}>";
}

public sealed class SaveSnapshotFailure(SnapshotMetadata metadata, Exception cause) : ISnapshotResponse
{
    public SnapshotMetadata Metadata { get; } = metadata;

    public Exception Cause { get; } = cause;

    public override bool Equals(object? obj) => obj is SaveSnapshotFailure other && Equals(other.Metadata, Metadata) && Equals(other.Cause, Cause);

    public override int GetHashCode() => HashCode.Combine(Metadata, Cause);

    public override string ToString() => $"SaveSnapshotFailure<meta: {Metadata}, cause: {Cause}>";
}

public sealed class DeleteSnapshot(SnapshotMetadata metadata) : ISnapshotRequest
{
    public SnapshotMetadata Metadata { get; } = metadata ?? throw new ArgumentNullException(nameof(metadata), "DeleteSnapshot requires SnapshotMetadata to be provided");

    public override bool Equals(object? obj) => obj is DeleteSnapshot other && Equals(other.Metadata, Metadata);

    public override int GetHashCode() => HashCode.Combine(Metadata);

    public override string ToString() => $"DeleteSnapshot<meta: {Metadata}>";
}

public sealed class DeleteSnapshotSuccess(SnapshotMetadata metadata) : ISnapshotResponse
{
    public SnapshotMetadata Metadata { get; } = metadata;

    public override bool Equals(object? obj) => obj is DeleteSnapshotSuccess other && Equals(other.Metadata, Metadata);

    public override int GetHashCode() => HashCode.Combine(Metadata);

    public override string ToString() => $"DeleteSnapshotSuccess<{Metadata}>";
}

public sealed class DeleteSnapshotFailure(SnapshotMetadata metadata, Exception cause) : ISnapshotResponse
{
    public SnapshotMetadata Metadata { get; } = metadata;

    public Exception Cause { get; } = cause;

    public override bool Equals(object? obj) => obj is DeleteSnapshotFailure other && Equals(other.Metadata, Metadata) && Equals(other.Cause, Cause);

    public override int GetHashCode() => HashCode.Combine(Metadata, Cause);

    public override string ToString() => $"DeleteSnapshotFailure<meta: {Metadata}, cause: {Cause}>";
}

public sealed class DeleteSnapshots(string persistenceId, SnapshotSelectionCriteria criteria) : ISnapshotRequest
{
    public string PersistenceId { get; } = persistenceId;

    public SnapshotSelectionCriteria Criteria { get; } = criteria;

    public override bool Equals(object? obj) => obj is DeleteSnapshots other && other.PersistenceId == PersistenceId && Equals(other.Criteria, Criteria);

    public override int GetHashCode() => HashCode.Combine(PersistenceId, Criteria);

    public override string ToString() => $"DeleteSnapshots<pid: {PersistenceId}, criteria: {Criteria}>";
}

public sealed class DeleteSnapshotsSuccess(SnapshotSelectionCriteria criteria) : ISnapshotResponse
{
    public SnapshotSelectionCriteria Criteria { get; } = criteria;

    public override bool Equals(object? obj) => obj is DeleteSnapshotsSuccess other && Equals(other.Criteria, Criteria);

    public override int GetHashCode() => HashCode.Combine(Criteria);

    public override string ToString() => $"DeleteSnapshotsSuccess<{Criteria}>";
}

public sealed class DeleteSnapshotsFailure(SnapshotSelectionCriteria criteria, Exception cause) : ISnapshotResponse
{
    public SnapshotSelectionCriteria Criteria { get; } = criteria;

    public Exception Cause { get; } = cause;

    public override bool Equals(object? obj) => obj is DeleteSnapshotsFailure other && Equals(other.Criteria, Criteria) && Equals(other.Cause, Cause);

    public override int GetHashCode() => HashCode.Combine(Criteria, Cause);

    public override string ToString() => $"DeleteSnapshotsFailure<criteria: {Criteria}, cause: {Cause}>";
}
