using System.Data;
using System.Data.Common;

namespace Akka.Persistence.Sql;

/// <summary>Reading and deleting in the table of events, in the layout of Akka.Persistence.Sql.</summary>
internal sealed class JournalTable(JournalLayout names)
{
    private readonly string _highest = names.Metadata is null
        ? $"SELECT MAX({names.SequenceNumber}) FROM {names.Table} WHERE {names.PersistenceId} = @pid"
        : $"SELECT MAX(number) FROM (SELECT MAX({names.SequenceNumber}) AS number FROM {names.Table} WHERE {names.PersistenceId} = @pid "
            + $"UNION ALL SELECT MAX({names.MetadataSequenceNumber}) AS number FROM {names.Metadata} WHERE {names.MetadataPersistenceId} = @pid) AS known";

    private readonly string _read =
        $"SELECT {names.SequenceNumber}, {names.Created}, {names.Message}, {names.Identifier}, {names.Manifest}, {names.Writer ?? "NULL"} FROM {names.Table} "
        + $"WHERE {names.PersistenceId} = @pid AND {names.SequenceNumber} >= @from AND {names.SequenceNumber} <= @to AND {names.Deleted} = @deleted "
        + $"ORDER BY {names.SequenceNumber} LIMIT @limit";

    private readonly string _upTo = $"{names.PersistenceId} = @pid AND {names.SequenceNumber} <= @to";

    /// <returns>The number of the last event that was ever stored, also if it has been deleted since; 0 if there was none.</returns>
    public long ReadHighestSequenceNumber(DbConnection connection, string persistenceId)
    {
        using var command = connection.CreateCommand();
        command.CommandText = _highest;
        command.AddParameter("@pid", DbType.String, persistenceId);
        return command.ExecuteScalar() is long highest ? highest : 0;
    }

    /// <summary>Reads at most <paramref name="limit"/> events that aren't deleted, in order.</summary>
    public List<EventRow> Read(DbConnection connection, string persistenceId, long from, long to, long limit)
    {
        using var command = connection.CreateCommand();
        command.CommandText = _read;
        command.AddParameter("@pid", DbType.String, persistenceId);
        command.AddParameter("@from", DbType.Int64, from);
        command.AddParameter("@to", DbType.Int64, to);
        command.AddParameter("@deleted", DbType.Boolean, false);
        command.AddParameter("@limit", DbType.Int64, limit);

        var rows = new List<EventRow>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            rows.Add(new EventRow(
                persistenceId,
                reader.GetInt64(0),
                reader.GetInt64(1),
                reader.GetFieldValue<byte[]>(2),
                reader.IsDBNull(3) ? 0 : reader.GetInt32(3),
                reader.IsDBNull(4) ? "" : reader.GetString(4),
                reader.IsDBNull(5) ? "" : reader.GetString(5)));
        }

        return rows;
    }

    /// <summary>Deletes events; the last of them stays as a marked row, so that its number is never used again.</summary>
    public void Delete(DbTransaction transaction, string persistenceId, long toSequenceNumber)
    {
        Execute($"UPDATE {names.Table} SET {names.Deleted} = @deleted WHERE {_upTo}", withMark: true);
        if (names.Metadata is not null)
        {
            // One row for each persistence id: the number of the last event that was deleted.
            Execute(
                $"INSERT INTO {names.Metadata} ({names.MetadataPersistenceId}, {names.MetadataSequenceNumber}) SELECT @pid, number "
                + $"FROM (SELECT MAX({names.SequenceNumber}) AS number FROM {names.Table} WHERE {_upTo}) AS deleted "
                + $"WHERE number > (SELECT COALESCE(MAX({names.MetadataSequenceNumber}), 0) FROM {names.Metadata} WHERE {names.MetadataPersistenceId} = @pid)", withMark: false);
            Execute(
                $"DELETE FROM {names.Metadata} WHERE {names.MetadataPersistenceId} = @pid AND {names.MetadataSequenceNumber} < "
                + $"(SELECT MAX({names.MetadataSequenceNumber}) FROM {names.Metadata} WHERE {names.MetadataPersistenceId} = @pid)", withMark: false);
        }

        Execute(
            $"DELETE FROM {names.Table} WHERE {_upTo} AND {names.SequenceNumber} < (SELECT MAX({names.SequenceNumber}) FROM {names.Table} WHERE {_upTo})", withMark: false);

        void Execute(string sql, bool withMark)
        {
            using var command = transaction.Connection!.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = sql;
            command.AddParameter("@pid", DbType.String, persistenceId);
            command.AddParameter("@to", DbType.Int64, toSequenceNumber);
            if (withMark) command.AddParameter("@deleted", DbType.Boolean, true);
            command.ExecuteNonQuery();
        }
    }
}
