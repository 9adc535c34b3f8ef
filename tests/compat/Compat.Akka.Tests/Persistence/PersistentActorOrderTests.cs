using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence;
using Akka.TestKit;
using Akka.TestKit.Configs;

namespace Compat.Akka.Tests.Persistence;

/// <summary>The order of commands, writes and handlers, with a journal that answers when the test says so.</summary>
public sealed class PersistentActorOrderTests : global::Akka.TestKit.Xunit2.TestKit
{
    private readonly TestProbe _journal;
    private readonly TestProbe _probe;
    private readonly JournalGate _gate;

    public PersistentActorOrderTests()
        : base(ConfigurationFactory.ParseString(GatedJournal.Hocon + "\nakka.persistence.max-concurrent-recoveries = 1").WithFallback(TestConfigs.TestSchedulerConfig), $"order-{Guid.NewGuid():N}")
    {
        _journal = CreateTestProbe();
        _probe = CreateTestProbe();
        _gate = JournalGate.Of(Sys.Name);
    }

    [Fact]
    public void PersistAsync_CommandMeanwhile_IsHandledBeforeTheEventsHandler()
    {
        var actor = Start("a");
        _gate.Shut(_journal.Ref);

        actor.Tell(new NoteAsync("x"));
        _journal.ExpectMsg("write a 1");
        actor.Tell(new NoteAsync("y"));
        ExpectDid("command x", "command y");
        _gate.Open();

        ExpectDid("stored x as 1", "after x", "stored y as 2", "after y");
    }

    [Fact]
    public void Persist_CommandMeanwhile_IsHandledAfterTheEventsHandler()
    {
        var actor = Start("a");
        _gate.Shut(_journal.Ref);

        actor.Tell(new Note("x"));
        _journal.ExpectMsg("write a 1");
        actor.Tell(new Note("y"));
        actor.Tell(new Ask("1"));
        _gate.Release();

        ExpectDid("command x", "stored x as 1", "command y");
        _journal.ExpectMsg("write a 1");
        _gate.Open();
        ExpectDid("stored y as 2");
        Assert.Equal("answer 1: x,y at 2", ExpectMsg<Did>().What);
    }

    [Fact]
    public void PersistAll_SeveralEvents_AreOneAtomicWrite()
    {
        var actor = Start("a");
        _gate.Shut(_journal.Ref);

        actor.Tell(new NoteAll("x", "y", "z"));
        _journal.ExpectMsg("write a 3");
        _gate.Release();
        actor.Tell(new Note("u", "v"));

        _journal.ExpectMsg("write a 1|1");
    }

    [Fact]
    public void Persist_Nested_RunsInnerHandlersAfterTheOuterOnesAndBeforeTheNextCommand()
    {
        var actor = Sys.ActorOf(Props.Create(() => new NestingActor(_probe.Ref)));
        actor.Tell("go");
        actor.Tell("next");

        ExpectDid("outer 1", "outer 2", "inner 1", "inner 2", "innermost 1", "innermost 2", "next");
    }

    [Fact]
    public void CommandAsync_Awaits_PersistsAfterwardsAndHoldsTheNextCommand()
    {
        var work = new TaskCompletionSource();
        var actor = Sys.ActorOf(Props.Create(() => new AwaitingActor(_probe.Ref, work.Task)));
        actor.Tell("work");
        ExpectDid("started");
        actor.Tell("next");
        _probe.ExpectNoMsg(TimeSpan.FromMilliseconds(50));

        work.SetResult();

        ExpectDid("ended", "stored result", "next");
    }

    [Fact]
    public void Stash_DuringCommands_ComesBackInOrderBeforeLaterCommands()
    {
        var actor = Sys.ActorOf(Props.Create(() => new StashingActor(_probe.Ref)));
        foreach (string command in (string[])["a", "b", "open", "c"]) actor.Tell(command);

        ExpectDid("opened", "a", "b", "c");
    }

