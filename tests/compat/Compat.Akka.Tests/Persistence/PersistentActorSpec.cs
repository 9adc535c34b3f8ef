using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence;
using Akka.TestKit;

namespace Compat.Akka.Tests.Persistence;

/// <summary>What holds for a persistent actor on every journal.</summary>
public abstract class PersistentActorSpec : global::Akka.TestKit.Xunit2.TestKit
{
    private readonly TestProbe _probe;
    private int _started;

    protected PersistentActorSpec(string hocon)
        : base(ConfigurationFactory.ParseString(hocon).WithFallback(ConfigurationFactory.ParseString(LedgerSerializer.Hocon))) => _probe = CreateTestProbe();

    [Fact]
    public void Persist_Events_AreRecoveredByTheNextIncarnation()
    {
        var actor = Start(out _);
        actor.Tell(new Note("a", "b"));
        ExpectDid("command a+b", "stored a as 1", "stored b as 2");
        Stop(actor);

        Start(out var recovered);

        Assert.Equal(new Recovered(new Notes(["a", "b"]), 2, false), recovered);
    }

    [Fact]
    public void Persist_CommandMeanwhile_WaitsForTheHandlers()
    {
        var actor = Start(out _);
        actor.Tell(new Note("a", "b"));
        actor.Tell(new Ask("1"));
        actor.Tell(new Note("c"));
        actor.Tell(new Ask("2"));

        ExpectDid("command a+b", "stored a as 1", "stored b as 2");
        Assert.Equal("answer 1: a,b at 2", ExpectMsg<Did>().What);
        ExpectDid("command c", "stored c as 3");
        Assert.Equal("answer 2: a,b,c at 3", ExpectMsg<Did>().What);
    }

    [Fact]
    public void PersistAll_SeveralEvents_RunsAHandlerForEachInOrder()
    {
        var actor = Start(out _);

        actor.Tell(new NoteAll("a", "b", "c"));

        ExpectDid("stored a as 1", "stored b as 2", "stored c as 3");
    }

    [Fact]
    public void PersistAll_NoEvents_LetsTheNextCommandCome()
    {
        var actor = Start(out _);

        actor.Tell(new NoteAll());
        actor.Tell(new Ask("1"));

        Assert.Equal("answer 1:  at 0", ExpectMsg<Did>().What);
    }

    [Fact]
    public void DeferAsync_AfterEvents_RunsAfterTheirHandlers()
    {
        var actor = Start(out _);

        actor.Tell(new NoteAsync("a", "b"));

        ExpectDid("command a+b", "stored a as 1", "stored b as 2", "after a+b");
    }

    [Fact]
    public void DeferAsync_NothingPending_RunsAtOnce()
    {
        var actor = Start(out _);

        actor.Tell(new NoteAsync());

        ExpectDid("command ", "after ");
    }

    [Fact]
    public void SaveSnapshot_ThenRecover_OffersItAndReplaysWhatFollows()
    {
        var actor = Start(out _);
        actor.Tell(new NoteAll("a", "b"));
        ExpectDid("stored a as 1", "stored b as 2");
        actor.Tell(new TakeSnapshot());
        Assert.Equal(2, _probe.ExpectMsg<SaveSnapshotSuccess>().Metadata.SequenceNr);
        actor.Tell(new Note("c"));
        ExpectDid("command c", "stored c as 3");
        actor.Tell(new DeleteEvents(2));
        Assert.Equal(2, _probe.ExpectMsg<DeleteMessagesSuccess>().ToSequenceNr);
        Stop(actor);

        Start(out var recovered);

        Assert.Equal(new Recovered(new Notes(["a", "b", "c"]), 3, true), recovered);
    }

