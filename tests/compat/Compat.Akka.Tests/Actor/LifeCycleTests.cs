using Akka.Actor;

namespace Compat.Akka.Tests.Actor;

public sealed class LifeCycleTests : SystemFixture
{
    private static readonly InvalidOperationException _boom = new("boom");

    [Fact]
    public async Task Restart_CallsTheHooksInOrder()
    {
        var actor = Sys.ActorOf(Recorder.Props(Inbox));
        actor.Tell(_boom);
        actor.Tell("next");
        actor.Tell(PoisonPill.Instance);
        await ExpectNext("PreStart", "PreRestart boom", "PostStop", "PostRestart boom", "PreStart", "next", "PostStop");
    }

    [Fact]
    public async Task Restart_WithChildren_StopsThemBeforeTheNewIncarnation()
    {
        var parent = Sys.ActorOf(Recorder.Props(Inbox));
        await ExpectNext("PreStart");
        var child = await parent.Child(Scripted.Props(Inbox), "child");
        await ExpectNext("PreStart");
        parent.Tell(_boom);
        await ExpectNext("PreRestart boom", "PostStop", "PostStop", "PostRestart boom", "PreStart");
        Assert.Empty(await parent.Do(context => context.GetChildren().ToArray()));
        Assert.True(await child.GracefulStop(Patience));
    }

    [Fact]
    public async Task PreStart_Fails_StopsTheActorWithoutPostStop()
    {
        var actor = Sys.ActorOf(Recorder.Props(Inbox, _ => throw _boom));
        Assert.True(await actor.WatchAsync().WaitAsync(Patience));
        await ExpectNext("PreStart");
        await ExpectNothing();
    }

    [Fact]
    public async Task PostRestart_Fails_StopsTheNewIncarnationWithPostStop()
    {
        int starts = 0;
        var actor = Sys.ActorOf(Recorder.Props(Inbox, _ => FailWhen(++starts == 2)));
        actor.Tell(_boom);
        Assert.True(await actor.WatchAsync().WaitAsync(Patience));
        await ExpectNext("PreStart", "PreRestart boom", "PostStop", "PostRestart boom", "PreStart", "PostStop");
    }

    [Fact]
    public async Task PostRestart_FailsAndShallRestart_RestartsForThatFailure()
    {
        int starts = 0;
        var parent = Sys.ActorOf(Scripted.Props(strategy: new OneForOneStrategy(_ => Directive.Restart)));
        var actor = await parent.Child(Recorder.Props(Inbox, _ => FailWhen(++starts == 2)));
        actor.Tell(_boom);
        actor.Tell("next");
        await ExpectNext("PreStart", "PreRestart boom", "PostStop", "PostRestart boom", "PreStart");

        // The real one calls PreRestart of the failed instance as well, whose context is gone by then.
        string line;
        while ((line = await Next<string>()).StartsWith("PreRestart", StringComparison.Ordinal))
        {
        }

        Assert.StartsWith("PostRestart Exception post restart", line, StringComparison.Ordinal);
        await ExpectNext("PreStart", "next");
    }

    [Fact]
    public async Task PreStart_FailsAndShallRestart_StartsAgain()
    {
        int starts = 0;
        var parent = Sys.ActorOf(Scripted.Props(strategy: new OneForOneStrategy(_ => Directive.Restart)));
        var actor = await parent.Child(Recorder.Props(Inbox, _ => FailWhen(++starts <= 2)));
        actor.Tell("next");
        await ExpectNext("PreStart", "PreStart", "PreStart", "next");
    }

    [Fact]
    public async Task PreStart_FailsAndShallResume_StartsAgain()
    {
        int starts = 0;
        var parent = Sys.ActorOf(Scripted.Props(strategy: new OneForOneStrategy(_ => Directive.Resume)));
        var actor = await parent.Child(Recorder.Props(Inbox, _ => FailWhen(++starts == 1)));
        actor.Tell("next");
        await ExpectNext("PreStart", "PreStart", "next");
    }

    [Fact]
    public async Task PreRestart_Fails_IsPublishedAndTheActorRestarts()
    {
        Sys.EventStream.Subscribe(Inbox, typeof(global::Akka.Event.Error));
        var actor = Sys.ActorOf(Props.Create(() => new FailingPreRestart()));
        actor.Tell("fail");
        Assert.Equal("boom", (await Next<global::Akka.Event.Error>()).Cause.Message);
        var error = Assert.IsType<PreRestartException>((await Next<global::Akka.Event.Error>()).Cause);
        Assert.Equal("too late", error.RestartException.Message);
        Assert.Equal("fail", error.OptionalMessage);
        Assert.Equal("pong", await actor.Ask<string>("ping", Patience));
    }

    [Fact]
    public async Task PostStop_ActorOf_IsRefused()
    {
        var result = new TaskCompletionSource<object>(TaskCreationOptions.RunContinuationsAsynchronously);
        Sys.Stop(Sys.ActorOf(Props.Create(() => new LateParent(result))));
        var error = Assert.IsType<InvalidOperationException>(await result.Task.WaitAsync(Patience));
        Assert.Equal("Cannot create child while terminating or terminated", error.Message);
    }

    [Fact]
    public async Task Name_OfAStoppingChild_IsTakenUntilItHasStopped()
    {
        using var gate = new ManualResetEventSlim();
        var parent = Sys.ActorOf(Scripted.Props());
        var child = await parent.Child(Props.Create(() => new SlowStop(gate)), "child");
        await parent.Do(context =>
        {
            context.Stop(child);
            return true;
        });
        await Assert.ThrowsAsync<InvalidActorNameException>(() => parent.Child(Props.Empty, "child"));
        Assert.Equal(child, await parent.Do(context => context.Child("child")));
        gate.Set();
        Assert.True(await child.WatchAsync().WaitAsync(Patience));
        IActorRef? second = null;
        while (second is null)
        {
            // The parent may hear of the end after others.
            second = await parent.Do(context => context.Child("child").IsNobody() ? context.ActorOf(Props.Empty, "child") : null);
        }

        Assert.Equal(child.Path, second.Path);
        Assert.NotEqual(child, second);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("$a")]
    [InlineData("a/b")]
    [InlineData("ä")]
    [InlineData("a%2")]
    [InlineData("a#1")]
    public void ActorOf_IllegalName_Throws(string name) => Assert.Throws<InvalidActorNameException>(() => Sys.ActorOf(Props.Empty, name));

    [Theory]
    [InlineData("a%20b")]
    [InlineData("(x);'*")]
    [InlineData("..")]
    [InlineData("-_.*+:@&=,!~")]
    public void ActorOf_LegalName_IsKept(string name) => Assert.Equal(name, Sys.ActorOf(Props.Empty, name).Path.Name);

    private static void FailWhen(bool fails)
    {
        if (fails) throw new InvalidOperationException("start");
    }

    private sealed class FailingPreRestart : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is "fail") throw _boom;
            Sender.Tell("pong");
        }

        protected override void PreRestart(Exception reason, object message) => throw new InvalidOperationException("too late");
    }

    private sealed class LateParent(TaskCompletionSource<object> result) : UntypedActor
    {
        protected override void OnReceive(object message) => Unhandled(message);

        protected override void PostStop() => result.SetResult(Record.Exception(() => Context.ActorOf(Props.Empty, "late")));
    }

    private sealed class SlowStop(ManualResetEventSlim gate) : UntypedActor
    {
        protected override void OnReceive(object message) => Unhandled(message);

        protected override void PostStop() => gate.Wait(Patience);
    }
}
