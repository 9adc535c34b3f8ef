using Akka.Actor;
using Akka.Persistence;

namespace Compat.Akka.Tests.Persistence.Contract;

/// <summary>What a persistent actor may ask for, and how what it may not is refused.</summary>
public sealed class CommandRuleTests : PersistenceContract
{
    [Fact]
    public void PersistAll_NoList_StoresNothing()
    {
        var actor = Start(script => script.On("go", () =>
        {
            script.PersistAll<string>(null!, script.Handled);
            script.Did("went on");
        }));
        actor.Tell("go");
        Expect("went on");
    }

    [Fact]
    public void Persist_DuringReplay_IsRefused()
    {
        Store("a");
        Start(script => script.OnRecover<string>(_ =>
        {
            script.Did(Assert.Throws<InvalidOperationException>(() => script.Persist("b", script.Handled)).Message);
            script.Did(Assert.Throws<InvalidOperationException>(() => script.DeferAsync("b", script.Handled)).Message);
        }));
        const string Refusal = "Cannot persist during replay. Events can be persisted when receiving RecoveryCompleted or later.";
        Expect(Refusal, Refusal);
    }

    [Fact]
    public void CommandAsync_FailsAfterWaiting_ItsSupervisorSeesAnAggregate()
    {
        var actor = Start(script =>
        {
            script.OnAsync("wait", async () =>
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50));
                throw new NotSupportedException("late");
            });
            script.OnAsync("at once", () => throw new NotSupportedException("early"));
            script.Restarting = (cause, _) => script.Did(cause is AggregateException { InnerException: { } inner } ? $"aggregate of {inner.Message}" : cause.Message);
        });
        actor.Tell("wait");
        actor.Tell("at once");
        Expect("aggregate of late", "early");
    }

    [Fact]
    public void Journal_Unknown_IsRefused() =>
        Assert.Equal(
            "Persistence config is missing plugin config path for: none.such",
            Assert.Throws<ArgumentException>(() => global::Akka.Persistence.Persistence.Instance.Apply(Sys).JournalFor("none.such")).Message);

    [Fact]
    public void PersistentActor_HasAnUnboundedStash() => Assert.True(typeof(IWithUnboundedStash).IsAssignableFrom(typeof(ReceivePersistentActor)));

    [Fact]
    public void RecoverHandler_Throws_IsLoggedWithTheEvent()
    {
        Store("a");
        EventFilter.Error("Exception in ReceiveRecover when replaying event type [System.String] with sequence number [1] for persistenceId [a]").ExpectOne(() =>
            Start(script => script.OnRecover<string>(_ => throw new NotSupportedException())));
    }
}
