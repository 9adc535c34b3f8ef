using Akka.Configuration;

namespace Compat.Akka.Tests.Persistence;

/// <summary>A mistake in a SQL plugin's configuration shows at the first recovery, with the key.</summary>
[Trait("Engine", "Compat")]
public sealed class SqlConfigurationTests
{
    [Theory]
    [InlineData("", "SQLite.MS", "akka.persistence.snapshot-store.sql.connection-string is empty")]
    [InlineData("Data Source=x.db", "Oracle", "akka.persistence.snapshot-store.sql.provider-name is 'Oracle'. Known are \"SQLite.MS\" and \"PostgreSQL.15\".")]
    [InlineData("Data Source=:memory:", "SQLite.MS", "is a database in memory that only one connection sees")]
    [InlineData("Nonsense=1", "PostgreSQL.15", "is no connection string of PostgreSQL")]
    public void Recovery_BadSetting_FailsAtOnceAndNamesTheKey(string connectionString, string provider, string expected)
    {
        using var kit = new global::Akka.TestKit.Xunit2.TestKit(ConfigurationFactory.ParseString(SqlHocon.Sql(connectionString, provider)));
        var probe = kit.CreateTestProbe();

        var actor = kit.Watch(kit.Sys.ActorOf(LedgerActor.Props("a", probe.Ref)));

        Assert.Contains(expected, probe.ExpectMsg<Did>().What, StringComparison.Ordinal);
        kit.ExpectTerminated(actor);
    }

    [Theory]
    [InlineData("batch-size = 0", "akka.persistence.journal.sql.batch-size is 0; it must be at least 1.")]
    [InlineData("circuit-breaker.max-failures = 0", "akka.persistence.journal.sql.circuit-breaker.max-failures is 0; it must be at least 1.")]
    [InlineData("circuit-breaker.call-timeout = 0s", "akka.persistence.journal.sql.circuit-breaker.call-timeout is 00:00:00; it must be longer than 0.")]
    [InlineData("table-mapping = mine", "akka.persistence.journal.sql.table-mapping is 'mine', but there is no section akka.persistence.journal.sql.mine that names the tables.")]
    [InlineData("default.journal.columns.message = \"\"", "akka.persistence.journal.sql.default.journal.columns.message is empty.")]
    public void Recovery_BadJournalSetting_FailsAtOnceAndNamesTheKey(string setting, string expected)
    {
        using var folder = new TempFolder();
        using var kit = new global::Akka.TestKit.Xunit2.TestKit(
            ConfigurationFactory.ParseString($"akka.persistence.journal.sql {{ {setting} }}").WithFallback(ConfigurationFactory.ParseString(SqlHocon.Sqlite(folder.File("j.db")))));
        var probe = kit.CreateTestProbe();

        kit.Sys.ActorOf(LedgerActor.Props("a", probe.Ref));

        Assert.Contains(expected, probe.ExpectMsg<Did>().What, StringComparison.Ordinal);
    }
}
