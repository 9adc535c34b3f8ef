using Akka.Actor;
using Akka.Event;
using Akka.Persistence;

namespace Compat.Akka.Tests.Persistence.Contract;

/// <summary>What an actor goes through before its first command.</summary>
public sealed class RecoveryTests : PersistenceContract
{
    [Fact]
    public void Recovery_SnapshotAndEvents_ComeInOrderThenTheEnd()
    {
        Store("a", "b");
        SaveSnapshotAt("ab");
        var actor = Start(script => script.On<string>(text => script.Persist(text, script.Handled)));
        actor.Tell("c");
        Expect("stored c as 3");
        Stop(actor);

        Start(script =>
        {
            script.OnRecover<SnapshotOffer>(offer => script.Did($"snapshot {offer.Snapshot}: {script.LastSequenceNr} {script.SnapshotSequenceNr} {script.IsRecovering} {script.IsRecoveryFinished}"));
            script.OnRecover<string>(text => script.Did($"event {text}: {script.LastSequenceNr} {script.SnapshotSequenceNr} {script.IsRecovering} {script.IsRecoveryFinished}"));
            script.OnRecover<RecoveryCompleted>(_ => script.Did($"completed: {script.LastSequenceNr} {script.IsRecovering} {script.IsRecoveryFinished}"));
            script.Replayed = () => script.Did($"replayed: {script.LastSequenceNr} {script.IsRecovering} {script.IsRecoveryFinished}");
        });

        Expect("snapshot ab: 2 2 True False", "event c: 3 3 True False", "replayed: 3 True False", "completed: 3 False True");
    }

    [Fact]
    public void Recovery_CommandsMeanwhile_ComeInOrderAfterIt()
    {
        Store("a");
        var actor = Start(script =>
        {
            script.TellRecovery();
            script.On<string>(script.Did);
        });
        foreach (string command in (string[])["1", "2", "3"]) actor.Tell(command);

        Expect("replayed a as 1", "recovered at 1", "1", "2", "3");
    }

    [Fact]
    public void RecoveryCompleted_HandlerPersists_HoldsCommandsBack()
    {
        var actor = Start(script =>
        {
            script.OnRecover<RecoveryCompleted>(_ => script.Persist("start", script.Handled));
            script.On<string>(script.Did);
        });
        actor.Tell("1");
        actor.Tell("2");

        Expect("stored start as 1", "1", "2");
    }

