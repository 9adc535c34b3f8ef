using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence;
using Akka.TestKit;
using Npgsql;

namespace Compat.Akka.Tests.Persistence;

/// <summary>The journal in PostgreSQL, shared by two actor systems.</summary>
[Trait("Needs", "PostgreSQL")]
public sealed class PostgresJournalTests(PostgresServer server) : global::Akka.TestKit.Xunit2.TestKit(Hocon(server)), IClassFixture<PostgresServer>
{
    [PostgresFact]
    public async Task Persist_SnapshotAndDelete_AreRecoveredByAnotherSystem()
    {
        var probe = CreateTestProbe();
        var actor = Start(Sys, probe, "recovered");
        actor.Tell(new NoteAll("a", "b", "c"));
        Expect(probe, "stored a as 1", "stored b as 2", "stored c as 3");
        actor.Tell(new TakeSnapshot());
        probe.ExpectMsg<SaveSnapshotSuccess>();
        actor.Tell(new DeleteEvents(2));
        probe.ExpectMsg<DeleteMessagesSuccess>();
        actor.Tell(new Note("d"));
        Expect(probe, "command d", "stored d as 4");

        var other = ActorSystem.Create("other", Hocon(server));
        try
        {
            other.ActorOf(LedgerActor.Props("recovered", probe.Ref));
            Assert.Equal(new Recovered(new Notes(["a", "b", "c", "d"]), 4, true), probe.ExpectMsg<Recovered>());
        }
        finally
        {
            await other.Terminate();
        }
    }

    [PostgresFact]
    public async Task Persist_SecondWriter_FailsAndStops()
    {
        var probe = CreateTestProbe();
        var loser = Watch(Start(Sys, probe, "lost"));
        var other = ActorSystem.Create("other", Hocon(server));
        try
        {
            Start(other, probe, "lost").Tell(new Note("first"));
            Expect(probe, "command first", "stored first as 1");
        }
        finally
        {
            await other.Terminate();
        }

        loser.Tell(new NoteAll("second"));

        Assert.StartsWith("failed 1: ", probe.ExpectMsg<Did>().What, StringComparison.Ordinal);
        ExpectTerminated(loser);
    }

    [PostgresFact]
    public async Task Delete_NumbersKeptApart_AreStoredOncePerActor()
    {
        var probe = CreateTestProbe();
        var apart = ActorSystem.Create("apart", ConfigurationFactory.ParseString("akka.persistence.journal.sql.delete-compatibility-mode = on").WithFallback(Hocon(server)));
        try
        {
            var actor = Start(apart, probe, "kept-apart");
            actor.Tell(new NoteAll("a", "b", "c"));
            Expect(probe, "stored a as 1", "stored b as 2", "stored c as 3");
            foreach (int to in new[] { 1, 2 })
            {
                actor.Tell(new DeleteEvents(to));
                probe.ExpectMsg<DeleteMessagesSuccess>();
            }
        }
        finally
        {
            await apart.Terminate();
        }

        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT string_agg(sequence_number::text, ',') FROM journal_metadata WHERE persistence_id = 'kept-apart'", connection);
        Assert.Equal("2", await command.ExecuteScalarAsync());
    }

    [PostgresFact]
    [Trait("Engine", "Compat")]
    public async Task Persist_SecondWriter_FailsAloneInItsBatch()
    {
        var probe = CreateTestProbe();
        var loser = Watch(Start(Sys, probe, "contested"));
        var bystanders = Enumerable.Range(0, 30).Select(i => Start(Sys, probe, $"bystander-{i}")).ToList();
        var other = ActorSystem.Create("other", Hocon(server));
        try
        {
            Start(other, probe, "contested").Tell(new Note("first"));
            Expect(probe, "command first", "stored first as 1");
        }
        finally
        {
            await other.Terminate();
        }

        foreach (var bystander in bystanders) bystander.Tell(new NoteAll("x"));
        loser.Tell(new NoteAll("second"));

        var outcomes = Enumerable.Range(0, 31).Select(_ => probe.ExpectMsg<Did>(TimeSpan.FromSeconds(10)).What).ToList();
        Assert.Equal(30, outcomes.Count(outcome => outcome == "stored x as 1"));
        Assert.Single(outcomes, outcome => outcome.StartsWith("failed 1: ", StringComparison.Ordinal));
        ExpectTerminated(loser);
    }

    [PostgresFact]
    [Trait("Engine", "Compat")]
    public async Task Open_ServerGone_FailsRecoveryAndNamesTheDatabaseWithoutCredentials()
    {
        var probe = CreateTestProbe();
        var lost = ActorSystem.Create("lost", ConfigurationFactory.ParseString(SqlHocon.Sql("Host=127.0.0.1;Port=1;Username=u;Password=secret;Database=d", "PostgreSQL.15")));
        try
        {
            lost.ActorOf(LedgerActor.Props("a", probe.Ref));

            string failure = probe.ExpectMsg<Did>(TimeSpan.FromSeconds(10)).What;
            Assert.Contains("The database 'PostgreSQL 127.0.0.1:1/d' can't be reached", failure, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", failure, StringComparison.Ordinal);
        }
        finally
        {
            await lost.Terminate();
        }
    }

    private static Config Hocon(PostgresServer server) =>
        ConfigurationFactory.ParseString(SqlHocon.Sql(server.ConnectionString, "PostgreSQL.15")).WithFallback(ConfigurationFactory.ParseString(LedgerSerializer.Hocon));

    private static IActorRef Start(ActorSystem system, TestProbe probe, string persistenceId)
    {
        var actor = system.ActorOf(LedgerActor.Props(persistenceId, probe.Ref));
        probe.ExpectMsg<Recovered>(TimeSpan.FromSeconds(10));
        return actor;
    }

    private static void Expect(TestProbe probe, params string[] expected)
    {
        foreach (string what in expected) Assert.Equal(what, probe.ExpectMsg<Did>().What);
    }
}
