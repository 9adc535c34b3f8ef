using System.Data.Common;
using Akka.Actor;
using Akka.Configuration;

namespace Akka.Persistence.Sql;

/// <summary>One plugin's database: a writer of its own, and a fresh connection for each read.</summary>
internal sealed class SqlStore : IDisposable
{
    private readonly SqlDialect _dialect;

    private SqlStore(SqlDialect dialect, SqlStoreSettings settings, StoredPayload payloads, SqlWriter writer)
    {
        _dialect = dialect;
        Settings = settings;
        Payloads = payloads;
        Writer = writer;
    }

    public SqlStoreSettings Settings { get; }

    public StoredPayload Payloads { get; }

    public SqlWriter Writer { get; }

    public string Database => _dialect.Database;

    /// <summary>The database of a journal; it is checked for damage when it is opened.</summary>
    public static (SqlStore Store, JournalTable Table) ForJournal(ActorSystem system, string configPath, Config config)
    {
        var withDefaults = config.WithFallback(Persistence.DefaultConfig().Section("akka.persistence.journal.sql"));
        var settings = Read(configPath, withDefaults);
        var dialect = SqlDialect.For(settings);
        var names = new JournalLayout(withDefaults, configPath, dialect.HasSchemas);
        var writer = new SqlWriter(dialect, settings, dialect.CreateJournalTables(names), verify: true, JournalFence.Of(system), names);
        return (new SqlStore(dialect, settings, new StoredPayload((ExtendedActorSystem)system), writer), new JournalTable(names));
    }

    /// <summary>Where a plugin keeps its events; null for one that is no SQL journal.</summary>
    /// <param name="root">The system's whole configuration.</param>
    public static SqlStoreSettings? SettingsOfJournal(Config root, string plugin) =>
        plugin.Length > 0 && root.WithFallback(Persistence.DefaultConfig()).GetConfig(plugin) is { } section && section.GetString("class", "").Contains(nameof(Sql.Journal.SqlWriteJournal), StringComparison.Ordinal) ? Read(plugin, section) : null;

    public static (SqlStore Store, SnapshotTable Table) ForSnapshots(ActorSystem system, string configPath, Config config)
    {
        var withDefaults = config.WithFallback(Persistence.DefaultConfig().Section("akka.persistence.snapshot-store.sql"));
        var settings = Read(configPath, withDefaults);
        var dialect = SqlDialect.For(settings);
        var names = new SnapshotLayout(withDefaults, configPath, dialect.HasSchemas);
        var writer = new SqlWriter(dialect, settings, dialect.CreateSnapshotTables(names), verify: false);
        return (new SqlStore(dialect, settings, new StoredPayload((ExtendedActorSystem)system), writer), new SnapshotTable(names));
    }

    /// <summary>Reads, on a thread of its own, once everything written before is stored.</summary>
    /// <exception cref="IOException">The database failed.</exception>
    public async Task<T> ReadAsync<T>(Func<DbConnection, T> read)
    {
        await Writer.SettleAsync().ConfigureAwait(false);
        return await Task.Factory.StartNew(
            () =>
            {
                try
                {
                    using var connection = _dialect.OpenForReading();
                    return read(connection);
                }
                catch (DbException error)
                {
                    throw _dialect.Explain(error);
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
    }

    public void Dispose() => Writer.Dispose();

    private static SqlStoreSettings Read(string path, Config config)
    {
        return new SqlStoreSettings(
            path,
            config.GetString("connection-string", ""),
            config.GetString("provider-name", ""),
            config.GetBoolean("auto-initialize", true),
            Positive("batch-size", 100),
            Positive("buffer-size", 5000),
            Positive("replay-batch-size", 1000));

        int Positive(string key, int otherwise)
        {
            int value = config.GetInt(key, otherwise);
            return value > 0 ? value : throw new ConfigurationException($"{path}.{key} is {value}; it must be at least 1.");
        }
    }
}
