using Akka.Actor;
using Akka.Persistence;

namespace Compat.Akka.Tests.Persistence.Contract;

/// <summary>Recovery doesn't wait for ever for the snapshot or for the next event.</summary>
public sealed class RecoveryTimeoutTests() : PersistenceContract(Short + ChoosyJournal.Hocon + "\n" + ChoosySnapshotStore.Hocon)
{
    private const string Short =
        """
        akka.persistence.journal.choosy { recovery-event-timeout = 250ms, replay-filter.mode = off }

        """;

    [Fact]
    public void Recovery_NoFurtherEvent_FailsAndStops()
    {
        var writer = Start(script => script.On<string>(text => script.Persist(text, script.Handled)), Recovery.None, "stuck");
        writer.Tell("a");
        Expect("stored a as 1");
        Stop(writer);

        var actor = Watch(Start(TellAll, new Recovery(SnapshotSelectionCriteria.None), "stuck"));

        Expect("replayed a as 1", "failed: RecoveryTimedOutException");
        ExpectTerminated(actor);
    }

    [Fact]
    public void Recovery_NoSnapshot_FailsAndStops()
    {
        var actor = Watch(Start(TellAll, id: "hanging"));

        Expect("failed: RecoveryTimedOutException");
        ExpectTerminated(actor);
    }

    private static void TellAll(ScriptedActor script)
    {
        script.TellRecovery();
        script.RecoveryFailed = (reason, _) => script.Did($"failed: {reason.GetType().Name}");
    }
}
