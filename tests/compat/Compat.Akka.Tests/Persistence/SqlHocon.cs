namespace Compat.Akka.Tests.Persistence;

/// <summary>Configurations of persistence for tests.</summary>
internal static class SqlHocon
{
    public const string InMemory =
        """
        akka.persistence.journal.plugin = "akka.persistence.journal.inmem"
        akka.persistence.snapshot-store.plugin = "akka.persistence.snapshot-store.inmem"
        """;

    public static string LocalSnapshots(string folder) =>
        $$"""
        akka.persistence.snapshot-store {
          plugin = "akka.persistence.snapshot-store.local"
          local.dir = "{{folder}}"
        }
        """;

    public static string Sqlite(string file) => Sql($"Data Source={file}", "SQLite.MS");

    public static string Sql(string connectionString, string provider) =>
        $$"""
        akka.persistence.journal {
          plugin = "akka.persistence.journal.sql"
          sql {
            class = "Akka.Persistence.Sql.Journal.SqlWriteJournal, Akka.Persistence.Sql"
            connection-string = "{{connectionString}}"
            provider-name = "{{provider}}"
            auto-initialize = true
          }
        }
        akka.persistence.snapshot-store {
          plugin = "akka.persistence.snapshot-store.sql"
          sql {
            class = "Akka.Persistence.Sql.Snapshot.SqlSnapshotStore, Akka.Persistence.Sql"
            connection-string = "{{connectionString}}"
            provider-name = "{{provider}}"
            auto-initialize = true
          }
        }
        """;
}
