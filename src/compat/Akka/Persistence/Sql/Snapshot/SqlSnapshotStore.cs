using Akka.Configuration;
using Akka.Persistence.Snapshot;

namespace Akka.Persistence.Sql.Snapshot;

/// <summary>The snapshot store in a database, in the default table of Akka.Persistence.Sql.</summary>
internal sealed class SqlSnapshotStore : SnapshotStore
{
    private readonly SqlStore _store;

    public SqlSnapshotStore(Config config) => _store = SqlStore.ForSnapshots(Context.System, Self.Path.Name, config);

    protected override async Task<SelectedSnapshot> LoadAsync(string persistenceId, SnapshotSelectionCriteria criteria)
    {
        var row = await _store.ReadAsync(connection => SnapshotTable.Load(connection, persistenceId, criteria)).ConfigureAwait(false);
        if (row is null) return null!;
        object snapshot = _store.Payloads.Read(
            row.Snapshot, row.SerializerId, row.Manifest, $"The snapshot at event {row.SequenceNumber} of '{persistenceId}'", _store.Database);
        return new SelectedSnapshot(new SnapshotMetadata(persistenceId, row.SequenceNumber, new DateTime(row.CreatedTicks, DateTimeKind.Utc)), snapshot);
    }

    protected override Task SaveAsync(SnapshotMetadata metadata, object snapshot)
    {
        var (bytes, serializerId, manifest) = _store.Payloads.Write(snapshot);
        var row = new SnapshotRow(metadata.PersistenceId, metadata.SequenceNr, metadata.Timestamp.Ticks, bytes, serializerId, manifest);
        return _store.Writer.ExecuteAsync(transaction => SnapshotTable.Save(transaction, row));
    }

    protected override Task DeleteAsync(SnapshotMetadata metadata)
    {
        // Without a time, whenever it was taken.
        var criteria = metadata.Timestamp == DateTime.MinValue
            ? new SnapshotSelectionCriteria(metadata.SequenceNr, DateTime.MaxValue, metadata.SequenceNr)
            : new SnapshotSelectionCriteria(metadata.SequenceNr, metadata.Timestamp, metadata.SequenceNr, metadata.Timestamp);
        return DeleteAsync(metadata.PersistenceId, criteria);
    }

    protected override Task DeleteAsync(string persistenceId, SnapshotSelectionCriteria criteria) =>
        _store.Writer.ExecuteAsync(transaction => SnapshotTable.Delete(transaction, persistenceId, criteria));

    protected override void PostStop()
    {
        _store.Dispose();
        base.PostStop();
    }
}
