using System.Data.Common;
using Akka.Configuration;
using Microsoft.Data.Sqlite;

namespace Akka.Persistence.Sql;

/// <summary>
/// A journal in one file. Write-ahead log, so that other processes read while one writes; every commit is synced to the disk before it counts.
/// </summary>
internal sealed class SqliteDialect : SqlDialect
{
    /// <summary>How long a connection waits for another one's transaction; appends take milliseconds. Less than a journal's call-timeout, so that the error says what is wrong.</summary>
    private const int BusyMilliseconds = 8_000;

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

    public override bool HasSchemas => false;

    public override string CreateJournalTables(JournalLayout names) => $"""
        CREATE TABLE IF NOT EXISTS {names.Table} (
            {names.Ordering} INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            {names.Created} INTEGER NOT NULL,
            {names.Deleted} Bit NOT NULL,
            {names.PersistenceId} NVarChar(255) NOT NULL,
            {names.SequenceNumber} INTEGER NOT NULL,
            {names.Message} VarBinary NOT NULL,
            {names.Manifest} NVarChar(500) NULL,
            {names.Identifier} INTEGER NULL
            {(names.Writer is null ? "" : $", {names.Writer} NVarChar(128) NULL")});
        CREATE UNIQUE INDEX IF NOT EXISTS {names.Named("", "_uq")} ON {names.Table} ({names.PersistenceId}, {names.SequenceNumber});
        CREATE INDEX IF NOT EXISTS {names.Named("", "_created_idx")} ON {names.Table} ({names.Created});
        CREATE INDEX IF NOT EXISTS {names.Named("", "_sequence_number_idx")} ON {names.Table} ({names.SequenceNumber});
        CREATE TABLE IF NOT EXISTS {names.Tags} (
            {names.TagOrdering} INTEGER NOT NULL,
            {names.Tag} NVarChar(64) NOT NULL,
            {names.TagSequenceNumber} INTEGER NOT NULL,
            {names.TagPersistenceId} NVarChar(255) NOT NULL,
            CONSTRAINT {names.TagsNamed("PK_")} PRIMARY KEY ({names.TagOrdering}, {names.Tag}));
        CREATE INDEX IF NOT EXISTS {names.TagsNamed("", "_persistence_id_sequence_nr_idx")} ON {names.Tags} ({names.TagPersistenceId}, {names.TagSequenceNumber});
        CREATE INDEX IF NOT EXISTS {names.TagsNamed("", "_tag_idx")} ON {names.Tags} ({names.Tag});
        {(names.Metadata is null ? "" : $"""
        CREATE TABLE IF NOT EXISTS {names.Metadata} (
            {names.MetadataPersistenceId} NVarChar(255) NOT NULL,
            {names.MetadataSequenceNumber} INTEGER NOT NULL,
            CONSTRAINT {names.MetadataNamed("PK_")} PRIMARY KEY ({names.MetadataSequenceNumber}, {names.MetadataPersistenceId}));
        """)}
        """;

    public override string CreateSnapshotTables(SnapshotLayout names) => $"""
        CREATE TABLE IF NOT EXISTS {names.Table} (
            {names.PersistenceId} NVarChar(255) NOT NULL,
            {names.SequenceNumber} INTEGER NOT NULL,
            {names.Created} INTEGER NOT NULL,
            {names.Snapshot} VarBinary NULL,
            {names.Manifest} NVarChar(500) NULL,
            {names.SerializerId} INTEGER NULL,
            CONSTRAINT {names.Named("PK_")} PRIMARY KEY ({names.PersistenceId}, {names.SequenceNumber}));
        CREATE INDEX IF NOT EXISTS {names.Named("", "_sequence_number_idx")} ON {names.Table} ({names.SequenceNumber});
        CREATE INDEX IF NOT EXISTS {names.Named("", "_created_idx")} ON {names.Table} ({names.Created});
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

    public override JournalInsert Insert(DbConnection connection, JournalLayout names) => new SqliteInsert((SqliteConnection)connection, names);

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