    [Fact]
    public void Recovery_MoreActorsThanPermits_WaitTheirTurn()
    {
        _gate.Shut(_journal.Ref);
        var first = Sys.ActorOf(LedgerActor.Props("first", _probe.Ref));
        _journal.ExpectMsg("replay first");
        Sys.ActorOf(LedgerActor.Props("second", _probe.Ref));
        Sys.ActorOf(LedgerActor.Props("third", _probe.Ref));
        _journal.ExpectNoMsg(TimeSpan.FromMilliseconds(50));

        Sys.Stop(first);
        string next = _journal.ExpectMsgAnyOf(["replay second", "replay third"]);
        _journal.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        _gate.Release();
        _probe.ExpectMsg<Recovered>();
        _journal.ExpectMsg(next == "replay second" ? "replay third" : "replay second");
    }

    [Fact]
    public void Recovery_JournalSilent_TimesOutAndStops()
    {
        _gate.Shut(_journal.Ref);
        var actor = Watch(Sys.ActorOf(LedgerActor.Props("a", _probe.Ref)));
        _journal.ExpectMsg("replay a");

        ((TestScheduler)Sys.Scheduler).Advance(TimeSpan.FromSeconds(30));

        Assert.Matches("^recovery failed: Recovery .*timed out", _probe.ExpectMsg<Did>().What);
        ExpectTerminated(actor);
    }

    [Fact]
    public void Recovery_CommandsMeanwhile_AreHandledAfterItInOrder()
    {
        _gate.Shut(_journal.Ref);
        var actor = Sys.ActorOf(LedgerActor.Props("a", _probe.Ref));
        _journal.ExpectMsg("replay a");
        actor.Tell(new Note("x"));
        actor.Tell(new Note("y"));
        _gate.Open();

        _probe.ExpectMsg<Recovered>();
        ExpectDid("command x", "stored x as 1", "command y", "stored y as 2");
    }

    private IActorRef Start(string persistenceId)
    {
        var actor = Sys.ActorOf(LedgerActor.Props(persistenceId, _probe.Ref));
        _probe.ExpectMsg<Recovered>();
        return actor;
    }

    private void ExpectDid(params string[] expected)
    {
        foreach (string what in expected) Assert.Equal(what, _probe.ExpectMsg<Did>().What);
    }

    private sealed class NestingActor : ReceivePersistentActor
    {
        public NestingActor(IActorRef probe)
        {
            Command<string>(command => command == "go", _ =>
            {
                foreach (string n in (string[])["1", "2"])
                {
                    Persist($"outer {n}", outer =>
                    {
                        probe.Tell(new Did(outer));
                        Persist($"inner {n}", inner =>
                        {
                            probe.Tell(new Did(inner));
                            Persist($"innermost {n}", innermost => probe.Tell(new Did(innermost)));
                        });
                    });
                }
            });
            Command<string>(command => probe.Tell(new Did(command)));
        }

        public override string PersistenceId => "nesting";
    }

    private sealed class AwaitingActor : ReceivePersistentActor
    {
        public AwaitingActor(IActorRef probe, Task work)
        {
            CommandAsync<string>(command => command == "work", async _ =>
            {
                probe.Tell(new Did("started"));
                await work;
                probe.Tell(new Did("ended"));
                Persist("result", result => probe.Tell(new Did($"stored {result}")));
            });
            Command<string>(command => probe.Tell(new Did(command)));
        }

        public override string PersistenceId => "awaiting";
    }

    private sealed class StashingActor : ReceivePersistentActor
    {
        public StashingActor(IActorRef probe)
        {
            Command<string>(command => command == "open", _ =>
            {
                Become(() => Command<string>(command => probe.Tell(new Did(command))));
                Persist("opened", opened =>
                {
                    probe.Tell(new Did(opened));
                    Stash.UnstashAll();
                });
            });
            CommandAny(_ => Stash.Stash());
        }

        public override string PersistenceId => "stashing";
    }
}
