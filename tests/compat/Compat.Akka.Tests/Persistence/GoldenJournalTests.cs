using Akka.Actor;

namespace Compat.Akka.Tests.Persistence;

/// <summary>Journals that one engine wrote are read, and written on, by the other.</summary>
public sealed class GoldenJournalTests
{
    [Theory]
    [InlineData("compat.db")]
    [InlineData("akka-persistence-sql-1.5.73.db")]
    public void Recover_WrittenByEitherEngine_GivesSnapshotAndEventsAndGoesOn(string file)
    {
        using var folder = new TempFolder();
        string copy = folder.File(file);
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Persistence", "Golden", file), copy);
        using var kit = new global::Akka.TestKit.Xunit2.TestKit(GoldenJournal.Hocon($"Data Source={copy}", "SQLite.MS"));
        var probe = kit.CreateTestProbe();

        var actor = kit.Watch(kit.Sys.ActorOf(LedgerActor.Props(GoldenJournal.PersistenceId, probe.Ref)));

        Assert.Equal(GoldenJournal.Expected, probe.ExpectMsg<Recovered>(TimeSpan.FromSeconds(10)));
        actor.Tell(new NoteAll("next"));
        Assert.Equal("stored next as 6", probe.ExpectMsg<Did>(TimeSpan.FromSeconds(10)).What);
        kit.Sys.Stop(actor);
        kit.ExpectTerminated(actor);
        kit.Sys.ActorOf(LedgerActor.Props(GoldenJournal.PersistenceId, probe.Ref));
        Assert.Equal(new Recovered(new Notes([.. GoldenJournal.Expected.Notes.Texts, "next"]), 6, true), probe.ExpectMsg<Recovered>(TimeSpan.FromSeconds(10)));
    }
}
