using System.Diagnostics;
using Akka.Actor;
using Akka.Event;
using Compat.Akka.Tests.Actor;

namespace Compat.Akka.Tests.Dispatch;

/// <summary>How many messages a bounded mailbox takes, and what it does with more.</summary>
public sealed class BoundedMailboxTests() : SystemFixture("""
    three { mailbox-type = "Akka.Dispatch.BoundedMailbox", mailbox-capacity = 3, mailbox-push-timeout-time = 10ms }
    three-deque { mailbox-type = "Akka.Dispatch.BoundedDequeBasedMailbox", mailbox-capacity = 3, mailbox-push-timeout-time = 10ms }
    patient { mailbox-type = "Akka.Dispatch.BoundedMailbox", mailbox-capacity = 1, mailbox-push-timeout-time = 20s }
    none { mailbox-type = "Akka.Dispatch.BoundedMailbox", mailbox-capacity = 0, mailbox-push-timeout-time = 10ms }
    bounded-dispatcher { type = Dispatcher, mailbox-type = "Akka.Dispatch.BoundedMailbox", mailbox-capacity = 3, mailbox-push-timeout-time = 10ms }
    """)
{
    [Theory]
    [InlineData("three")]
    [InlineData("three-deque")]
    public Task Tell_BeyondTheCapacity_GoesToDeadLettersInOrder(string mailbox) => ExpectThreeKept(Scripted.Props().WithMailbox(mailbox));

    [Fact]
    public Task Tell_MailboxOfTheDispatcher_IsBoundedToo() => ExpectThreeKept(Scripted.Props().WithDispatcher("bounded-dispatcher"));

    [Fact]
    public async Task Tell_RoomWithinTheTime_WaitsAndLosesNothing()
    {
        using var gate = new ManualResetEventSlim();
        var actor = Sys.ActorOf(Scripted.Props().WithMailbox("patient"));
        var blocked = await Block(actor, gate);
        actor.Tell("ping", Inbox);

        var sender = new Thread(() => actor.Tell("ping", Inbox)) { IsBackground = true };
        sender.Start();
        Assert.True(SpinWait.SpinUntil(() => (sender.ThreadState & System.Threading.ThreadState.WaitSleepJoin) != 0, Patience));
        gate.Set();

        await ExpectNext("pong", "pong");
        Assert.True(sender.Join(Patience));
        Assert.True(await blocked);
    }

    // The real one starts such an actor, which gets nothing.
    [Fact]
    [Trait("Engine", "Compat")]
    public void ActorOf_NoCapacity_Throws() => Assert.ThrowsAny<Exception>(() => Sys.ActorOf(Scripted.Props().WithMailbox("none")));

    [Fact]
    public async Task Stop_Full_IsNotHeldUp()
    {
        using var gate = new ManualResetEventSlim();
        var actor = Sys.ActorOf(Scripted.Props().WithMailbox("patient"));
        var gone = actor.WatchAsync();
        var blocked = await Block(actor, gate);
        actor.Tell("ping", Inbox);
        long start = Stopwatch.GetTimestamp();

        Sys.Stop(actor);
        gate.Set();

        Assert.True(await gone.WaitAsync(Patience));
        Assert.True(await blocked);
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    private async Task ExpectThreeKept(Props props)
    {
        Sys.EventStream.Subscribe(Inbox, typeof(DeadLetter));
        using var gate = new ManualResetEventSlim();
        var actor = Sys.ActorOf(props);
        var blocked = await Block(actor, gate);
        for (int index = 1; index <= 5; index++) actor.Tell(index == 3 ? "ping" : index, Inbox);

        Assert.Equal(4, (await Next<DeadLetter>()).Message);
        Assert.Equal(5, (await Next<DeadLetter>()).Message);
        gate.Set();
        await ExpectNext("pong");
        Assert.True(await blocked);
    }

    /// <returns>What ends when the gate is open, once the actor waits for it.</returns>
    private static async Task<Task<bool>> Block(IActorRef actor, ManualResetEventSlim gate)
    {
        var started = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var done = actor.Do(_ =>
        {
            started.SetResult(true);
            return gate.Wait(Patience);
        });
        await started.Task.WaitAsync(Patience);
        return done;
    }
}
