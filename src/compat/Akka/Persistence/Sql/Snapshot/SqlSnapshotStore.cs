using Akka.Configuration;
using Akka.Persistence.Snapshot;

namespace Akka.Persistence.Sql.Snapshot;

/// <summary>The snapshot store in a database, in the table of Akka.Persistence.Sql.</summary>
internal sealed class SqlSnapshotStore : SnapshotStore
{
    private readonly Lazy<(SqlStore Store, SnapshotTable Table)> _opened;

    public SqlSnapshotStore(Config config)
    {
        // Made by the first request, so that a mistake in the configuration is that request's answer.
        var (system, path) = (Context.System, Self.Path.Name);
        _opened = new Lazy<(SqlStore, SnapshotTable)>(() => SqlStore.ForSnapshots(system, path, config));
    }

    private SqlStore Store => _opened.Value.Store;

    private SnapshotTable Table => _opened.Value.Table;

    protected override async Task<SelectedSnapshot> LoadAsync(string persistenceId, SnapshotSelectionCriteria criteria)
    {
        var row = await Store.ReadAsync(connection => Table.Load(connection, persistenceId, criteria)).ConfigureAwait(false);
        if (row is null) return null!;
        object snapshot = Store.Payloads.Read(
            row.Snapshot, row.SerializerId, row.Manifest, $"The snapshot at event {row.SequenceNumber} of '{persistenceId}'", Store.Database);
        return new SelectedSnapshot(new SnapshotMetadata(persistenceId, row.SequenceNumber, new DateTime(row.CreatedTicks, DateTimeKind.Utc)), snapshot);
    }

    protected override Task SaveAsync(SnapshotMetadata metadata, object snapshot)
    {
        var (bytes, serializerId, manifest) = Store.Payloads.Write(snapshot);
        var row = new SnapshotRow(metadata.PersistenceId, metadata.SequenceNr, metadata.Timestamp.Ticks, bytes, serializerId, manifest);
        return Store.Writer.ExecuteAsync(transaction => Table.Save(transaction, row));
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
        Store.Writer.ExecuteAsync(transaction => Table.Delete(transaction, persistenceId, criteria));

    protected override void PostStop()
    {
        if (_opened.IsValueCreated) Store.Dispose();
        base.PostStop();
    }
}
