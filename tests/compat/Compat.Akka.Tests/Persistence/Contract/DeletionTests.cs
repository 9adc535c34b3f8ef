using Akka.Actor;
using Akka.Persistence;

namespace Compat.Akka.Tests.Persistence.Contract;

/// <summary>Deleting events and snapshots, and the answers.</summary>
public sealed class DeletionTests : PersistenceContract
{
    [Theory]
    [InlineData(1, "deleted to 1", "replayed b as 2,replayed c as 3,recovered at 3")]
    [InlineData(3, "deleted to 3", "recovered at 3")]
    [InlineData(0, "deleted to 0", "replayed a as 1,replayed b as 2,replayed c as 3,recovered at 3")]
    [InlineData(long.MaxValue, "deleted to 3", "recovered at 3")]
    [InlineData(4, "failed to delete to 4: InvalidOperationException", "replayed a as 1,replayed b as 2,replayed c as 3,recovered at 3")]
    public void DeleteMessages_UpTo_AnswersAndKeepsTheHighestNumber(long to, string answer, string recovered)
    {
        Store("a", "b", "c");
        var actor = Start(script =>
        {
            script.On("delete", () => script.DeleteMessages(to));
            script.On<DeleteMessagesSuccess>(success => script.Did($"deleted to {success.ToSequenceNr}"));
            script.On<DeleteMessagesFailure>(failure => script.Did($"failed to delete to {failure.ToSequenceNr}: {failure.Cause.GetType().Name}"));
        });
        actor.Tell("delete");
        Expect(answer);
        Stop(actor);

        Start(script => script.TellRecovery());

        Expect(recovered.Split(','));
    }

    [Fact]
    public void DeleteSnapshot_OfANumber_AnswersAndTheOneBeforeIsOffered()
    {
        SaveTwo();
        var actor = Start(script =>
        {
            script.On("delete", () => script.DeleteSnapshot(2));
            script.On<DeleteSnapshotSuccess>(success => script.Did($"deleted {success.Metadata.PersistenceId} {success.Metadata.SequenceNr}"));
        });
        actor.Tell("delete");
        Expect("deleted a 2");
        Stop(actor);

        Start(script => script.TellRecovery());

        Expect("snapshot at 1 at 1", "replayed b as 2", "recovered at 2");
    }

    [Fact]
    public void DeleteSnapshots_ByCriteria_AnswersAndLeavesTheOthers()
    {
        SaveTwo();
        var actor = Start(script =>
        {
            script.On("delete", () => script.DeleteSnapshots(new SnapshotSelectionCriteria(1)));
            script.On("delete all", () => script.DeleteSnapshots(SnapshotSelectionCriteria.Latest));
            script.On<DeleteSnapshotsSuccess>(success => script.Did($"deleted to {success.Criteria.MaxSequenceNr}"));
        });
        actor.Tell("delete");
        Expect("deleted to 1");
        Start(script => script.TellRecovery());
        Expect("snapshot at 2 at 2", "recovered at 2");

        actor.Tell("delete all");
        Expect($"deleted to {long.MaxValue}");
        Start(script => script.TellRecovery());
        Expect("replayed a as 1", "replayed b as 2", "recovered at 2");
    }

    [Fact]
    public void SaveSnapshot_AtTheSameEvent_ReplacesTheFormer()
    {
        var actor = Start(script =>
        {
            script.On<string>(script.SaveSnapshot);
            script.On<SaveSnapshotSuccess>(success => script.Did($"saved {success.Metadata.PersistenceId} {success.Metadata.SequenceNr}"));
        });
        actor.Tell("first");
        Expect("saved a 0");
        actor.Tell("second");
        Expect("saved a 0");
        Stop(actor);

        Start(script => script.TellRecovery());

        Expect("snapshot second at 0", "recovered at 0");
    }

    /// <summary>Two events, with a snapshot after each.</summary>
    private void SaveTwo()
    {
        var actor = Start(script =>
        {
            script.On<string>(text => script.Persist(text, _ => script.SaveSnapshot($"at {script.LastSequenceNr}")));
            script.On<SaveSnapshotSuccess>(success => script.Did($"saved {success.Metadata.SequenceNr}"));
        });
        foreach (string text in (string[])["a", "b"]) actor.Tell(text);
        Expect("saved 1", "saved 2");
        Stop(actor);
    }
}
