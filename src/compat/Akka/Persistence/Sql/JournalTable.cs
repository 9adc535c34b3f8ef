using System.Data;
using System.Data.Common;

namespace Akka.Persistence.Sql;

/// <summary>Reading and deleting in the table <c>journal</c>, in the default layout of Akka.Persistence.Sql.</summary>
internal static class JournalTable
{
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
}