    [Fact]
    public void RecoveryCompleted_Unhandled_IsNotReported()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(UnhandledMessage));
        Store("a");

        var actor = Start(script => script.On<string>(script.Did));
        actor.Tell("1");

        // The event has no handler either and is reported.
        Expect("1");
        Assert.Equal("a", ExpectMsg<UnhandledMessage>().Message);
        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void RecoveryCompleted_HandlerThrows_Restarts()
    {
        int starts = 0;
        var actor = Start(script =>
        {
            script.OnRecover<RecoveryCompleted>(_ =>
            {
                script.Did($"completed {++starts}");
                if (starts == 1) throw new InvalidOperationException("asked to");
            });
            script.Restarting = (reason, message) => script.Did($"restarting at {message!.GetType().Name}: {reason.Message}");
            script.RecoveryFailed = (reason, message) => script.Did($"failed at {message}: {reason.Message}");
            script.On<string>(script.Did);
        });
        actor.Tell("1");

        Expect("completed 1", "restarting at RecoverySuccess: asked to", "completed 2", "1");
    }

    [Fact]
    public void Recover_HandlerThrows_ReportsTheEventAndStops()
    {
        Store("a", "b", "c");
        var actor = Watch(Start(script =>
        {
            script.OnRecover<string>(text =>
            {
                script.Did(text);
                if (text == "b") throw new InvalidOperationException("can't take that");
            });
            script.RecoveryFailed = (reason, message) => script.Did($"failed at {message}: {reason.Message}");
            script.Stopped = () => script.Did("stopped");
        }));

        Expect("a", "b", "failed at b: can't take that", "stopped");
        ExpectTerminated(actor);
    }

    [Theory]
    [InlineData(2, long.MaxValue, "replayed a as 1,replayed b as 2,recovered at 4")]
    [InlineData(long.MaxValue, 3, "replayed a as 1,replayed b as 2,replayed c as 3,recovered at 4")]
    [InlineData(3, 1, "replayed a as 1,recovered at 4")]
    [InlineData(0, long.MaxValue, "recovered at 4")]
    [InlineData(long.MaxValue, 0, "recovered at 4")]
    public void Recovery_Bounds_LimitTheEventsButNotTheNumbers(long to, long max, string expected)
    {
        Store("a", "b", "c", "d");

        var actor = Start(
            script =>
            {
                script.TellRecovery();
                script.On<string>(text => script.Persist(text, script.Handled));
            },
            new Recovery(SnapshotSelectionCriteria.Latest, to, max));

        Expect(expected.Split(','));
        actor.Tell("e");
        Expect("stored e as 5");
    }

    [Fact]
    public void Recovery_SnapshotBeyondTheUpperBound_IsNotOffered()
    {
        Store("a", "b");
        SaveSnapshotAt("ab");

        Start(script => script.TellRecovery(), new Recovery(SnapshotSelectionCriteria.Latest, 1));

        Expect("replayed a as 1", "recovered at 2");
    }

    [Fact]
    public void Recovery_Criteria_PickTheSnapshot()
    {
        var actor = Start(script =>
        {
            script.On<string>(text => script.Persist(text, _ => script.SaveSnapshot($"at {script.LastSequenceNr}")));
            script.On<SaveSnapshotSuccess>(success => script.Did($"saved {success.Metadata.SequenceNr}"));
        });
        foreach (string text in (string[])["a", "b", "c"]) actor.Tell(text);
        Expect("saved 1", "saved 2", "saved 3");

        Start(script => script.TellRecovery(), new Recovery(new SnapshotSelectionCriteria(2)));
        Expect("snapshot at 2 at 2", "replayed c as 3", "recovered at 3");
        Start(script => script.TellRecovery(), new Recovery(SnapshotSelectionCriteria.None));
        Expect("replayed a as 1", "replayed b as 2", "replayed c as 3", "recovered at 3");
        Start(script => script.TellRecovery(), new Recovery(new SnapshotSelectionCriteria(long.MaxValue, new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc))));
        Expect("replayed a as 1", "replayed b as 2", "replayed c as 3", "recovered at 3");
        Start(script => script.TellRecovery(), new Recovery(new SnapshotSelectionCriteria(1, DateTime.MaxValue), 2));
        Expect("snapshot at 1 at 1", "replayed b as 2", "recovered at 3");
        Start(script => script.TellRecovery(), new Recovery(new SnapshotSelectionCriteria(1, DateTime.MaxValue), long.MaxValue, 1));
        Expect("snapshot at 1 at 1", "replayed b as 2", "recovered at 3");
        Start(script => script.TellRecovery(), Recovery.None);
        Expect("recovered at 3");
    }

    [Fact]
    public void Recovery_StashInRecoveryCompleted_IsTheActorsOwn()
    {
        var actor = Start(script =>
        {
            script.OnRecover<RecoveryCompleted>(_ => script.Did("recovered"));
            script.On("open", () =>
            {
                script.Switch(() => script.OnAny(message => script.Did($"open {message}")));
                script.Stash.UnstashAll();
            });
            script.OnAny(_ => script.Stash.Stash());
        });
        foreach (string command in (string[])["1", "2", "open", "3"]) actor.Tell(command);

        Expect("recovered", "open 1", "open 2", "open 3");
    }

    [Fact]
    public void Restart_AfterEvents_RecoversThem()
    {
        var actor = Start(script =>
        {
            script.TellRecovery();
            script.On("fail", () => throw new InvalidOperationException("asked to"));
            script.On<string>(text => script.Persist(text, script.Handled));
        });
        foreach (string command in (string[])["a", "fail", "b"]) actor.Tell(command);

        Expect("recovered at 0", "stored a as 1", "replayed a as 1", "recovered at 1", "stored b as 2");
    }

    [Fact]
    public void LastSequenceNr_WhileStoring_IsTheHandledEvents()
    {
        var actor = Start(script => script.On<string>(_ =>
        {
            script.Did($"before {script.LastSequenceNr}");
            script.PersistAll(["a", "b", "c"], _ => script.Did($"handler {script.LastSequenceNr}"));
            script.Did($"after {script.LastSequenceNr}");
        }));
        actor.Tell("go");

        Expect("before 0", "after 0", "handler 1", "handler 2", "handler 3");
    }

    [Fact]
    public void PersistenceId_Missing_FailsTheStart()
    {
        var actor = Watch(Sys.ActorOf(Props.Create(() => new ScriptedActor(null!, Probe.Ref, script => script.OnRecover<RecoveryCompleted>(_ => script.Did("recovered")), null))));

        ExpectTerminated(actor);
        Probe.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    /// <summary>Saves a snapshot at the last event of the actor.</summary>
    private void SaveSnapshotAt(string state)
    {
        var actor = Start(script =>
        {
            script.On("save", () => script.SaveSnapshot(state));
            script.On<SaveSnapshotSuccess>(_ => script.Did("saved"));
        });
        actor.Tell("save");
        Expect("saved");
        Stop(actor);
    }
}
