using Akka.Actor;

namespace Compat.Akka.Tests.Actor;

public sealed class TellAndAskTests : SystemFixture
{
    [Fact]
    public async Task Tell_ManyMessages_KeepTheirOrder()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Echo()));
        for (int index = 0; index < 10_000; index++) actor.Tell(index, Inbox);
        for (int index = 0; index < 10_000; index++) Assert.Equal(index, await Next());
    }

    [Fact]
    public async Task Tell_WithinAnActor_CarriesItselfAsSender()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Echo()), "echo");
        actor.Tell("hi", Inbox);
        Assert.Equal(actor, (await Receive()).Sender);
    }

    /// <summary>As documented; releases after 1.5.30 let null through, and the actor is lost.</summary>
    [Fact]
    [Trait("Engine", "Compat")]
    public void Tell_Null_Throws() => Assert.Throws<InvalidMessageException>(() => Inbox.Tell(null!));

    [Fact]
    public async Task Ask_Reply_IsTheResult()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Echo()));
        Assert.Equal("hi", await actor.Ask<string>("hi", Patience));
    }

    [Fact]
    public async Task Ask_NoReply_TimesOut()
    {
        var silent = Sys.ActorOf(Props.Empty);
        await Assert.ThrowsAsync<AskTimeoutException>(() => silent.Ask<string>("hi", TimeSpan.FromMilliseconds(20)));
    }

    [Fact]
    public async Task Ask_FailureReply_Faults()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Echo()));
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => actor.Ask<string>(new Status.Failure(new InvalidOperationException("no")), Patience));
        Assert.Equal("no", error.Message);
    }

    [Fact]
    public async Task Ask_ReplyOfAnotherType_Faults()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Echo()));
        await Assert.ThrowsAsync<ArgumentException>(() => actor.Ask<int>("hi", Patience));
    }

    [Fact]
    public async Task Ask_Cancelled_IsCancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var asked = Sys.ActorOf(Props.Empty).Ask<string>("hi", cancellation.Token);
        cancellation.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
    }

    [Fact]
    public async Task Forward_KeepsTheFirstSender()
    {
        var echo = Sys.ActorOf(Props.Create(() => new Echo()));
        var middle = Sys.ActorOf(Props.Create(() => new Forwarder(echo)));
        middle.Tell("hi", Inbox);
        var (message, sender) = await Receive();
        Assert.Equal(("hi", echo), (message, sender));
    }

    [Fact]
    public async Task PipeTo_Outcomes_BecomeMessages()
    {
        await Task.FromResult(1).PipeTo(Inbox, success: value => value + 1);
        await Task.FromException<int>(new InvalidOperationException("no")).PipeTo(Inbox);
        Assert.Equal(2, await Next());
        Assert.Equal("no", (await Next<Status.Failure>()).Cause.Message);
    }

    [Fact]
    public async Task GracefulStop_LiveActor_EndsTrue()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Echo()));
        Assert.True(await actor.GracefulStop(Patience));
        Assert.True(await actor.GracefulStop(Patience));
    }

    [Fact]
    public async Task GracefulStop_ActorThatStays_EndsFalse()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Echo()));
        Assert.False(await actor.GracefulStop(TimeSpan.FromMilliseconds(20), "no reason to stop"));
    }

    [Fact]
    public async Task AskOfObject_StatusFailure_Faults()
    {
        var failing = Sys.ActorOf(Props.Create(() => new Failing()));
        await Assert.ThrowsAsync<InvalidOperationException>(() => failing.Ask("hi", Patience));
        await Assert.ThrowsAsync<InvalidOperationException>(() => failing.Ask<object>("hi", Patience));
        Assert.Equal("no", (await failing.Ask<Status.Failure>("hi", Patience)).Cause.Message);
    }

    private sealed class Echo : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(message);
    }

    private sealed class Forwarder(IActorRef target) : UntypedActor
    {
        protected override void OnReceive(object message) => target.Forward(message);
    }

    private sealed class Failing : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(new Status.Failure(new InvalidOperationException("no")));
    }
}
