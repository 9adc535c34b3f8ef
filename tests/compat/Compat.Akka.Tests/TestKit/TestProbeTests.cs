using Akka.Actor;
using Akka.TestKit;

namespace Compat.Akka.Tests.TestKit;

public sealed class TestProbeTests : global::Akka.TestKit.Xunit2.TestKit
{
    [Fact]
    public void SendAndReply_GoBetweenProbes()
    {
        var client = CreateTestProbe("client");
        var server = CreateTestProbe("server");

        client.Send(server.Ref, "question");
        server.ExpectMsg("question");
        Assert.Equal(client.Ref, server.LastSender);
        Assert.Equal(client.Ref, server.Sender);
        server.Reply("answer");

        client.ExpectMsgFrom(server.Ref, "answer");
    }

    [Fact]
    public void Forward_KeepsTheSender()
    {
        var middle = CreateTestProbe();
        middle.Ref.Tell("letter");
        middle.ExpectMsg("letter");

        middle.Forward(Sys.ActorOf(EchoActor.Props));

        ExpectMsg("letter");
    }

    [Fact]
    public void Ref_TellTheProbeItself_IsTheSame()
    {
        var probe = CreateTestProbe("itself");
        probe.Tell("hello");
        probe.ExpectMsg("hello");
        Assert.True(probe.Ref.Equals(probe));
        Assert.EndsWith("/itself", probe.Ref.Path.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Watch_ByAProbe_TellsOnlyThatProbe()
    {
        var probe = CreateTestProbe();
        var actor = probe.Watch(Sys.ActorOf(EchoActor.Props));

        Sys.Stop(actor);

        probe.ExpectTerminated(actor);
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void SetAutoPilot_AnswersByItself_AndTheTestStillSees()
    {
        var probe = CreateTestProbe();
        probe.SetAutoPilot(new DelegateAutoPilot((sender, message) =>
        {
            sender.Tell($"re: {message}");
            return message is "last" ? AutoPilot.NoAutoPilot : AutoPilot.KeepRunning;
        }));

        foreach (string message in (string[])["one", "last", "silent"]) probe.Ref.Tell(message);

        ExpectMsg("re: one");
        ExpectMsg("re: last");
        ExpectNoMsg(TimeSpan.FromMilliseconds(20));
        Assert.Equal(["one", "last", "silent"], probe.ReceiveN(3).Cast<string>());
    }

    [Fact]
    public void ActorOfAsTestActorRef_HandlesOnTheCallersThread_AndShowsItsObject()
    {
        var actor = ActorOfAsTestActorRef(() => new Counter(), "counter");
        int before = Environment.CurrentManagedThreadId;

        actor.Tell("count");
        actor.Tell("count");

        Assert.Equal(2, actor.UnderlyingActor.Count);
        Assert.Equal(before, actor.UnderlyingActor.Thread);
        Assert.Equal("akka://test/user/counter", actor.Path.ToString());
        Watch(actor);
        Sys.Stop(actor.Ref);
        ExpectTerminated(actor);
    }

    private sealed class Counter : ReceiveActor
    {
        public Counter() => Receive<string>(_ =>
        {
            Count++;
            Thread = Environment.CurrentManagedThreadId;
        });

        public int Count { get; private set; }

        public int Thread { get; private set; }
    }
}
