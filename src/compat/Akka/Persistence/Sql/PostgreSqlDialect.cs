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

    public override string CreateJournalTables => """
        CREATE TABLE IF NOT EXISTS journal (
            ordering BIGINT GENERATED ALWAYS AS IDENTITY,
            created BIGINT NOT NULL,
            deleted BOOLEAN NOT NULL,
            persistence_id TEXT NOT NULL,
            sequence_number BIGINT NOT NULL,
            message BYTEA NOT NULL,
            manifest TEXT NULL,
            identifier INT NULL,
            writer_uuid TEXT NULL,
            CONSTRAINT "PK_journal" PRIMARY KEY (ordering),
            CONSTRAINT journal_uq UNIQUE (persistence_id, sequence_number));
        CREATE INDEX IF NOT EXISTS journal_created_idx ON journal (created);
        CREATE INDEX IF NOT EXISTS journal_sequence_number_idx ON journal (sequence_number);
        CREATE TABLE IF NOT EXISTS tags (
            ordering_id BIGINT NOT NULL,
            tag TEXT NOT NULL,
            sequence_nr BIGINT NOT NULL,
            persistence_id TEXT NOT NULL,
            CONSTRAINT "PK_tags" PRIMARY KEY (ordering_id, tag));
        CREATE INDEX IF NOT EXISTS tags_persistence_id_sequence_nr_idx ON tags (persistence_id, sequence_nr);
        CREATE INDEX IF NOT EXISTS tags_tag_idx ON tags (tag);
        """;

    public override string CreateSnapshotTables => """
        CREATE TABLE IF NOT EXISTS snapshot (
            persistence_id TEXT NOT NULL,
            sequence_number BIGINT NOT NULL,
            created BIGINT NOT NULL,
            snapshot BYTEA NULL,
            manifest TEXT NULL,
            serializer_id INT NULL,
            CONSTRAINT "PK_snapshot" PRIMARY KEY (persistence_id, sequence_number));
        CREATE INDEX IF NOT EXISTS snapshot_sequence_number_idx ON snapshot (sequence_number);
        CREATE INDEX IF NOT EXISTS snapshot_created_idx ON snapshot (created);
        """;

    public override string NowInMilliseconds => "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)";

    public override string LockForShare => " FOR SHARE";

    public override DbConnection OpenForWriting(bool verify) => OpenForReading();

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
