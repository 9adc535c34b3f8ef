using Akka.Actor;

namespace Compat.Akka.Tests.Actor;

/// <summary>How often a strategy restarts a child, and what follows when that is too often.</summary>
public sealed class RetryLimitTests : SystemFixture
{
    private static readonly Exception _boom = new InvalidOperationException("boom");
    private static readonly string[] _restart = ["PreRestart boom exception", "PostStop", "PostRestart boom", "PreStart"];

    [Fact]
    public async Task Restart_LimitInATime_CountsAgainAfterIt()
    {
        var window = TimeSpan.FromMilliseconds(200);
        var parent = Sys.ActorOf(Scripted.Props(strategy: new OneForOneStrategy(1, window, _ => Directive.Restart)));
        var child = await parent.Child(Scripted.Props(Inbox));
        child.Tell(_boom);
        await ExpectNext(["PreStart", .. _restart]);

        Sys.Scheduler.ScheduleTellOnce(2 * window, child, _boom, ActorRefs.NoSender);
        await ExpectNext(_restart);
        child.Tell(_boom);
        await ExpectNext("PostStop");
    }

    [Fact]
    public async Task Restart_NoneAllowed_Stops()
    {
        var parent = Sys.ActorOf(Scripted.Props(strategy: new OneForOneStrategy(0, TimeSpan.FromMinutes(1), _ => Directive.Restart)));
        var child = await parent.Child(Scripted.Props(Inbox));
        child.Tell(_boom);
        await ExpectNext("PreStart", "PostStop");
    }

    [Fact]
    public async Task Restart_NoLimit_GoesOn()
    {
        var parent = Sys.ActorOf(Scripted.Props(strategy: new OneForOneStrategy(-1, -1, _ => Directive.Restart)));
        var child = await parent.Child(Scripted.Props());
        for (int index = 0; index < 100; index++) child.Tell(_boom);
        Assert.Equal("pong", await child.Ask<string>("ping", Patience));
    }

    [Fact]
    public async Task Restart_LimitOfOneChild_IsNotThatOfAnother()
    {
        var parent = Sys.ActorOf(Scripted.Props(strategy: new OneForOneStrategy(1, TimeSpan.FromMinutes(1), _ => Directive.Restart)));
        var first = await parent.Child(Scripted.Props(Inbox));
        await ExpectNext("PreStart");
        first.Tell(_boom);
        await ExpectNext(_restart);

        var second = await parent.Child(Scripted.Props(Inbox));
        await ExpectNext("PreStart");
        second.Tell(_boom);
        await ExpectNext(_restart);
        first.Tell(_boom);
        await ExpectNext("PostStop");
    }

    [Fact]
    public async Task Escalate_TwoLevels_FailsEachWithTheCause()
    {
        var causes = new System.Collections.Concurrent.ConcurrentQueue<string>();
        var top = Sys.ActorOf(Scripted.Props(strategy: Deciding("top", Directive.Restart)));
        var middle = await top.Child(Scripted.Props(Inbox, Deciding("middle", Directive.Escalate)));
        var bottom = await middle.Child(Scripted.Props(strategy: Deciding("bottom", Directive.Escalate)));
        var leaf = await bottom.Child(Scripted.Props());
        await ExpectNext("PreStart");

        leaf.Tell(_boom);

        await ExpectNext("PreRestart boom ", "PostStop", "PostRestart boom", "PreStart");
        Assert.Equal(["bottom boom", "middle boom", "top boom"], causes);
        Assert.Empty(await middle.Do(context => context.GetChildren().ToList()));

        OneForOneStrategy Deciding(string who, Directive directive) => new(cause =>
        {
            causes.Enqueue($"{who} {cause.Message}");
            return directive;
        });
    }

    [Fact]
    public async Task AllForOne_OverTheLimit_StopsAll()
    {
        var parent = Sys.ActorOf(Scripted.Props(strategy: new AllForOneStrategy(1, TimeSpan.FromMinutes(1), _ => Directive.Restart)));
        var first = await parent.Child(Scripted.Props());
        var second = await parent.Child(Scripted.Props());
        var gone = Task.WhenAll(first.WatchAsync(), second.WatchAsync());
        first.Tell(_boom);
        Assert.Equal("pong", await first.Ask<string>("ping", Patience));
        first.Tell(_boom);
        Assert.All(await gone.WaitAsync(Patience), Assert.True);
    }
}
