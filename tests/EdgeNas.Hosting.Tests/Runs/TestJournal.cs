using EdgeNas.Domain.Searches;
using EdgeNas.Hosting.Runs;
using Microsoft.Data.Sqlite;

namespace EdgeNas.Hosting.Tests.Runs;

/// <summary>Writes events into a journal file as Akka.Persistence.Sql lays it out.</summary>
internal static class TestJournal
{
    public static void Append(RunsFolder folder, SearchId id, IEnumerable<StoredEvent> events, int after = 0)
    {
        Directory.CreateDirectory(folder.Path);
        using var connection = new SqliteConnection($"Data Source={folder.Journal};Pooling=false");
        connection.Open();
        Run(
            connection,
            """
            CREATE TABLE IF NOT EXISTS journal (ordering INTEGER PRIMARY KEY AUTOINCREMENT, created INTEGER NOT NULL, deleted INTEGER NOT NULL, persistence_id TEXT NOT NULL,
                sequence_number INTEGER NOT NULL, message BLOB NOT NULL, manifest TEXT, identifier INTEGER, writer_uuid TEXT)
            """);
        using var transaction = connection.BeginTransaction();
        foreach (var stored in events)
        {
            Run(
                connection,
                "INSERT INTO journal (created, deleted, persistence_id, sequence_number, message, manifest, identifier) VALUES (0, 0, $id, $number, $message, $manifest, 1)",
                ("$id", JournalReader.PersistencePrefix + id),
                ("$number", ++after),
                ("$message", SearchEventJson.Write(stored)),
                ("$manifest", SearchEventJson.Manifest(stored.Event)));
        }

        transaction.Commit();
    }

    public static void Execute(RunsFolder folder, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={folder.Journal};Pooling=false");
        connection.Open();
        Run(connection, sql);
    }

    private static void Run(SqliteConnection connection, string sql, params (string Name, object Value)[] values)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values) command.Parameters.AddWithValue(name, value);
        command.ExecuteNonQuery();
    }
}
