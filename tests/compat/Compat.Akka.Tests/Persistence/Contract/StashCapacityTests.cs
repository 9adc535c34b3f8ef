using Akka.Actor;
using Akka.Persistence;

namespace Compat.Akka.Tests.Persistence.Contract;

/// <summary>Commands that wait for an event are never too many.</summary>
public sealed class StashCapacityTests() : PersistenceContract("bounded-mailbox { mailbox-type = \"Akka.Dispatch.UnboundedDequeBasedMailbox, Akka\", stash-capacity = 2 }\n" + GatedJournal.Hocon)
{
    [Fact]
    public void Persist_MoreCommandsThanTheStashHolds_AreAllHandled()
    {
        // A persistent actor's stash is unbounded whatever its props and mailbox say.
        var gate = JournalGate.Of(Sys.Name);
        var journal = CreateTestProbe();
        var actor = Start(
            script =>
            {
                script.OnRecover<RecoveryCompleted>(_ => script.Did("recovered"));
                script.On<string>(text => script.Persist(text, script.Handled));
            },
            change: props => props.WithMailbox("bounded-mailbox").WithStashCapacity(2));
        Expect("recovered");
        gate.Shut(journal.Ref);
        for (int i = 1; i <= 6; i++) actor.Tell($"{i}");
        journal.ExpectMsg<string>();
        gate.Open();

        for (int i = 1; i <= 6; i++) Expect($"stored {i} as {i}");
    }
}
