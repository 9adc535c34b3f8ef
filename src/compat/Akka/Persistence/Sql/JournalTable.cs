using System.Data;
using System.Data.Common;

namespace Akka.Persistence.Sql;

/// <summary>The statements on the table <c>journal</c>, in the default layout of Akka.Persistence.Sql.</summary>
internal static class JournalTable
{
    private const string InsertRow =
        "INSERT INTO journal (deleted, persistence_id, sequence_number, created, message, identifier, manifest, writer_uuid) "
        + "VALUES (@deleted, @pid, @nr, @created, @message, @identifier, @manifest, @writer)";

    /// <summary>Inserts rows within a transaction of the caller.</summary>
    public static void Insert(DbTransaction transaction, IEnumerable<EventRow> rows)
    {
        var connection = transaction.Connection!;
        if (connection.CanCreateBatch)
        {
            // One round trip for all rows.
            using var batch = connection.CreateBatch();
            batch.Transaction = transaction;
            foreach (var row in rows)
            {
                var command = batch.CreateBatchCommand();
                command.CommandText = InsertRow;
                foreach (var (name, type, value) in Values(row)) command.Parameters.Add(Fill(command.CreateParameter(), name, type, value));
                batch.BatchCommands.Add(command);
            }

            batch.ExecuteNonQuery();
            return;
        }

        using var prepared = connection.CreateCommand();
        prepared.Transaction = transaction;
        prepared.CommandText = InsertRow;
        foreach (var row in rows)
        {
            foreach (var (name, type, value) in Values(row))
            {
                if (prepared.Parameters.Contains(name)) prepared.Parameters[name].Value = value;
                else prepared.AddParameter(name, type, value);
            }

            prepared.ExecuteNonQuery();
        }
    }

    /// <returns>The number of the last event that was ever stored, also if it has been deleted since; 0 if there was none.</returns>
    public static long ReadHighestSequenceNumber(DbConnection connection, string persistenceId)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT MAX(sequence_number) FROM journal WHERE persistence_id = @pid";
        command.AddParameter("@pid", DbType.String, persistenceId);
        return command.ExecuteScalar() is long highest ? highest : 0;
    }

    /// <summary>Reads at most <paramref name="limit"/> events that aren't deleted, in order.</summary>
    public static List<EventRow> Read(DbConnection connection, string persistenceId, long from, long to, long limit)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT sequence_number, created, message, identifier, manifest, writer_uuid FROM journal "
            + "WHERE persistence_id = @pid AND sequence_number >= @from AND sequence_number <= @to AND deleted = @deleted "
            + "ORDER BY sequence_number LIMIT @limit";
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
    public static void Delete(DbTransaction transaction, string persistenceId, long toSequenceNumber)
    {
        Execute("UPDATE journal SET deleted = @deleted WHERE persistence_id = @pid AND sequence_number <= @to", withMark: true);
        Execute(
            "DELETE FROM journal WHERE persistence_id = @pid AND sequence_number <= @to AND sequence_number < "
            + "(SELECT MAX(sequence_number) FROM journal WHERE persistence_id = @pid AND sequence_number <= @to)", withMark: false);

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

    private static IEnumerable<(string Name, DbType Type, object Value)> Values(EventRow row) =>
    [
        ("@deleted", DbType.Boolean, false),
        ("@pid", DbType.String, row.PersistenceId),
        ("@nr", DbType.Int64, row.SequenceNumber),
        ("@created", DbType.Int64, row.CreatedTicks),
        ("@message", DbType.Binary, row.Message),
        ("@identifier", DbType.Int32, row.SerializerId),
        ("@manifest", DbType.String, row.Manifest),
        ("@writer", DbType.String, row.WriterId),
    ];

    private static DbParameter Fill(DbParameter parameter, string name, DbType type, object value)
    {
        parameter.ParameterName = name;
        parameter.DbType = type;
        parameter.Value = value;
        return parameter;
    }
}
