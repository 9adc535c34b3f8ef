namespace Akka.Persistence.Snapshot;

/// <summary>A snapshot store that lasts as long as its actor system.</summary>
public class MemorySnapshotStore : SnapshotStore
{
    private readonly List<SelectedSnapshot> _snapshots = [];

    protected override Task<SelectedSnapshot> LoadAsync(string persistenceId, SnapshotSelectionCriteria criteria)
    {
        lock (_snapshots)
        {
            return Task.FromResult(_snapshots
                .Where(stored => stored.Metadata.PersistenceId == persistenceId && criteria.Matches(stored.Metadata))
                .MaxBy(stored => stored.Metadata.SequenceNr)!);
        }
    }

    protected override Task SaveAsync(SnapshotMetadata metadata, object snapshot)
    {
        lock (_snapshots)
        {
            _snapshots.RemoveAll(stored => stored.Metadata.PersistenceId == metadata.PersistenceId && stored.Metadata.SequenceNr == metadata.SequenceNr);
            _snapshots.Add(new SelectedSnapshot(metadata, snapshot));
        }

        return Task.CompletedTask;
    }

    protected override Task DeleteAsync(SnapshotMetadata metadata)
    {
        lock (_snapshots)
        {
            _snapshots.RemoveAll(stored => stored.Metadata.PersistenceId == metadata.PersistenceId && stored.Metadata.SequenceNr == metadata.SequenceNr
                && (metadata.Timestamp == DateTime.MinValue || stored.Metadata.Timestamp == metadata.Timestamp));
        }

        return Task.CompletedTask;
    }

    protected override Task DeleteAsync(string persistenceId, SnapshotSelectionCriteria criteria)
    {
        lock (_snapshots) _snapshots.RemoveAll(stored => stored.Metadata.PersistenceId == persistenceId && criteria.Matches(stored.Metadata));
        return Task.CompletedTask;
    }
}