    [Fact]
    public void Recovery_UpToAnEvent_ReplaysNoFurtherAndNumbersGoOnAfterTheLast()
    {
        var actor = Start(out _);
        actor.Tell(new NoteAll("a", "b", "c"));
        ExpectDid("stored a as 1", "stored b as 2", "stored c as 3");
        Stop(actor);

        Start(out var upTo, new Recovery(SnapshotSelectionCriteria.Latest, 2));
        Start(out var atMost, new Recovery(SnapshotSelectionCriteria.Latest, long.MaxValue, 1));

        Assert.Equal(new Recovered(new Notes(["a", "b"]), 3, false), upTo);
        Assert.Equal(new Recovered(new Notes(["a"]), 3, false), atMost);
    }

    [Fact]
    public void Recovery_None_ReplaysNothingAndNumbersGoOnAfterTheLast()
    {
        var actor = Start(out _);
        actor.Tell(new NoteAll("a", "b"));
        ExpectDid("stored a as 1", "stored b as 2");
        actor.Tell(new TakeSnapshot());
        _probe.ExpectMsg<SaveSnapshotSuccess>();
        Stop(actor);

        var next = Start(out var recovered, Recovery.None);
        next.Tell(new Note("c"));

        Assert.Equal(new Recovered(Notes.None, 2, false), recovered);
        ExpectDid("command c", "stored c as 3");
    }

    [Fact]
    public void DeleteMessages_All_KeepsTheHighestNumber()
    {
        var actor = Start(out _);
        actor.Tell(new NoteAll("a", "b"));
        ExpectDid("stored a as 1", "stored b as 2");
        actor.Tell(new DeleteEvents(long.MaxValue));
        _probe.ExpectMsg<DeleteMessagesSuccess>();
        Stop(actor);

        Start(out var recovered);

        Assert.Equal(new Recovered(Notes.None, 2, false), recovered);
    }

    [Fact]
    public void Command_HandlerThrows_TheRestartedActorRecoversAndGoesOn()
    {
        var actor = Start(out _);
        actor.Tell(new Note("a"));
        actor.Tell(new Fail());
        actor.Tell(new Note("b"));

        ExpectDid("command a", "stored a as 1");
        Assert.Equal(new Recovered(new Notes(["a"]), 1, false), _probe.ExpectMsg<Recovered>());
        ExpectDid("command b", "stored b as 2");
    }

    [Fact]
    public void Persist_ManyActorsAtOnce_EachRecoversItsOwnEvents()
    {
        const int actors = 40, events = 10;
        string run = Guid.NewGuid().ToString();
        string[] texts = [.. Enumerable.Range(0, events).Select(i => $"e{i}")];
        var running = Enumerable.Range(0, actors).Select(i => Sys.ActorOf(LedgerActor.Props($"{run}-{i}", _probe.Ref))).ToList();
        foreach (var actor in running)
            foreach (string text in texts) actor.Tell(new NoteAll(text));
        for (int i = 0; i < actors * events; i++) _probe.FishForMessage<Did>(did => did.What.StartsWith("stored", StringComparison.Ordinal), TimeSpan.FromSeconds(20));
        foreach (var actor in running) Stop(actor);

        for (int i = 0; i < actors; i++)
        {
            Sys.ActorOf(LedgerActor.Props($"{run}-{i}", _probe.Ref));
            Assert.Equal(new Recovered(new Notes([.. texts]), events, false), _probe.ExpectMsg<Recovered>());
        }
    }

    /// <summary>A name that no other test uses, also where tests share a database.</summary>
    private string Id { get; } = Guid.NewGuid().ToString();

    private IActorRef Start(out Recovered recovered, Recovery? recovery = null)
    {
        var actor = Sys.ActorOf(LedgerActor.Props(Id, _probe.Ref, recovery), $"ledger-{++_started}");
        recovered = _probe.ExpectMsg<Recovered>();
        return actor;
    }

    private void ExpectDid(params string[] expected)
    {
        foreach (string what in expected) Assert.Equal(what, _probe.ExpectMsg<Did>().What);
    }

    private void Stop(IActorRef actor)
    {
        Watch(actor);
        Sys.Stop(actor);
        ExpectTerminated(actor);
    }
}
