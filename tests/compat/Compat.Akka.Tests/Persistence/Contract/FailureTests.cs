using Akka.Actor;
using Akka.Event;
using Akka.Persistence;

namespace Compat.Akka.Tests.Persistence.Contract;

/// <summary>What an actor is told, and what becomes of it, when journal or snapshot store fail.</summary>
public sealed class FailureTests() : PersistenceContract(ChoosyJournal.Hocon + "\n" + ChoosySnapshotStore.Hocon)
{
    [Fact]
    public void Persist_JournalFails_ReportsTheFirstEventAndStops()
    {
        var actor = Watch(Start(script =>
        {
            script.On("go", () => script.PersistAll(["break", "b"], script.Handled));
            script.On<string>(script.Did);
            script.PersistFailed = (cause, @event, number) => script.Did($"failed {@event} {number}: {cause.Message}");
            script.Stopped = () => script.Did("stopped");
        }));
        actor.Tell("go");
        actor.Tell("next");

        Expect("failed break 1: the disk is gone", "stopped");
        ExpectTerminated(actor);
        Probe.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void Persist_JournalFails_SendsWaitingCommandsToDeadLetters()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));
        var actor = Start(script =>
        {
            script.On("go", () => script.Persist("break", script.Handled));
            script.On<string>(script.Did);
            script.PersistFailed = (_, _, _) => script.Did("failed");
        });
        actor.Tell("go");
        actor.Tell("next");
        actor.Tell("last");

        Expect("failed");
        Assert.Equal(["last", "next"], ReceiveN(2).Cast<DeadLetter>().Select(letter => (string)letter.Message).Order());
    }

    [Fact]
    public void PersistAsync_JournalFails_ReportsAndStops()
    {
        var actor = Watch(Start(script =>
        {
            script.On("go", () =>
            {
                script.PersistAsync("break", script.Handled);
                script.DeferAsync("deferred", script.Did);
            });
            script.PersistFailed = (cause, @event, number) => script.Did($"failed {@event} {number}: {cause.Message}");
        }));
        actor.Tell("go");

        Expect("failed break 1: the disk is gone");
        ExpectTerminated(actor);
        Probe.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void Persist_JournalFails_IsLogged()
    {
        var actor = Start(script => script.On("go", () => script.Persist("break", script.Handled)));

        EventFilter.Error(message: "Failed to persist event type [System.String] with sequence number [1] for persistenceId [a].").ExpectOne(() => actor.Tell("go"));
    }

    [Fact]
    public void Persist_Refused_ReportsAndGoesOn()
    {
        var actor = Start(script =>
        {
            script.On<string>(text => script.Persist(text, script.Handled));
            script.PersistRejected = (cause, @event, number) => script.Did($"rejected {@event} {number}: {cause.Message} at {script.LastSequenceNr}");
        });
        actor.Tell("refuse");
        actor.Tell("b");

        Expect("rejected refuse 1: not this one at 1", "stored b as 2");
    }

    [Fact]
    public void PersistAll_Refused_ReportsEachEvent()
    {
        var actor = Start(script =>
        {
            script.On("go", () =>
            {
                script.PersistAll(["a", "refuse"], script.Handled);
                script.Persist("c", script.Handled);
                script.DeferAsync("deferred", script.Did);
            });
            script.PersistRejected = (_, @event, number) => script.Did($"rejected {@event} {number}");
        });
        actor.Tell("go");

        Expect("rejected a 1", "rejected refuse 2", "stored c as 3", "deferred");
    }

    [Fact]
    public void Persist_Refused_IsLogged()
    {
        var actor = Start(script => script.On("go", () => script.Persist("refuse", script.Handled)));

        EventFilter.Error(message: "Rejected to persist event type [System.String] with sequence number [1] for persistenceId [a] due to [not this one].").ExpectOne(() => actor.Tell("go"));
    }

    [Fact]
    public void Recovery_JournalFails_ReportsAndStops()
    {
        StoreAs("unreadable", "a");
        var actor = Watch(Start(
            script =>
            {
                script.RecoveryFailed = (reason, message) => script.Did($"failed at {message ?? "no event"}: {reason.Message}");
                script.OnRecover<RecoveryCompleted>(_ => script.Did("recovered"));
            },
            id: "unreadable",
            recovery: new Recovery(SnapshotSelectionCriteria.None)));

        Expect("failed at no event: can't be read");
        ExpectTerminated(actor);
    }

    [Fact]
    public void Recovery_SnapshotStoreFails_ReportsAndStops()
    {
        var actor = Watch(Start(
            script =>
            {
                script.RecoveryFailed = (reason, message) => script.Did($"failed at {message ?? "no event"}: {reason.Message}");
                script.OnRecover<RecoveryCompleted>(_ => script.Did("recovered"));
            },
            id: "unreadable"));

        Expect("failed at no event: can't be read");
        ExpectTerminated(actor);
    }

    [Fact]
    public void Recovery_NoSnapshotWanted_DoesNotAskTheStore()
    {
        Start(script => script.OnRecover<RecoveryCompleted>(_ => script.Did("recovered")), Recovery.None, "unreadable");

        Expect("recovered");
    }

    [Fact]
    public void Recovery_HandlerThrows_IsLoggedWithTheEvent()
    {
        Store("a");

        EventFilter.Error(contains: "Exception in ReceiveRecover when replaying event type [System.String] with sequence number [1] for persistenceId [a]").ExpectOne(() =>
            Start(script => script.OnRecover<string>(_ => throw new InvalidOperationException("asked to"))));
    }

    [Fact]
    public void Recovery_JournalFails_IsLogged()
    {
        StoreAs("unreadable", "a");

        EventFilter.Error(contains: "Persistence failure when replaying events for persistenceId [unreadable]. Last known sequence number [0]").ExpectOne(() =>
            Start(script => script.OnRecover<string>(script.Did), new Recovery(SnapshotSelectionCriteria.None), "unreadable"));
    }

    [Fact]
    public void SaveSnapshot_StoreFails_TellsTheActorWhichGoesOn()
    {
        var actor = Start(script =>
        {
            script.On("go", () => script.SaveSnapshot("break"));
            script.On<SaveSnapshotFailure>(failure => script.Did($"not saved {failure.Metadata.PersistenceId} {failure.Metadata.SequenceNr}: {failure.Cause.Message}"));
            script.On<string>(script.Did);
        });
        actor.Tell("go");
        Expect("not saved a 0: can't be saved");
        actor.Tell("next");
        Expect("next");
    }

    [Fact]
    public void Delete_StoreFails_TellsTheActorWhichGoesOn()
    {
        var actor = Start(
            script =>
            {
                script.On("events", () => script.DeleteMessages(0));
                script.On("snapshot", () => script.DeleteSnapshot(7));
                script.On("snapshots", () => script.DeleteSnapshots(new SnapshotSelectionCriteria(8)));
                script.On<DeleteMessagesFailure>(failure => script.Did($"events to {failure.ToSequenceNr}: {failure.Cause.Message}"));
                script.On<DeleteSnapshotFailure>(failure => script.Did($"snapshot {failure.Metadata.SequenceNr}: {failure.Cause.Message}"));
                script.On<DeleteSnapshotsFailure>(failure => script.Did($"snapshots to {failure.Criteria.MaxSequenceNr}: {failure.Cause.Message}"));
            },
            id: "undeletable");
        actor.Tell("events");
        Expect("events to 0: can't be deleted");
        actor.Tell("snapshot");
        Expect("snapshot 7: can't be deleted");
        actor.Tell("snapshots");
        Expect("snapshots to 8: can't be deleted");
    }

    [Fact]
    public void StoreAnswers_Unhandled_AreLogged()
    {
        var actor = Start(script =>
        {
            script.OnRecover<RecoveryCompleted>(_ => script.Did("recovered"));
            script.On("save", () => script.SaveSnapshot("break"));
        });
        Expect("recovered");

        EventFilter.Warning(contains: "Failed to SaveSnapshot given metadata").ExpectOne(() => actor.Tell("save"));
    }

    private void StoreAs(string id, string text)
    {
        var actor = Start(script => script.On<string>(command => script.Persist(command, script.Handled)), Recovery.None, id);
        actor.Tell(text);
        Expect($"stored {text} as 1");
        Stop(actor);
    }
}
