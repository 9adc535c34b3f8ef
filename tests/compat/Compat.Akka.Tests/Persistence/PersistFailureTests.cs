using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Akka.Persistence;
using Akka.Persistence.Snapshot;
using Akka.TestKit;

namespace Compat.Akka.Tests.Persistence;

/// <summary>What an actor does when the journal refuses or fails.</summary>
public sealed class PersistFailureTests : global::Akka.TestKit.Xunit2.TestKit
{
    private readonly TestProbe _probe;

    public PersistFailureTests()
        : base(ConfigurationFactory.ParseString(ChoosyJournal.Hocon + "\nakka.persistence.snapshot-store.plugin = \"\"")) => _probe = CreateTestProbe();

    [Fact]
    public void Persist_Refused_TellsTheActorWhichGoesOn()
    {
        var actor = Start();
        actor.Tell(new Note("a", "refuse", "b"));

        ExpectDid("command a+refuse+b", "stored a as 1", "rejected 2: not this one", "stored b as 3");
    }

    [Fact]
    public void Persist_JournalFails_TellsTheActorAndStopsIt()
    {
        var actor = Watch(Start());
        actor.Tell(new Note("a", "break"));

        ExpectDid("command a+break", "failed 1: the disk is gone");
        ExpectTerminated(actor);
    }

    [Fact]
    public void Recover_HandlerThrows_StopsTheActorAndNamesTheEvent()
    {
        var actor = Start();
        actor.Tell(new Note("a", "poison"));
        ExpectDid("command a+poison", "stored a as 1", "stored poison as 2");

        EventFilter.Error(contains: "Exception in ReceiveRecover when replaying event type [Compat.Akka.Tests.Persistence.Noted] with sequence number [2] for persistenceId [ledger]").ExpectOne(() =>
        {
            var broken = Watch(Sys.ActorOf(Props.Create(() => new AllergicActor())));
            ExpectTerminated(broken);
        });
    }

    [Fact]
    public void Persist_WhileReplaying_IsRefused()
    {
        var actor = Start();
        actor.Tell(new Note("a"));
        ExpectDid("command a", "stored a as 1");

        EventFilter.Exception<InvalidOperationException>(contains: "Exception in ReceiveRecover when replaying event type").ExpectOne(() =>
        {
            var eager = Watch(Sys.ActorOf(Props.Create(() => new EagerActor())));
            ExpectTerminated(eager);
        });
    }

    [Fact]
    public void SaveSnapshot_NoStoreConfigured_Fails()
    {
        var actor = Start();

        actor.Tell(new TakeSnapshot());

        Assert.IsType<NoSnapshotStore.NoSnapshotStoreException>(_probe.ExpectMsg<SaveSnapshotFailure>().Cause);
    }

    [Fact]
    public void JournalPluginId_Unknown_FailsTheStartAndNamesIt()
    {
        EventFilter.Custom<Error>(error => error.Cause.ToString().Contains("akka.persistence.journal.nowhere", StringComparison.Ordinal)).ExpectOne(() =>
        {
            var lost = Watch(Sys.ActorOf(LedgerActor.Props("lost", _probe.Ref, null, "akka.persistence.journal.nowhere")));
            ExpectTerminated(lost);
        });
    }

    private IActorRef Start()
    {
        var actor = Sys.ActorOf(LedgerActor.Props("ledger", _probe.Ref));
        _probe.ExpectMsg<Recovered>();
        return actor;
    }

    private void ExpectDid(params string[] expected)
    {
        foreach (string what in expected) Assert.Equal(what, _probe.ExpectMsg<Did>().What);
    }

    /// <summary>Can't stand one of the ledger's events.</summary>
    private sealed class AllergicActor : ReceivePersistentActor
    {
        public AllergicActor() => Recover<Noted>(noted =>
        {
            if (noted.Text == "poison") throw new InvalidOperationException("can't take that");
        });

        public override string PersistenceId => "ledger";
    }

    /// <summary>Persists too early.</summary>
    private sealed class EagerActor : ReceivePersistentActor
    {
        public EagerActor() => Recover<Noted>(noted => Persist(noted, _ => { }));

        public override string PersistenceId => "ledger";
    }
}
