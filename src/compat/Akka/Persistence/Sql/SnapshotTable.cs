using System.Data;
using System.Data.Common;

namespace Akka.Persistence.Sql;

/// <summary>The statements on the table of snapshots, in the layout of Akka.Persistence.Sql.</summary>
internal sealed class SnapshotTable(SnapshotLayout names)
{
    private readonly string _save =
        $"INSERT INTO {names.Table} ({names.PersistenceId}, {names.SequenceNumber}, {names.Created}, {names.Snapshot}, {names.Manifest}, {names.SerializerId}) "
        + "VALUES (@pid, @nr, @created, @snapshot, @manifest, @serializer) "
        + $"ON CONFLICT ({names.PersistenceId}, {names.SequenceNumber}) DO UPDATE SET {names.Created} = excluded.{names.Created}, "
        + $"{names.Snapshot} = excluded.{names.Snapshot}, {names.Manifest} = excluded.{names.Manifest}, {names.SerializerId} = excluded.{names.SerializerId}";

    private readonly string _within =
        $"{names.PersistenceId} = @pid AND {names.SequenceNumber} >= @minNr AND {names.SequenceNumber} <= @maxNr "
        + $"AND {names.Created} >= @minCreated AND {names.Created} <= @maxCreated";

    /// <summary>Stores a snapshot; one of the same number is replaced.</summary>
    public void Save(DbTransaction transaction, SnapshotRow row)
    {
        using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = _save;
        command.AddParameter("@pid", DbType.String, row.PersistenceId);
        command.AddParameter("@nr", DbType.Int64, row.SequenceNumber);
        command.AddParameter("@created", DbType.Int64, row.CreatedTicks);
        command.AddParameter("@snapshot", DbType.Binary, row.Snapshot);
        command.AddParameter("@manifest", DbType.String, row.Manifest);
        command.AddParameter("@serializer", DbType.Int32, row.SerializerId);
        command.ExecuteNonQuery();
    }

    /// <returns>The snapshot of the highest number within the criteria, or null.</returns>
    public SnapshotRow? Load(DbConnection connection, string persistenceId, SnapshotSelectionCriteria criteria)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            $"SELECT {names.SequenceNumber}, {names.Created}, {names.Snapshot}, {names.Manifest}, {names.SerializerId} FROM {names.Table} "
            + $"WHERE {_within} ORDER BY {names.SequenceNumber} DESC LIMIT 1";
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

    public void Delete(DbTransaction transaction, string persistenceId, SnapshotSelectionCriteria criteria)
    {
        using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"DELETE FROM {names.Table} WHERE {_within}";
        AddCriteria(command, persistenceId, criteria);
        command.ExecuteNonQuery();
    }

    private static void AddCriteria(DbCommand command, string persistenceId, SnapshotSelectionCriteria criteria)
    {
        command.AddParameter("@pid", DbType.String, persistenceId);
        command.AddParameter("@minNr", DbType.Int64, criteria.MinSequenceNr);
        command.AddParameter("@maxNr", DbType.Int64, criteria.MaxSequenceNr);
        command.AddParameter("@minCreated", DbType.Int64, (criteria.MinTimestamp ?? DateTime.MinValue).Ticks);
        command.AddParameter("@maxCreated", DbType.Int64, criteria.MaxTimeStamp.Ticks);
    }
}
