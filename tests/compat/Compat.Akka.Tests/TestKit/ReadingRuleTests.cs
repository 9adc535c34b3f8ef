using Akka.Actor;
using Akka.TestKit.TestActors;
using Akka.TestKit.Xunit2.Internals;

namespace Compat.Akka.Tests.TestKit;

public sealed class ReadingRuleTests() : global::Akka.TestKit.Xunit2.TestKit("akka { loglevel = OFF, stdout-loglevel = OFF }")
{
    [Fact]
    public void ReceiveWhile_EndedByAMessage_TheLastIsTheOneBefore()
    {
        TestActor.Tell("a");
        TestActor.Tell(1);
        Assert.Equal(["a"], ReceiveWhile(message => message as string, TimeSpan.FromSeconds(3)));
        Assert.Equal("a", LastMessage);
        ExpectMsg(1);
    }

    [Fact]
    public void ActorOfAsTestActorRef_WithoutName_HasOneThatNoOtherHas()
    {
        var (first, second) = (ActorOfAsTestActorRef<BlackHoleActor>(), ActorOfAsTestActorRef<BlackHoleActor>());
        Assert.StartsWith("$$", first.Path.Name, StringComparison.Ordinal);
        Assert.NotEqual(first.Path, second.Path);
    }

    [Fact]
    public void ExpectMsg_ByAComparer_SaysThatValuesDiffer()
    {
        TestActor.Tell("a");
        Assert.StartsWith(
            "Assert.Equal() Failure: Values differ",
            Assert.Throws<AkkaEqualException>(() => ExpectMsg("b", static (_, _) => false)).Message, StringComparison.Ordinal);
    }
}
