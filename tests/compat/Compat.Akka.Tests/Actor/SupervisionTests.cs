using Akka.Actor;

namespace Compat.Akka.Tests.Actor;

public sealed class SupervisionTests : SystemFixture
{
    private static readonly Exception _boom = new InvalidOperationException("boom");

    [Fact]
    public async Task Failure_DefaultStrategy_RestartsInDocumentedOrder()
    {
        var parent = Sys.ActorOf(Scripted.Props());
        var child = await parent.Child(Scripted.Props(Inbox));
        child.Tell(_boom);
        await ExpectNext("PreStart", "PreRestart boom exception", "PostStop", "PostRestart boom", "PreStart");
    }

    [Fact]
    public async Task Failure_Restart_MakesANewIncarnationBehindTheSameReference()
    {
        var child = Sys.ActorOf(Scripted.Props());
        int before = await child.Ask<int>("who", Patience);
        child.Tell(_boom);
        Assert.NotEqual(before, await child.Ask<int>("who", Patience));
    }

    [Fact]
    public async Task Failure_Resume_KeepsTheIncarnation()
    {
        var parent = Sys.ActorOf(Scripted.Props(strategy: new OneForOneStrategy(_ => Directive.Resume)));
        var child = await parent.Child(Scripted.Props());
        int before = await child.Ask<int>("who", Patience);
        child.Tell(_boom);
        Assert.Equal(before, await child.Ask<int>("who", Patience));
    }

    [Fact]
    public async Task Failure_Stop_StopsTheChild()
    {
        var parent = Sys.ActorOf(Scripted.Props(strategy: new OneForOneStrategy(_ => Directive.Stop)));
        var child = await parent.Child(Scripted.Props(Inbox));
        child.Tell(_boom);
        await ExpectNext("PreStart", "PostStop");
    }

    [Fact]
    public async Task Failure_Escalate_FailsTheParent()
    {
        var grandparent = Sys.ActorOf(Scripted.Props());
        var parent = await grandparent.Child(Scripted.Props(Inbox, new OneForOneStrategy(_ => Directive.Escalate)));
        var child = await parent.Child(Scripted.Props());
        child.Tell(_boom);
        await ExpectNext("PreStart", "PreRestart boom ", "PostStop", "PostRestart boom", "PreStart");
    }

    [Fact]
    public async Task Failure_EscalatedUpToTheRoot_TerminatesTheSystem()
    {
        using var system = ActorSystem.Create("escalating", "akka.loglevel = OFF\nakka.stdout-loglevel = OFF\nakka.actor.guardian-supervisor-strategy = \"" + typeof(EscalatingConfigurator).AssemblyName() + "\"");
        system.ActorOf(Scripted.Props()).Tell(_boom);
        await system.WhenTerminated.WaitAsync(Patience);
    }

    [Fact]
    public async Task Failure_StoppingGuardian_StopsTopLevelActors()
    {
        using var system = ActorSystem.Create("stopping", "akka.loglevel = OFF\nakka.stdout-loglevel = OFF\nakka.actor.guardian-supervisor-strategy = \"Akka.Actor.StoppingSupervisorStrategy\"");
        var actor = system.ActorOf(Scripted.Props());
        var gone = actor.WatchAsync();
        actor.Tell(_boom);
        Assert.True(await gone.WaitAsync(Patience));
    }

    [Fact]
    public async Task Failure_MoreOftenThanAllowed_StopsTheChild()
    {
        var parent = Sys.ActorOf(Scripted.Props(strategy: new OneForOneStrategy(2, TimeSpan.FromMinutes(1), _ => Directive.Restart)));
        var child = await parent.Child(Scripted.Props(Inbox));
        for (int index = 0; index < 3; index++) child.Tell(_boom);
        string[] restart = ["PreRestart boom exception", "PostStop", "PostRestart boom", "PreStart"];
        await ExpectNext(["PreStart", .. restart, .. restart, "PostStop"]);
    }

