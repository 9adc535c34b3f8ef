using Akka.Actor;
using Akka.Persistence;

namespace Compat.Akka.Tests.Persistence.Contract;

/// <summary>With <c>snapshot-is-optional</c>, what can't be loaded is as good as not there.</summary>
public sealed class OptionalSnapshotTests() : PersistenceContract(ChoosySnapshotStore.Hocon + "\nakka.persistence.snapshot-store.choosy.snapshot-is-optional = true")
{
    [Fact]
    public void Recovery_SnapshotStoreFails_ReplaysAllEvents()
    {
        var first = Start(script => script.On<string>(text => script.Persist(text, script.Handled)), id: "unreadable", recovery: Recovery.None);
        first.Tell("a");
        Expect("stored a as 1");
        Stop(first);

        Start(script => script.TellRecovery(), id: "unreadable");

        Expect("replayed a as 1", "recovered at 1");
    }
}
