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
            ordering BIGSERIAL NOT NULL PRIMARY KEY,
            deleted BOOLEAN NOT NULL,
            persistence_id VARCHAR(255) NOT NULL,
            sequence_number BIGINT NOT NULL,
            created BIGINT NOT NULL,
            message BYTEA NOT NULL,
            identifier INT NULL,
            manifest VARCHAR(500) NULL,
            writer_uuid VARCHAR(128) NULL,
            CONSTRAINT journal_uq UNIQUE (persistence_id, sequence_number));
        CREATE TABLE IF NOT EXISTS tags (
            ordering_id BIGINT NOT NULL,
            tag VARCHAR(64) NOT NULL,
            persistence_id VARCHAR(255) NOT NULL,
            sequence_nr BIGINT NOT NULL,
            PRIMARY KEY (ordering_id, tag));
        """;

    public override string CreateSnapshotTables => """
        CREATE TABLE IF NOT EXISTS snapshot (
            persistence_id VARCHAR(255) NOT NULL,
            sequence_number BIGINT NOT NULL,
            created BIGINT NOT NULL,
            snapshot BYTEA NOT NULL,
            manifest VARCHAR(500) NULL,
            serializer_id INT NULL,
            PRIMARY KEY (persistence_id, sequence_number));
        """;

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