    [Fact]
    public async Task Failure_AllForOne_RestartsTheSiblingsToo()
    {
        var parent = Sys.ActorOf(Scripted.Props(strategy: new AllForOneStrategy(_ => Directive.Restart)));
        var first = await parent.Child(Scripted.Props());
        var second = await parent.Child(Scripted.Props());
        int before = await second.Ask<int>("who", Patience);
        int failing = await first.Ask<int>("who", Patience);
        first.Tell(_boom);
        Assert.NotEqual(failing, await first.Ask<int>("who", Patience));
        Assert.NotEqual(before, await second.Ask<int>("who", Patience));
    }

    [Fact]
    public async Task Failure_AllForOneStop_StopsTheSiblingsToo()
    {
        var parent = Sys.ActorOf(Scripted.Props(strategy: new AllForOneStrategy(_ => Directive.Stop)));
        var first = await parent.Child(Scripted.Props());
        var second = await parent.Child(Scripted.Props());
        var gone = Task.WhenAll(first.WatchAsync(), second.WatchAsync());
        first.Tell(_boom);
        await gone.WaitAsync(Patience);
    }

    [Fact]
    public async Task Failure_RestartOfAParent_StopsItsChildrenFirst()
    {
        var parent = Sys.ActorOf(Scripted.Props(Inbox), "parent");
        var child = await parent.Child(Scripted.Props(Inbox), "child");
        parent.Tell(_boom);
        var seen = new List<(object, string)>();
        for (int index = 0; index < 7; index++)
        {
            var (message, sender) = await Receive();
            seen.Add((message, sender.Path.Name));
        }

        Assert.Equal(("PreStart", "parent"), seen[0]);
        Assert.Equal(("PreStart", "child"), seen[1]);
        Assert.Equal(("PreRestart boom exception", "parent"), seen[2]);
        Assert.True(seen.IndexOf(("PostStop", "child")) < seen.IndexOf(("PostRestart boom", "parent")));
        Assert.True(await child.WatchAsync().WaitAsync(Patience));
    }

    [Fact]
    public async Task Failure_QueuedMessages_SurviveARestart()
    {
        var child = Sys.ActorOf(Scripted.Props());
        child.Tell(_boom);
        child.Tell("ping", Inbox);
        await ExpectNext("pong");
    }

    [Fact]
    public async Task Failure_InTheConstructor_StopsTheActorByDefault()
    {
        var parent = Sys.ActorOf(Scripted.Props());
        var child = await parent.Child(Props.Create(() => new FailsWhenBuilt(true)));
        Assert.True(await child.WatchAsync().WaitAsync(Patience));
    }

    [Fact]
    public async Task Failure_InPreStart_ReachesTheDeciderAsInitializationException()
    {
        var seen = new TaskCompletionSource<Exception>();
        var parent = Sys.ActorOf(Scripted.Props(strategy: new OneForOneStrategy(error =>
        {
            seen.TrySetResult(error);
            return Directive.Stop;
        })));
        var child = await parent.Child(Props.Create(() => new FailsWhenBuilt(false)));
        var error = Assert.IsType<ActorInitializationException>(await seen.Task.WaitAsync(Patience));
        Assert.Equal(child, error.Actor);
        Assert.Equal("in PreStart", error.InnerException!.Message);
    }

    [Fact]
    public async Task Failure_WhenBuiltAndRestarted_BuildsAgain()
    {
        int attempts = 0;
        var parent = Sys.ActorOf(Scripted.Props(strategy: new OneForOneStrategy(_ => Directive.Restart)));
        var child = await parent.Child(Props.CreateBy(new Producer(() => ++attempts < 3 ? throw new InvalidOperationException("not yet") : new Scripted())));
        Assert.Equal("pong", await child.Ask<string>("ping", Patience));
        Assert.Equal(3, attempts);
    }

