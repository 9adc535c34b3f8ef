using System.Data.Common;
using Akka.Configuration;
using Npgsql;

namespace Akka.Persistence.Sql;

/// <summary>A journal in PostgreSQL, for several nodes that share it.</summary>
internal sealed class PostgreSqlDialect : SqlDialect
{
    private readonly string _connectionString;

    public PostgreSqlDialect(SqlStoreSettings settings)
    {
        NpgsqlConnectionStringBuilder builder;
        try
        {
            builder = new NpgsqlConnectionStringBuilder(settings.ConnectionString);
        }
        catch (ArgumentException error)
        {
            throw new ConfigurationException($"{settings.ConfigPath}.connection-string is no connection string of PostgreSQL: {error.Message}", error);
        }

        _connectionString = builder.ConnectionString;
        Database = $"PostgreSQL {builder.Host}:{builder.Port}/{builder.Database}";
    }

    public override string Database { get; }

    public override bool HasSchemas => true;

    public override string CreateJournalTables(JournalLayout names) => $"""
        CREATE TABLE IF NOT EXISTS {names.Table} (
            {names.Ordering} BIGINT GENERATED ALWAYS AS IDENTITY,
            {names.Created} BIGINT NOT NULL,
            {names.Deleted} BOOLEAN NOT NULL,
            {names.PersistenceId} TEXT NOT NULL,
            {names.SequenceNumber} BIGINT NOT NULL,
            {names.Message} BYTEA NOT NULL,
            {names.Manifest} TEXT NULL,
            {names.Identifier} INT NULL,
            {(names.Writer is null ? "" : $"{names.Writer} TEXT NULL,")}
            CONSTRAINT {names.Named("PK_")} PRIMARY KEY ({names.Ordering}),
            CONSTRAINT {names.Named("", "_uq")} UNIQUE ({names.PersistenceId}, {names.SequenceNumber}));
        CREATE INDEX IF NOT EXISTS {names.Named("", "_created_idx")} ON {names.Table} ({names.Created});
        CREATE INDEX IF NOT EXISTS {names.Named("", "_sequence_number_idx")} ON {names.Table} ({names.SequenceNumber});
        CREATE TABLE IF NOT EXISTS {names.Tags} (
            {names.TagOrdering} BIGINT NOT NULL,
            {names.Tag} TEXT NOT NULL,
            {names.TagSequenceNumber} BIGINT NOT NULL,
            {names.TagPersistenceId} TEXT NOT NULL,
            CONSTRAINT {names.TagsNamed("PK_")} PRIMARY KEY ({names.TagOrdering}, {names.Tag}));
        CREATE INDEX IF NOT EXISTS {names.TagsNamed("", "_persistence_id_sequence_nr_idx")} ON {names.Tags} ({names.TagPersistenceId}, {names.TagSequenceNumber});
        CREATE INDEX IF NOT EXISTS {names.TagsNamed("", "_tag_idx")} ON {names.Tags} ({names.Tag});
        {(names.Metadata is null ? "" : $"""
        CREATE TABLE IF NOT EXISTS {names.Metadata} (
            {names.MetadataPersistenceId} TEXT NOT NULL,
            {names.MetadataSequenceNumber} BIGINT NOT NULL,
            CONSTRAINT {names.MetadataNamed("PK_")} PRIMARY KEY ({names.MetadataSequenceNumber}, {names.MetadataPersistenceId}));
        """)}
        """;

    public override string CreateSnapshotTables(SnapshotLayout names) => $"""
        CREATE TABLE IF NOT EXISTS {names.Table} (
            {names.PersistenceId} TEXT NOT NULL,
            {names.SequenceNumber} BIGINT NOT NULL,
            {names.Created} BIGINT NOT NULL,
            {names.Snapshot} BYTEA NULL,
            {names.Manifest} TEXT NULL,
            {names.SerializerId} INT NULL,
            CONSTRAINT {names.Named("PK_")} PRIMARY KEY ({names.PersistenceId}, {names.SequenceNumber}));
        CREATE INDEX IF NOT EXISTS {names.Named("", "_sequence_number_idx")} ON {names.Table} ({names.SequenceNumber});
        CREATE INDEX IF NOT EXISTS {names.Named("", "_created_idx")} ON {names.Table} ({names.Created});
        """;

    public override string NowInMilliseconds => "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)";

    public override string LockForShare => " FOR SHARE";

    public override DbConnection OpenForWriting(bool verify) => OpenForReading();

    public override JournalInsert Insert(DbConnection connection, JournalLayout names) => new PostgreSqlInsert(connection, names);

    public override DbConnection OpenForReading()
    {
        var connection = new NpgsqlConnection(_connectionString);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public override bool IsDuplicateKey(DbException error) => error is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    public override Exception Explain(Exception error) => error switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted } damage => new InvalidDataException(
            $"The database '{Database}' is damaged ({damage.MessageText}). Restore it from a backup, then start again.", damage),
        PostgresException refusal => new IOException($"The database '{Database}' refused: {refusal.MessageText} (SQLSTATE {refusal.SqlState}).", refusal),
        NpgsqlException => new IOException($"The database '{Database}' can't be reached: {error.Message}. Check that it runs and that the connection string is right.", error),
        _ => error,
    };
}
