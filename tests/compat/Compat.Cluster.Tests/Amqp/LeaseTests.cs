using Akka.Actor;
using Akka.Cluster.Tools.Singleton;
using Akka.Configuration;
using Akka.Persistence.Sql;
using Compat.Akka.Tests.Persistence;

namespace Compat.Cluster.Tests.Amqp;

/// <summary>The lease row in the journal's database: one holder at a time, and no writes in an epoch that is over.</summary>
[Trait("Engine", "Compat")]
public sealed class LeaseTests(PostgresServer postgres) : IClassFixture<PostgresServer>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("edgenas-lease-").FullName;
    private readonly string _lease = $"seeds-{Guid.NewGuid():N}";
    private readonly List<ActorSystem> _systems = [];

    private string Sqlite => $"connection-string = \"Data Source={_folder}/journal.db\", provider-name = \"SQLite.MS\"";

    private string Postgres => $"connection-string = \"{postgres.ConnectionString}\", provider-name = \"PostgreSQL.15\"";

    public void Dispose()
    {
        foreach (var system in _systems) system.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public Task TryHold_SecondNode_GetsItOnlyWhenItIsGivenBackOrOver_InSqlite() => TryHold_SecondNode_GetsItOnlyWhenItIsGivenBackOrOver(Sqlite);

    [PostgresFact]
    [Trait("Needs", "PostgreSQL")]
    public Task TryHold_SecondNode_GetsItOnlyWhenItIsGivenBackOrOver_InPostgreSql() => TryHold_SecondNode_GetsItOnlyWhenItIsGivenBackOrOver(Postgres);

    private async Task TryHold_SecondNode_GetsItOnlyWhenItIsGivenBackOrOver(string database)
    {
        var (first, second) = (Lease(Start(database, "300ms"), 1), Lease(Start(database, "300ms"), 2));
        Assert.True(await first.TryHoldAsync());
        Assert.True(await first.TryHoldAsync());
        Assert.False(await second.TryHoldAsync());

        await first.ReleaseAsync();
        Assert.True(await second.TryHoldAsync());
        await HoldsWithin(first, TimeSpan.FromSeconds(5));
        Assert.False(await second.TryHoldAsync());
    }

    [Fact]
    public Task Append_InAnEpochThatIsOver_IsRefused_InSqlite() => Append_InAnEpochThatIsOver_IsRefused(Sqlite);

    [PostgresFact]
    [Trait("Needs", "PostgreSQL")]
    public Task Append_InAnEpochThatIsOver_IsRefused_InPostgreSql() => Append_InAnEpochThatIsOver_IsRefused(Postgres);

    private async Task Append_InAnEpochThatIsOver_IsRefused(string database)
    {
        var (old, now) = (Start(database, "200ms"), Start(database, "200ms"));
        var (lease, next) = (Lease(old, 1), Lease(now, 2));
        Assert.True(await lease.TryHoldAsync());
        lease.Enter();
        using var journal = Journal(old);
        await journal.Writer.AppendAsync([Row(1)]);

        await HoldsWithin(next, TimeSpan.FromSeconds(5));

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => journal.Writer.AppendAsync([Row(2)]));
        Assert.Contains("is over", refusal.Message, StringComparison.Ordinal);
        next.Enter();
        using var other = Journal(now);
        await other.Writer.AppendAsync([Row(2)]);
        lease.Abandon();
        await journal.Writer.AppendAsync([Row(3)]);
    }

    [PostgresFact]
    [Trait("Needs", "PostgreSQL")]
    public async Task Append_LeaseAbandonedAndHadBack_IsRefusedAsSoonAsAnotherHoldsIt()
    {
        var (old, now) = (Start(Postgres, "200ms"), Start(Postgres, "200ms"));
        var (lease, next) = (Lease(old, 1), Lease(now, 2));
        Assert.True(await lease.TryHoldAsync());
        lease.Enter();
        lease.Abandon();
        Assert.True(await lease.TryHoldAsync());
        lease.Enter();
        using var journal = Journal(old);
        await journal.Writer.AppendAsync([Row(101)]);

        await HoldsWithin(next, TimeSpan.FromSeconds(5));

        Assert.Contains("is over", (await Assert.ThrowsAsync<InvalidOperationException>(() => journal.Writer.AppendAsync([Row(102)]))).Message, StringComparison.Ordinal);
    }

    private static async Task HoldsWithin(ISingletonLease lease, TimeSpan patience)
    {
        var deadline = DateTime.UtcNow + patience;
        while (!await lease.TryHoldAsync()) Assert.True(DateTime.UtcNow < deadline, $"The lease was not free within {patience}.");
    }

    private ISingletonLease Lease(ActorSystem system, int uid) =>
        SqlSingletonLease.For((ExtendedActorSystem)system, _lease, new global::Akka.Cluster.UniqueAddress(new Address("akka.amqp", "nodes", "host", uid), uid));

    private static EventRow Row(long number) => new("p", number, 0, [], 0, "", "writer");

    private static SqlStore Journal(ActorSystem system) =>
        SqlStore.ForJournal(system, "akka.persistence.journal.sql", system.Settings.Config.GetConfig("akka.persistence.journal.sql")!).Store;

    private ActorSystem Start(string database, string lifetime)
    {
        var system = ActorSystem.Create("nodes", ConfigurationFactory.ParseString($$"""
            akka.loggers = []
            akka.stdout-loglevel = OFF
            akka.cluster.singleton.amqp { lease = journal, lease-ttl = {{lifetime}} }
            akka.persistence.journal {
              plugin = "akka.persistence.journal.sql"
              sql {
                class = "Akka.Persistence.Sql.Journal.SqlWriteJournal, Akka.Persistence.Sql"
                {{database}}
              }
            }
            """));
        _systems.Add(system);
        return system;
    }
}
