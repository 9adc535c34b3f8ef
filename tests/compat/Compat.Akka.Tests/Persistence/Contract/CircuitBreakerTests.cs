using Akka.Actor;
using Akka.Pattern;
using Akka.Persistence;

namespace Compat.Akka.Tests.Persistence.Contract;

/// <summary>A store that hangs or keeps failing doesn't keep its actors waiting.</summary>
public sealed class CircuitBreakerTests() : PersistenceContract(Breakers + ChoosyJournal.Hocon + "\n" + ChoosySnapshotStore.Hocon)
{
    private const string Breakers =
        """
        akka.persistence.journal.choosy.circuit-breaker { max-failures = 2, call-timeout = 250ms, reset-timeout = 1s }
        akka.persistence.snapshot-store.choosy.circuit-breaker { max-failures = 100, call-timeout = 250ms, reset-timeout = 10s }

        """;

    [Fact]
    public void Persist_JournalHangs_FailsAndStops()
    {
        var actor = Watch(Persisting("a"));
        Expect("recovered");
        actor.Tell("hang");

        Expect("failed hang: TimeoutException");
        ExpectTerminated(actor);
    }

    [Fact]
    public void Recovery_JournalHangs_FailsAndStops()
    {
        var actor = Watch(Persisting("hanging", new Recovery(SnapshotSelectionCriteria.None)));

        Expect("not recovered: TimeoutException");
        ExpectTerminated(actor);
    }

    [Fact]
    public void Recovery_SnapshotStoreHangs_FailsAndStops()
    {
        var actor = Watch(Persisting("hanging"));

        Expect("not recovered: TimeoutException");
        ExpectTerminated(actor);
    }

    [Fact]
    public void SaveSnapshot_StoreHangs_FailsAndTheActorGoesOn()
    {
        var actor = Start(script =>
        {
            script.On("go", () => script.SaveSnapshot("hang"));
            script.On<SaveSnapshotFailure>(failure => script.Did(failure.Cause.GetType().Name));
            script.On<string>(script.Did);
        });
        actor.Tell("go");

        Expect("TimeoutException");
        actor.Tell("next");
        Expect("next");
    }

    [Fact]
    public void Persist_AfterFailures_FailsAtOnceThenIsTriedAgain()
    {
        IActorRef[] actors = [Persisting("a"), Persisting("b"), Persisting("c")];
        Expect("recovered", "recovered", "recovered");
        actors[0].Tell("break");
        Expect("failed break: IOException");
        actors[1].Tell("break");
        Expect("failed break: IOException");

        actors[2].Tell("c");
        Expect($"failed c: {nameof(OpenCircuitException)}");

        // Until the time is over, no recovery gets through either.
        string outcome = "";
        for (int tries = 0; outcome != "recovered"; tries++)
        {
            Assert.InRange(tries, 0, 100_000);
            Persisting($"later-{tries}");
            outcome = Probe.ExpectMsg<string>();
            Assert.Contains(outcome, (string[])["recovered", $"not recovered: {nameof(OpenCircuitException)}"]);
        }
    }

    [Fact]
    public void Persist_FailuresWithASuccessBetween_DoNotCount()
    {
        IActorRef[] actors = [.. Enumerable.Range(0, 4).Select(i => Persisting($"{i}"))];
        Expect("recovered", "recovered", "recovered", "recovered");
        foreach (var (actor, text) in actors.Zip(["break", "a", "break", "b"]))
        {
            actor.Tell(text);
            Expect(text == "break" ? "failed break: IOException" : $"stored {text} as 1");
        }
    }

    private IActorRef Persisting(string id, Recovery? recovery = null) => Start(
        script =>
        {
            script.OnRecover<RecoveryCompleted>(_ => script.Did("recovered"));
            script.On<string>(text => script.Persist(text, script.Handled));
            script.PersistFailed = (cause, @event, _) => script.Did($"failed {@event}: {cause.GetType().Name}");
            script.RecoveryFailed = (cause, _) => script.Did($"not recovered: {cause.GetType().Name}");
        },
        recovery,
        id);
}
