namespace Akka.Persistence.Snapshot;

/// <summary>What stands in where no snapshot store is configured: finds none and refuses to save one.</summary>
public sealed class NoSnapshotStore : SnapshotStore
{
    protected override Task<SelectedSnapshot> LoadAsync(string persistenceId, SnapshotSelectionCriteria criteria) => Task.FromResult<SelectedSnapshot>(null!);

    protected override Task SaveAsync(SnapshotMetadata metadata, object snapshot) => Task.FromException(Missing());

    protected override Task DeleteAsync(SnapshotMetadata metadata) => Task.FromException(Missing());

    protected override Task DeleteAsync(string persistenceId, SnapshotSelectionCriteria criteria) => Task.FromException(Missing());

    private static NoSnapshotStoreException Missing() => new(
        "No snapshot store configured. Set akka.persistence.snapshot-store.plugin, e.g. to \"akka.persistence.snapshot-store.sql\".");

    public class NoSnapshotStoreException : Exception
    {
        public NoSnapshotStoreException()
        {
        }

        public NoSnapshotStoreException(string message)
            : base(message)
        {
        }

        public NoSnapshotStoreException(string message, Exception innerException)
            : base(message, innerException)
        {
        }
    }
}
