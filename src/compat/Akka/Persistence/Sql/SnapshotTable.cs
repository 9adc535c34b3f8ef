using System.Data;
using System.Data.Common;

namespace Akka.Persistence.Sql;

/// <summary>The statements on the table <c>snapshot</c>, in the default layout of Akka.Persistence.Sql.</summary>
internal static class SnapshotTable
{
    /// <summary>Stores a snapshot; one of the same number is replaced.</summary>
    public static void Save(DbTransaction transaction, SnapshotRow row)
    {
        using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText =
            "INSERT INTO snapshot (persistence_id, sequence_number, created, snapshot, manifest, serializer_id) "
            + "VALUES (@pid, @nr, @created, @snapshot, @manifest, @serializer) "
            + "ON CONFLICT (persistence_id, sequence_number) DO UPDATE SET created = excluded.created, snapshot = excluded.snapshot, "
            + "manifest = excluded.manifest, serializer_id = excluded.serializer_id";
        command.AddParameter("@pid", DbType.String, row.PersistenceId);
        command.AddParameter("@nr", DbType.Int64, row.SequenceNumber);
        command.AddParameter("@created", DbType.Int64, row.CreatedTicks);
        command.AddParameter("@snapshot", DbType.Binary, row.Snapshot);
        command.AddParameter("@manifest", DbType.String, row.Manifest);
        command.AddParameter("@serializer", DbType.Int32, row.SerializerId);
        command.ExecuteNonQuery();
    }

    /// <returns>The snapshot of the highest number within the criteria, or null.</returns>
    public static SnapshotRow? Load(DbConnection connection, string persistenceId, SnapshotSelectionCriteria criteria)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            $"SELECT sequence_number, created, snapshot, manifest, serializer_id FROM snapshot WHERE {Within} ORDER BY sequence_number DESC LIMIT 1";
        AddCriteria(command, persistenceId, criteria);
        using var reader = command.ExecuteReader();
        return !reader.Read()
            ? null
            : new SnapshotRow(
                persistenceId,
                reader.GetInt64(0),
                reader.GetInt64(1),
                reader.GetFieldValue<byte[]>(2),
                reader.IsDBNull(4) ? 0 : reader.GetInt32(4),
                reader.IsDBNull(3) ? "" : reader.GetString(3));
    }

    public static void Delete(DbTransaction transaction, string persistenceId, SnapshotSelectionCriteria criteria)
    {
        using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"DELETE FROM snapshot WHERE {Within}";
        AddCriteria(command, persistenceId, criteria);
        command.ExecuteNonQuery();
    }

    private const string Within =
        "persistence_id = @pid AND sequence_number >= @minNr AND sequence_number <= @maxNr AND created >= @minCreated AND created <= @maxCreated";

    private static void AddCriteria(DbCommand command, string persistenceId, SnapshotSelectionCriteria criteria)
    {
        command.AddParameter("@pid", DbType.String, persistenceId);
        command.AddParameter("@minNr", DbType.Int64, criteria.MinSequenceNr);
        command.AddParameter("@maxNr", DbType.Int64, criteria.MaxSequenceNr);
        command.AddParameter("@minCreated", DbType.Int64, (criteria.MinTimestamp ?? DateTime.MinValue).Ticks);
        command.AddParameter("@maxCreated", DbType.Int64, criteria.MaxTimeStamp.Ticks);
    }
}
