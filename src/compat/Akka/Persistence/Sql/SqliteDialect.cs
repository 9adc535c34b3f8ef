using System.Data.Common;
using Akka.Configuration;
using Microsoft.Data.Sqlite;

namespace Akka.Persistence.Sql;

/// <summary>
/// A journal in one file. Write-ahead log, so that other processes read while one writes; every commit is synced to the disk before it counts.
/// </summary>
internal sealed class SqliteDialect : SqlDialect
{
    /// <summary>How long a connection waits for another one's transaction; appends take milliseconds.</summary>
    private const int BusyMilliseconds = 10_000;

    private const int Corrupt = 11;
    private const int NotADatabase = 26;
    private const int UniqueViolation = 2067;
    private const int PrimaryKeyViolation = 1555;

    private readonly string _connectionString;

    public SqliteDialect(SqlStoreSettings settings)
    {
        var builder = new SqliteConnectionStringBuilder(settings.ConnectionString);
        bool inMemory = builder.Mode == SqliteOpenMode.Memory || builder.DataSource is ":memory:" or "";
        if (inMemory && (builder.Cache != SqliteCacheMode.Shared || builder.DataSource is ":memory:" or ""))
            throw new ConfigurationException(
                $"{settings.ConfigPath}.connection-string '{settings.ConnectionString}' is a database in memory that only one connection sees. "
                + "Name a file, or use \"Data Source=NAME;Mode=Memory;Cache=Shared\", or the plugin akka.persistence.journal.inmem.");

        // A pooled connection would keep the file open after the actor system has ended, and its log unmerged.
        builder.Pooling = false;
        _connectionString = builder.ConnectionString;
        Database = inMemory ? builder.DataSource : Path.GetFullPath(builder.DataSource);
    }

    public override string Database { get; }

    public override string CreateJournalTables => """
        CREATE TABLE IF NOT EXISTS journal (
            ordering INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            created INTEGER NOT NULL,
            deleted Bit NOT NULL,
            persistence_id NVarChar(255) NOT NULL,
            sequence_number INTEGER NOT NULL,
            message VarBinary NOT NULL,
            manifest NVarChar(500) NULL,
            identifier INTEGER NULL,
            writer_uuid NVarChar(128) NULL);
        CREATE UNIQUE INDEX IF NOT EXISTS journal_uq ON journal (persistence_id, sequence_number);
        CREATE INDEX IF NOT EXISTS journal_created_idx ON journal (created);
        CREATE INDEX IF NOT EXISTS journal_sequence_number_idx ON journal (sequence_number);
        CREATE TABLE IF NOT EXISTS tags (
            ordering_id INTEGER NOT NULL,
            tag NVarChar(64) NOT NULL,
            sequence_nr INTEGER NOT NULL,
            persistence_id NVarChar(255) NOT NULL,
            CONSTRAINT PK_tags PRIMARY KEY (ordering_id, tag));
        CREATE INDEX IF NOT EXISTS tags_persistence_id_sequence_nr_idx ON tags (persistence_id, sequence_nr);
        CREATE INDEX IF NOT EXISTS tags_tag_idx ON tags (tag);
        """;

    public override string CreateSnapshotTables => """
        CREATE TABLE IF NOT EXISTS snapshot (
            persistence_id NVarChar(255) NOT NULL,
            sequence_number INTEGER NOT NULL,
            created INTEGER NOT NULL,
            snapshot VarBinary NULL,
            manifest NVarChar(500) NULL,
            serializer_id INTEGER NULL,
            CONSTRAINT PK_snapshot PRIMARY KEY (persistence_id, sequence_number));
        CREATE INDEX IF NOT EXISTS snapshot_sequence_number_idx ON snapshot (sequence_number);
        CREATE INDEX IF NOT EXISTS snapshot_created_idx ON snapshot (created);
        """;

    public override string NowInMilliseconds => "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)";

    public override string LockForShare => "";

    public override DbConnection OpenForWriting(bool verify)
    {
        var connection = Open();
        try
        {
            Run(connection, "PRAGMA journal_mode = WAL");
            Run(connection, "PRAGMA synchronous = FULL");
            if (verify && Run(connection, "PRAGMA quick_check(1)") is var found and not "ok")
                throw new InvalidDataException(Damaged($"check: {found}"));
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public override DbConnection OpenForReading() => Open();

    public override bool IsDuplicateKey(DbException error) => error is SqliteException { SqliteExtendedErrorCode: UniqueViolation or PrimaryKeyViolation };

    public override Exception Explain(Exception error) => error switch
    {
        SqliteException { SqliteErrorCode: Corrupt or NotADatabase } damage => new InvalidDataException(Damaged(damage.Message), damage),
        SqliteException { SqliteErrorCode: 14 } => new IOException(
            $"The database '{Database}' can't be opened: {error.Message} Check that its folder exists and that this user may write there.", error),
        SqliteException { SqliteErrorCode: 8 } => new IOException(
            $"The database '{Database}' can't be written: {error.Message} Give this user the right to write the file and its folder.", error),
        SqliteException { SqliteErrorCode: 13 } => new IOException(
            $"The disk that holds '{Database}' is full; nothing of this write was stored. Free space, then start again.", error),
        SqliteException { SqliteErrorCode: 5 or 6 } => new IOException(
            $"The database '{Database}' was locked by another process for {BusyMilliseconds / 1000} s. End that process or its transaction, then start again.", error),
        SqliteException other => new IOException($"The database '{Database}' failed: {other.Message}", other),
        _ => error,
    };

    private static string? Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()?.ToString();
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            Run(connection, $"PRAGMA busy_timeout = {BusyMilliseconds}");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private string Damaged(string detail) =>
        $"The database '{Database}' is damaged ({detail}). Nothing was changed. Restore the file from a backup, or save what is readable with "
        + $"`sqlite3 '{Database}' .recover | sqlite3 repaired.db`, and start again with that file.";
}