    [Fact]
    public async Task Decider_OfPairs_TakesTheFirstThatFits()
    {
        var decider = Decider.From(Directive.Escalate, Directive.Resume.When<ArgumentNullException>(), Directive.Stop.When<ArgumentException>());
        Assert.Equal(Directive.Resume, decider.Decide(new ArgumentNullException()));
        Assert.Equal(Directive.Stop, decider.Decide(new ArgumentOutOfRangeException()));
        Assert.Equal(Directive.Escalate, decider.Decide(new InvalidOperationException()));
        await Task.CompletedTask;
    }

    [Fact]
    public async Task Kill_ByDefault_StopsTheActor()
    {
        var actor = Sys.ActorOf(Scripted.Props());
        var gone = actor.WatchAsync();
        actor.Tell(Kill.Instance);
        Assert.True(await gone.WaitAsync(Patience));
    }

    [Fact]
    public async Task PoisonPill_AfterOtherMessages_StopsBehindThem()
    {
        var actor = Sys.ActorOf(Scripted.Props(Inbox));
        actor.Tell("ping", Inbox);
        actor.Tell(PoisonPill.Instance);
        actor.Tell("ping", Inbox);
        await ExpectNext("PreStart", "pong", "PostStop");
        await ExpectNothing();
    }

    [Fact]
    public async Task Stop_WithChildren_WaitsForThem()
    {
        var parent = Sys.ActorOf(Scripted.Props(Inbox), "p");
        await parent.Child(Scripted.Props(Inbox), "c");
        Sys.Stop(parent);
        var senders = new List<string>();
        for (int index = 0; index < 4; index++)
        {
            var (message, sender) = await Receive();
            senders.Add($"{message} {sender.Path.Name}");
        }

        Assert.Equal(["PreStart p", "PreStart c", "PostStop c", "PostStop p"], senders);
    }

    [Fact]
    public async Task StrategyOfProps_WinsOverTheActorsOwn()
    {
        var parent = Sys.ActorOf(Scripted.Props(strategy: new OneForOneStrategy(_ => Directive.Stop)).WithSupervisorStrategy(new OneForOneStrategy(_ => Directive.Resume)));
        var child = await parent.Child(Scripted.Props());
        int before = await child.Ask<int>("who", Patience);
        child.Tell(_boom);
        Assert.Equal(before, await child.Ask<int>("who", Patience));
    }

    [Fact]
    public async Task Failure_InTheDecider_FailsTheParent()
    {
        var grandparent = Sys.ActorOf(Scripted.Props(strategy: new OneForOneStrategy(_ => Directive.Stop)));
        var parent = await grandparent.Child(Scripted.Props(strategy: new OneForOneStrategy(_ => throw new InvalidOperationException("undecided"))));
        var child = await parent.Child(Scripted.Props());
        var gone = parent.WatchAsync();
        child.Tell(_boom);
        Assert.True(await gone.WaitAsync(Patience));
    }

    [Fact]
    public async Task Failure_InPreRestart_RestartsAllTheSame()
    {
        var child = Sys.ActorOf(Props.Create(() => new FailsAround(true, false)));
        child.Tell("fail");
        Assert.Equal("alive", await child.Ask<string>("alive?", Patience));
    }

    [Fact]
    public async Task Failure_InPostRestart_ReachesTheDeciderAsPostRestartException()
    {
        var seen = new TaskCompletionSource<PostRestartException>();
        var parent = Sys.ActorOf(Scripted.Props(strategy: new OneForOneStrategy(error =>
        {
            if (error is not PostRestartException failed) return Directive.Restart;
            seen.TrySetResult(failed);
            return Directive.Stop;
        })));
        var child = await parent.Child(Props.Create(() => new FailsAround(false, true)));
        child.Tell("fail");
        var error = await seen.Task.WaitAsync(Patience);
        Assert.Equal(("boom", "in PostRestart"), (error.OriginalCause.Message, error.InnerException!.Message));
        Assert.True(await child.WatchAsync().WaitAsync(Patience));
    }

