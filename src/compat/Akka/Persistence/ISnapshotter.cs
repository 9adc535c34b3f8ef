namespace Akka.Persistence;

/// <summary>Takes, loads and deletes snapshots; each answer comes as a message.</summary>
public interface ISnapshotter
{
    string SnapshotterId { get; }

    /// <summary>The event after which a snapshot taken now would stand.</summary>
    long SnapshotSequenceNr { get; }

    void LoadSnapshot(string persistenceId, SnapshotSelectionCriteria criteria, long toSequenceNr);

    void SaveSnapshot(object snapshot);

    void DeleteSnapshot(long sequenceNr);

    void DeleteSnapshots(SnapshotSelectionCriteria criteria);
}
