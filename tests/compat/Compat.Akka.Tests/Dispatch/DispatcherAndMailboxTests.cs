using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Compat.Akka.Tests.Actor;

namespace Compat.Akka.Tests.Dispatch;

public sealed class DispatcherAndMailboxTests() : SystemFixture("""
    pinned { type = PinnedDispatcher }
    own-threads { type = ForkJoinDispatcher, throughput = 7, dedicated-thread-pool { thread-count = 1 } }
    bounded {
      mailbox-type = "Akka.Dispatch.BoundedMailbox"
      mailbox-capacity = 2
      mailbox-push-timeout-time = 10ms
    }
    odd { type = "No.Such.Type" }
    """)
{
    [Fact]
    public async Task PinnedDispatcher_EachActor_HasAThreadOfItsOwn()
    {
        var first = Sys.ActorOf(Scripted.Props().WithDispatcher("pinned"));
        var second = Sys.ActorOf(Scripted.Props().WithDispatcher("pinned"));
        int one = await first.Do(_ => Environment.CurrentManagedThreadId);
        Assert.Equal(one, await first.Do(_ => Environment.CurrentManagedThreadId));
        Assert.NotEqual(one, await second.Do(_ => Environment.CurrentManagedThreadId));
    }

    [Fact]
    public async Task ForkJoinDispatcher_OneThread_RunsAllItsActors()
    {
        var first = Sys.ActorOf(Scripted.Props().WithDispatcher("own-threads"));
        var second = Sys.ActorOf(Scripted.Props().WithDispatcher("own-threads"));
        Assert.Equal(await first.Do(_ => Environment.CurrentManagedThreadId), await second.Do(_ => Environment.CurrentManagedThreadId));
        Assert.Equal(7, await first.Do(context => context.Dispatcher.Throughput));
    }

    [Fact]
    public async Task DefaultDispatcher_HasTheReferencesThroughput()
    {
        var dispatcher = await Sys.ActorOf(Scripted.Props()).Do(context => context.Dispatcher);
        Assert.Equal(("akka.actor.default-dispatcher", 30), (dispatcher.Id, dispatcher.Throughput));
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("odd")]
    public void ActorOf_UnknownDispatcher_Throws(string id) => Assert.Throws<ConfigurationException>(() => Sys.ActorOf(Scripted.Props().WithDispatcher(id)));

    [Fact]
    public void ActorOf_UnknownMailbox_Throws() => Assert.Throws<ConfigurationException>(() => Sys.ActorOf(Scripted.Props().WithMailbox("missing")));

    [Fact]
    public async Task BoundedMailbox_Full_SendsTheRestToDeadLetters()
    {
        Sys.EventStream.Subscribe(Inbox, typeof(DeadLetter));
        using var gate = new ManualResetEventSlim();
        var actor = Sys.ActorOf(Scripted.Props().WithMailbox("bounded"));
        var (started, blocked) = Block(actor, gate);
        Assert.True(await started);
        foreach (int message in new[] { 1, 2, 3 }) actor.Tell(message, Inbox);
        Assert.Equal(3, (await Next<DeadLetter>()).Message);
        gate.Set();
        Assert.True(await blocked);
    }

    [Fact]
    public async Task SystemMessages_ComeBeforeAllThatWaits()
    {
        using var gate = new ManualResetEventSlim();
        var actor = Sys.ActorOf(Scripted.Props());
        var gone = actor.WatchAsync();
        var (started, blocked) = Block(actor, gate);
        Assert.True(await started);
        for (int index = 0; index < 100; index++) actor.Tell("ping", Inbox);
        Sys.Stop(actor);

        // Stopping goes through /user; once that answers, the order to stop lies in the mailbox.
        await Sys.ActorSelection("/user").Ask<ActorIdentity>(new Identify(1), Patience);
        gate.Set();
        Assert.True(await blocked);
        Assert.True(await gone.WaitAsync(Patience));
        await ExpectNothing();
    }

    [Fact]
    public async Task Throughput_BusyActors_LetEachOtherTakeTurns()
    {
        var busy = Enumerable.Range(0, 2 * Environment.ProcessorCount).Select(_ => Sys.ActorOf(Props.Create(() => new Endless()))).ToArray();
        foreach (var actor in busy) actor.Tell("go");
        Assert.Equal("pong", await Sys.ActorOf(Scripted.Props()).Ask<string>("ping", Patience));
        await Task.WhenAll(busy.Select(actor => actor.GracefulStop(Patience)));
    }

    private static (Task<bool> Started, Task<bool> Done) Block(IActorRef actor, ManualResetEventSlim gate)
    {
        var started = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var done = actor.Do(_ =>
        {
            started.SetResult(true);
            return gate.Wait(Patience);
        });
        return (started.Task.WaitAsync(Patience), done);
    }

    private sealed class Endless : UntypedActor
    {
        protected override void OnReceive(object message) => Self.Tell(message);
    }
}
