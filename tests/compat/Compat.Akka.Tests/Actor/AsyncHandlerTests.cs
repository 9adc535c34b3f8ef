using Akka.Actor;

namespace Compat.Akka.Tests.Actor;

public sealed class AsyncHandlerTests : SystemFixture
{
    [Fact]
    public async Task ReceiveAsync_AcrossAwaits_KeepsContextSelfAndSender()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var actor = Sys.ActorOf(Props.Create(() => new Awaiting(gate.Task, null)));
        actor.Tell("go", Inbox);
        gate.SetResult();
        var (message, sender) = await Receive();
        Assert.Equal((actor, actor), (message, sender));
    }

    [Fact]
    public async Task ReceiveAsync_WhileItRuns_HoldsOtherMessagesBack()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var actor = Sys.ActorOf(Props.Create(() => new Awaiting(gate.Task, null)));
        actor.Tell("go", Inbox);
        actor.Tell("next", Inbox);
        await ExpectNothing();
        gate.SetResult();
        await ExpectNext(actor, "next");
    }

    [Fact]
    public async Task ReceiveAsync_Failure_IsTheActorsFailure()
    {
        var seen = new TaskCompletionSource<Exception>();
        var parent = Sys.ActorOf(Scripted.Props(strategy: new OneForOneStrategy(error =>
        {
            seen.TrySetResult(error);
            return Directive.Restart;
        })));
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var child = await parent.Child(Props.Create(() => new Awaiting(gate.Task, null)));
        child.Tell("go", Inbox);
        gate.SetException(new InvalidOperationException("late"));
        Assert.Equal("late", (await seen.Task.WaitAsync(Patience)).Message);
        child.Tell("next", Inbox);
        await ExpectNext("PreRestart go", "next");
    }

    [Fact]
    public async Task ReceiveAsync_ThatCompletesAtOnce_HandlesTheNext()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Awaiting(Task.CompletedTask, null)));
        for (int index = 0; index < 1000; index++)
        {
            actor.Tell("go", Inbox);
            actor.Tell("next", Inbox);
        }

        for (int index = 0; index < 1000; index++) await ExpectNext(actor, "next");
    }

    [Fact]
    public async Task ReceiveAsync_ManyAwaits_NeverRunsTwoStepsAtOnce()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Counting()));
        for (int index = 0; index < 200; index++) actor.Tell(1);
        Assert.Equal(200 * 10, await actor.Ask<int>("total", Patience));
    }

    [Fact]
    public async Task ReceiveAsync_StoppedMeanwhile_StopsAtOnce()
    {
        var never = new TaskCompletionSource();
        var actor = Sys.ActorOf(Props.Create(() => new Awaiting(never.Task, null)));
        actor.Tell("go", Inbox);
        var gone = actor.WatchAsync();
        Sys.Stop(actor);
        Assert.True(await gone.WaitAsync(Patience));
    }

    [Fact]
    public async Task ReceiveAsync_ChildFailsMeanwhile_IsDecidedAfterwards()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var parent = Sys.ActorOf(Props.Create(() => new Awaiting(gate.Task, started)));
        var child = await parent.Ask<IActorRef>("child", Patience);
        parent.Tell("go", Inbox);
        await started.Task.WaitAsync(Patience);
        child.Tell(new InvalidOperationException("boom"));
        child.Tell("ping", Inbox);
        await ExpectNothing();
        gate.SetResult();
        Assert.Equal(parent, await Next());
        await ExpectNext("pong");
    }

    [Fact]
    public async Task RunTask_InAnUntypedActor_SuspendsTheMailbox()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var actor = Sys.ActorOf(Props.Create(() => new UntypedAwaiting(gate.Task)));
        actor.Tell("go", Inbox);
        actor.Tell("next", Inbox);
        await ExpectNothing();
        gate.SetResult();
        await ExpectNext("done go", "done next");
    }

    private sealed class Awaiting : ReceiveActor
    {
        public Awaiting(Task gate, TaskCompletionSource? started)
        {
            ReceiveAsync<string>(
                async _ =>
                {
                    started?.TrySetResult();
                    await gate;
                    Sender.Tell(Context.Self);
                },
                text => text == "go");
            Receive<string>(text => Sender.Tell(Context.ActorOf(Scripted.Props())), text => text == "child");
            ReceiveAny(message => Sender.Tell(message));
        }

        protected override void PreRestart(Exception reason, object message) => Sender.Tell($"PreRestart {message}");
    }

    private sealed class UntypedAwaiting(Task gate) : UntypedActor
    {
        protected override void OnReceive(object message) => RunTask(async () =>
        {
            await gate;
            Sender.Tell($"done {message}");
        });
    }

    private sealed class Counting : ReceiveActor
    {
        private int _total;
        private int _running;

        public Counting()
        {
            ReceiveAsync<int>(async _ =>
            {
                for (int step = 0; step < 10; step++)
                {
                    if (++_running != 1) throw new InvalidOperationException("two steps at once");
                    int before = _total;
                    _running--;
                    await Task.Yield();
                    _total = before + 1;
                }
            });
            Receive<string>(_ => Sender.Tell(_total));
        }
    }
}
