using System.Data.Common;
using EdgeNas.Domain;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace EdgeNas.Hosting.Runs;

/// <summary>Where a journal's tables are, for reading. Thread-safe.</summary>
internal abstract class JournalDatabase
{
    /// <summary>For people; without a password.</summary>
    public abstract string Name { get; }

    /// <summary>What to do about damage.</summary>
    public abstract string Remedy { get; }

    /// <summary>An open connection; null where there is no database yet.</summary>
    public abstract DbConnection? Open();

    /// <summary>Asks for a table by its name.</summary>
    public abstract string TableQuery { get; }

    public static JournalDatabase Sqlite(string file) => new SqliteFile(file);

    /// <exception cref="EdgeNasException">The text is no connection string.</exception>
    public static JournalDatabase PostgreSql(string connection)
    {
        try
        {
            return new Server(new NpgsqlConnectionStringBuilder(connection));
        }
        catch (ArgumentException e)
        {
            throw new EdgeNasException($"journal.connection is no connection string of PostgreSQL: {e.Message} Expected such as Host=db;Database=edgenas;Username=edgenas.", e);
        }
    }

    private sealed class SqliteFile(string file) : JournalDatabase
    {
        public override string Name => file;

        public override string Remedy => $"Restore it from a backup, or set it aside (mv {file} {file}.damaged) and start anew; the artifacts can stay.";

        public override string TableQuery => "SELECT COUNT(*) FROM sqlite_master WHERE name = 'journal'";

        public override DbConnection? Open()
        {
            if (!File.Exists(file)) return null;
            var connection = new SqliteConnection(ConnectionString());
            connection.Open();
            return connection;
        }

        /// <summary>Opening a database with a write-ahead log would create the log's files; where there are none, nobody writes, and it is read as it is.</summary>
        private string ConnectionString()
        {
            string suffix = File.Exists(file + "-wal") ? "" : "?immutable=1";
            return new SqliteConnectionStringBuilder
            {
                DataSource = $"file:{Uri.EscapeDataString(file).Replace("%2F", "/")}{suffix}",
                Mode = SqliteOpenMode.ReadOnly,
                Pooling = false,
                DefaultTimeout = 10,
            }.ToString();
        }
    }

    private sealed class Server(NpgsqlConnectionStringBuilder connection) : JournalDatabase
    {
        /// <summary>A connection of its own each time: one from a pool may have ended with the server's last restart, and would fail the read.</summary>
        private readonly string _connection = new NpgsqlConnectionStringBuilder(connection.ToString()) { Pooling = false }.ToString();

        public override string Name => $"{connection.Database} on {connection.Host}";

        public override string Remedy => "Is the database there, and may this user read it? Damaged tables come back from a backup.";

        public override string TableQuery => "SELECT COUNT(*) FROM information_schema.tables WHERE table_name = 'journal'";

        public override DbConnection Open()
        {
            var opened = new NpgsqlConnection(_connection);
            opened.Open();
            return opened;
        }
    }
}
