using Akka.Actor;
using Akka.TestKit.TestActors;

namespace Compat.Akka.Tests.TestKit;

/// <summary>Children of test actors, actors that run on the caller's thread, and the ready-made ones.</summary>
public sealed class TestActorTests() : global::Akka.TestKit.Xunit2.TestKit("akka { loglevel = OFF, stdout-loglevel = OFF }")
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task ChildActorOf_WithAStrategy_IsSupervisedByIt()
    {
        var probe = CreateTestProbe();
        var child = await probe.ChildActorOfAsync<Fragile>("kid", SupervisorStrategy.DefaultStrategy);
        Assert.Equal(probe.Ref.Path / "kid", child.Path);
        Watch(child);

        child.Tell("fail");
        child.Tell("are you there");

        ExpectMsg("yes");
        Assert.Equal(TestActor.Path, ChildActorOf(Props.Create<Fragile>()).Path.Parent);
    }

    [Fact]
    public void Receive_PastTheMailbox_ThrowsWhatTheHandlerThrows()
    {
        var actor = ActorOfAsTestActorRef<Fragile>("fragile");

        Assert.Throws<NotSupportedException>(() => actor.Receive("fail"));
        actor.Receive("are you there", TestActor);

        ExpectMsg("yes");
        Assert.Equal("TestActor[akka://test/user/fragile]", actor.ToString());
        Assert.True(actor == actor.Ref);
    }

    [Fact]
    public async Task ReceiveAsync_AwaitingHandler_EndsWithIt()
    {
        var actor = ActorOfAsTestActorRef<Fragile>();
        await actor.ReceiveAsync(1, TestActor);
        Assert.Equal(1, actor.UnderlyingActor.Handled);
    }

    [Fact]
    public void UnderlyingActor_ActorHasEnded_IsRefused()
    {
        var actor = ActorOfAsTestActorRef<Fragile>();
        Watch(actor);
        Sys.Stop(actor.Ref);
        ExpectTerminated(actor);
        Assert.Throws<IllegalActorStateException>(() => actor.UnderlyingActor);
    }

    [Fact]
    public void ActorOfAsTestActorRef_WithAnotherAsSupervisor_IsItsChild()
    {
        var parent = ActorOfAsTestActorRef<Fragile>("parent");
        Assert.Equal("akka://test/user/parent/kid", ActorOfAsTestActorRef<Fragile>(parent, "kid").Path.ToString());
    }

    [Fact]
    public void ReadyMadeActors_DoAsTheyAreCalled()
    {
        var probe = CreateTestProbe();
        Sys.ActorOf(global::Akka.TestKit.TestActors.EchoActor.Props(this)).Tell("a", probe.Ref);
        Sys.ActorOf(ForwardActor.Props(probe.Ref)).Tell("b", probe.Ref);
        Sys.ActorOf(BlackHoleActor.Props).Tell("c");
        Sys.ActorOf(SimpleEchoActor.Props()).Tell("d");

        Assert.Equal(["a", "b"], probe.ReceiveN(2).Cast<string>().Order());
        ExpectMsgAllOf("a", "d");
        ExpectNoMsg(Short);
    }

    [Fact]
    public void Probe_BeforeItsFirstMessage_HasNoSender()
    {
        var probe = CreateTestProbe("early");
        Assert.Throws<IllegalActorStateException>(() => probe.Reply("x"));
        Assert.Throws<NotSupportedException>(() => probe.CreateTestProbe());
        Assert.Throws<InvalidActorNameException>(() => CreateTestProbe("early"));
        Assert.Equal($"TestProbe({probe.Ref})", probe.ToString());
    }

    private sealed class Fragile : ReceiveActor
    {
        public Fragile()
        {
            Receive<string>(text => text == "fail", _ => throw new NotSupportedException());
            Receive<string>(_ => Sender.Tell("yes"));
            ReceiveAsync<int>(async _ =>
            {
                await Task.Yield();
                Handled++;
            });
        }

        public int Handled { get; private set; }
    }
}
