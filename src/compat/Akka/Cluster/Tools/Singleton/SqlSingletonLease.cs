using System.Data;
using System.Data.Common;
using Akka.Actor;
using Akka.Persistence.Sql;

namespace Akka.Cluster.Tools.Singleton;

/// <summary>
/// A row in the journal's database: who may run a singleton until when, by the database's clock. Each new holder gets a higher epoch, and the journal of a
/// node whose epoch is over refuses to write (<see cref="JournalFence"/>), so that a holder that stood still can't do harm when it goes on.
/// </summary>
internal sealed class SqlSingletonLease : ISingletonLease
{
    private readonly string _name;
    private readonly string _holder;
    private readonly TimeSpan _lifetime;
    private readonly SqlDialect _dialect;
    private readonly JournalFence _fence;
    private long _epoch;
    private bool _isReady;

    private SqlSingletonLease(string name, string holder, TimeSpan lifetime, SqlDialect dialect, JournalFence fence)
    {
        _name = name;
        _holder = holder;
        _lifetime = lifetime;
        _dialect = dialect;
        _fence = fence;
    }

    /// <summary>The lease of a singleton in the database of the system's SQL journal; without such a journal, none.</summary>
    public static ISingletonLease For(ExtendedActorSystem system, string name, UniqueAddress self)
    {
        var config = system.Settings.Config;
        string plugin = config.GetString("akka.persistence.journal.plugin", "");
        if (config.GetString("akka.cluster.singleton.amqp.lease") != "journal" || SqlStore.SettingsOfJournal(config, plugin) is not { } settings) return new NoLease();
        return new SqlSingletonLease(name, $"{self.Address}#{self.Uid}", config.GetTimeSpan("akka.cluster.singleton.amqp.lease-ttl"), SqlDialect.For(settings), JournalFence.Of(system));
    }

    public Task<bool> TryHoldAsync() => RunAsync(TryHold);

    public Task ReleaseAsync() => RunAsync(connection =>
    {
        Execute(connection, "UPDATE cluster_lease SET expires = 0 WHERE name = @name AND epoch = @epoch", _epoch);
        Abandon();
        return true;
    });

    public void Enter() => _fence.Enter(_name, _epoch);

    public void Abandon() => _fence.Leave(_name);

    private bool TryHold(DbConnection connection)
    {
        if (!_isReady)
        {
            _dialect.CreateLeaseTable(connection);
            _isReady = true;
        }

        string now = _dialect.NowInMilliseconds;
        if (_epoch > 0)
        {
            if (Execute(connection, $"UPDATE cluster_lease SET expires = {now} + @ttl WHERE name = @name AND epoch = @epoch AND holder = @holder", _epoch) == 1) return true;

            // Another node has had it since. Whoever used it here must be gone before it is taken anew.
            _epoch = 0;
            return false;
        }

        Execute(connection, "INSERT INTO cluster_lease (name, holder, epoch, expires) VALUES (@name, '', 0, 0) ON CONFLICT (name) DO NOTHING", 0);
        if (Execute(connection, $"UPDATE cluster_lease SET holder = @holder, epoch = epoch + 1, expires = {now} + @ttl WHERE name = @name AND expires <= {now}", 0) != 1) return false;
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT epoch FROM cluster_lease WHERE name = @name AND holder = @holder";
        AddParameters(command, 0);
        if (command.ExecuteScalar() is not long epoch) return false;
        _epoch = epoch;
        return true;
    }

    private int Execute(DbConnection connection, string sql, long epoch)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        AddParameters(command, epoch);
        return command.ExecuteNonQuery();
    }

    private void AddParameters(DbCommand command, long epoch)
    {
        if (command.CommandText.Contains("@name", StringComparison.Ordinal)) command.AddParameter("@name", DbType.String, _name);
        if (command.CommandText.Contains("@holder", StringComparison.Ordinal)) command.AddParameter("@holder", DbType.String, _holder);
        if (command.CommandText.Contains("@epoch", StringComparison.Ordinal)) command.AddParameter("@epoch", DbType.Int64, epoch);
        if (command.CommandText.Contains("@ttl", StringComparison.Ordinal)) command.AddParameter("@ttl", DbType.Int64, (long)_lifetime.TotalMilliseconds);
    }

    /// <summary>On a thread of its own: the database may take its time.</summary>
    private Task<bool> RunAsync(Func<DbConnection, bool> run) => Task.Factory.StartNew(
        () =>
        {
            try
            {
                using var connection = _dialect.OpenForWriting(verify: false);
                return run(connection);
            }
            catch (DbException error)
            {
                throw _dialect.Explain(error);
            }
        },
        CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
