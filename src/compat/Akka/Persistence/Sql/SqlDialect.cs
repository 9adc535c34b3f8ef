using System.Data.Common;

namespace Akka.Persistence.Sql;

/// <summary>What differs between the databases that a journal can live in.</summary>
internal abstract class SqlDialect
{
    /// <summary>The database in words, for messages: a file's path, or server and database; without credentials.</summary>
    public abstract string Database { get; }

    /// <summary>Whether tables are in schemas, so that <c>schema-name</c> means something.</summary>
    public abstract bool HasSchemas { get; }

    /// <summary>Makes the tables of events and of tags, where they are missing.</summary>
    public abstract string CreateJournalTables(JournalLayout names);

    public abstract string CreateSnapshotTables(SnapshotLayout names);

    /// <summary>Now by the database's clock, in milliseconds since 1970, as an expression.</summary>
    public abstract string NowInMilliseconds { get; }

    /// <summary>What makes a SELECT keep others from changing the rows until the transaction ends; empty where a transaction that writes has the database to itself.</summary>
    public abstract string LockForShare { get; }

    /// <summary>Opens the connection that writes, after which every commit survives the loss of power.</summary>
    /// <param name="verify">Whether to look through the whole database for damage first.</param>
    /// <exception cref="IOException">The database can't be opened or is damaged; the message says which one and what to do.</exception>
    public abstract DbConnection OpenForWriting(bool verify);

    public abstract DbConnection OpenForReading();

    /// <param name="connection">One that was opened for writing.</param>
    public abstract JournalInsert Insert(DbConnection connection, JournalLayout names);

    /// <summary>Whether an insert failed because its key is taken.</summary>
    public abstract bool IsDuplicateKey(DbException error);

    /// <summary>Turns a database's error into one that names the database and the next step.</summary>
    public abstract Exception Explain(Exception error);

    /// <summary>Creates the table of leases (see <see cref="JournalFence"/>) if it is missing.</summary>
    public void CreateLeaseTable(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "CREATE TABLE IF NOT EXISTS cluster_lease (name VARCHAR(255) NOT NULL PRIMARY KEY, holder VARCHAR(255) NOT NULL, epoch BIGINT NOT NULL, expires BIGINT NOT NULL)";
        try
        {
            command.ExecuteNonQuery();
        }
        catch (DbException error) when (IsDuplicateKey(error))
        {
            // Two nodes at the same time: PostgreSQL lets one of them fail; the table is there.
        }
    }

    /// <summary>Picks the dialect by the name of the provider, as in <c>provider-name = "SQLite.MS"</c>.</summary>
    public static SqlDialect For(SqlStoreSettings settings)
    {
        string provider = settings.ProviderName;
        if (string.IsNullOrWhiteSpace(settings.ConnectionString))
            throw new Configuration.ConfigurationException(
                $"{settings.ConfigPath}.connection-string is empty. Give the connection string of the database, e.g. \"Data Source=journal.db\" for SQLite.");
        if (provider.StartsWith("SQLite", StringComparison.OrdinalIgnoreCase)) return new SqliteDialect(settings);
        if (provider.StartsWith("PostgreSQL", StringComparison.OrdinalIgnoreCase)) return new PostgreSqlDialect(settings);
        throw new Configuration.ConfigurationException(
            $"{settings.ConfigPath}.provider-name is '{provider}'. Known are \"SQLite.MS\" and \"PostgreSQL.15\".");
    }
}