    [Fact]
    public async Task Failure_ParentThatKeepsItsChildren_RestartsThem()
    {
        var parent = Sys.ActorOf(Props.Create(() => new KeepsChildren(Inbox)));
        var child = await parent.Ask<IActorRef>("child", Patience);
        await ExpectNext("PreStart");
        parent.Tell("fail");
        await ExpectNext("PreRestart boom ", "PostStop", "PostRestart boom", "PreStart");
        Assert.Equal("pong", await child.Ask<string>("ping", Patience));
    }

    [Fact]
    public async Task Failure_Resumed_ResumesTheChildrenToo()
    {
        var grandparent = Sys.ActorOf(Scripted.Props(strategy: new OneForOneStrategy(_ => Directive.Resume)));
        var parent = await grandparent.Child(Scripted.Props());
        var child = await parent.Child(Scripted.Props());
        int before = await child.Ask<int>("who", Patience);
        parent.Tell(_boom);
        Assert.Equal(before, await child.Ask<int>("who", Patience));
    }

    [Fact]
    public async Task Failure_AtRandomUnderLoad_LosesNoOtherMessage()
    {
        int handled = 0;
        var done = new TaskCompletionSource();
        Action count = () =>
        {
            if (Interlocked.Increment(ref handled) == 40_000) done.SetResult();
        };
        var actor = Sys.ActorOf(Props.Create(() => new Fragile(count)));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(sender => Task.Run(() =>
        {
            for (int index = 0; index < 10_000; index++)
            {
                actor.Tell(index);
                if (index % 100 == sender) actor.Tell("fail");
            }
        })));
        await done.Task.WaitAsync(Patience);
    }

    private sealed class Fragile : ReceiveActor
    {
        public Fragile(Action count)
        {
            Receive<int>(_ => count());
            Receive<string>(_ => throw _boom);
        }
    }

    private sealed class FailsAround : ReceiveActor
    {
        private readonly bool _inPreRestart;
        private readonly bool _inPostRestart;

        public FailsAround(bool inPreRestart, bool inPostRestart)
        {
            _inPreRestart = inPreRestart;
            _inPostRestart = inPostRestart;
            Receive<string>(_ => throw _boom, text => text == "fail");
            Receive<string>(_ => Sender.Tell("alive"));
        }

        protected override void PreRestart(Exception reason, object message)
        {
            if (_inPreRestart) throw new InvalidOperationException("in PreRestart");
        }

        protected override void PostRestart(Exception reason)
        {
            if (_inPostRestart) throw new InvalidOperationException("in PostRestart");
        }
    }

    private sealed class KeepsChildren : ReceiveActor
    {
        public KeepsChildren(IActorRef report)
        {
            Receive<string>(_ => throw _boom, text => text == "fail");
            Receive<string>(_ => Sender.Tell(Context.ActorOf(Scripted.Props(report))), text => text == "child");
        }

        protected override void PreRestart(Exception reason, object message) => PostStop();
    }

    private sealed class FailsWhenBuilt : UntypedActor
    {
        public FailsWhenBuilt(bool inConstructor)
        {
            if (inConstructor) throw new InvalidOperationException("in constructor");
        }

        protected override void PreStart() => throw new InvalidOperationException("in PreStart");

        protected override void OnReceive(object message) => Unhandled(message);
    }

    private sealed class Producer(Func<ActorBase> build) : IIndirectActorProducer
    {
        public Type ActorType => typeof(Scripted);

        public ActorBase Produce() => build();

        public void Release(ActorBase actor)
        {
        }
    }
}

public sealed class EscalatingConfigurator : SupervisorStrategyConfigurator
{
    public override SupervisorStrategy Create() => new OneForOneStrategy(_ => Directive.Escalate);
}

public static class TypeNames
{
    public static string AssemblyName(this Type type) => $"{type.FullName}, {type.Assembly.GetName().Name}";
}
