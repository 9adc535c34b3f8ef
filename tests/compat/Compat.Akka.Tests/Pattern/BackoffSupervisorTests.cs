using Akka.Actor;
using Akka.Pattern;
using Compat.Akka.Tests.Actor;

namespace Compat.Akka.Tests.Pattern;

public sealed class BackoffSupervisorTests : SystemFixture
{
    private static readonly TimeSpan _short = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan _long = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task OnStop_ChildStops_StartsItAgain()
    {
        var supervisor = Start(Backoff.OnStop(Scripted.Props(Inbox), "child", _short, _short, 0.2));
        await ExpectNext("PreStart");
        supervisor.Tell(PoisonPill.Instance.Kept());
        await ExpectNext("PostStop", "PreStart");
        supervisor.Tell("ping", Inbox);
        await ExpectNext("pong");
    }

    [Fact]
    public async Task OnFailure_ChildFails_StartsItAgain()
    {
        var supervisor = Start(Backoff.OnFailure(Scripted.Props(Inbox), "child", _short, _short, 0.0).WithAutoReset(_long));
        supervisor.Tell(new InvalidOperationException("boom"));
        await ExpectNext("PreStart", "PostStop", "PreStart");
        Assert.Equal(1, (await supervisor.Ask<BackoffSupervisor.RestartCount>(BackoffSupervisor.GetRestartCount.Instance, Patience)).Count);
    }

    [Fact]
    public async Task OnFailure_ChildStopsByItself_StopsTheSupervisor()
    {
        var supervisor = Start(Backoff.OnFailure(Scripted.Props(Inbox), "child", _short, _short, 0.0));
        var gone = supervisor.WatchAsync();
        supervisor.Tell(PoisonPill.Instance.Kept());
        Assert.True(await gone.WaitAsync(Patience));
    }

    [Fact]
    public async Task OnFailure_MoreOftenThanAllowed_StopsTheSupervisor()
    {
        var supervisor = Start(Backoff.OnFailure(Scripted.Props(Inbox), "child", _short, _short, 0.0, 1).WithManualReset());
        var gone = supervisor.WatchAsync();
        await ExpectNext("PreStart");
        supervisor.Tell(new InvalidOperationException("boom"));
        await ExpectNext("PostStop", "PreStart");
        supervisor.Tell(new InvalidOperationException("boom"));
        await ExpectNext("PostStop");
        Assert.True(await gone.WaitAsync(Patience));
    }

    [Fact]
    public async Task ManualReset_ByTheChild_StartsTheCountAgain()
    {
        var supervisor = Start(Backoff.OnFailure(Scripted.Props(Inbox), "child", _short, _short, 0.0).WithManualReset());
        await ExpectNext("PreStart");
        supervisor.Tell(new InvalidOperationException("boom"));
        await ExpectNext("PostStop", "PreStart");
        var child = (await supervisor.Ask<BackoffSupervisor.CurrentChild>(BackoffSupervisor.GetCurrentChild.Instance, Patience)).Ref;
        await child.Do(context =>
        {
            context.Parent.Tell(BackoffSupervisor.Reset.Instance);
            return true;
        });
        Assert.Equal(0, (await supervisor.Ask<BackoffSupervisor.RestartCount>(BackoffSupervisor.GetRestartCount.Instance, Patience)).Count);
    }

    [Fact]
    public async Task ReplyWhileStopped_NoChild_Answers()
    {
        var supervisor = Start(Backoff.OnStop(Scripted.Props(Inbox), "child", _long, _long, 0.0).WithReplyWhileStopped("closed"));
        await ExpectNext("PreStart");
        supervisor.Tell(PoisonPill.Instance.Kept());
        await ExpectNext("PostStop");
        object reply;
        do reply = await supervisor.Ask<object>("ping", Patience);
        while (!"closed".Equals(reply) && "pong".Equals(reply));
        Assert.Equal("closed", reply);
    }

    [Fact]
    public async Task FinalStopMessage_ChildStops_StopsTheSupervisor()
    {
        var supervisor = Start(Backoff.OnStop(Props.Create(() => new StopsOn("enough")), "child", _short, _short, 0.0).WithFinalStopMessage(message => "enough".Equals(message)));
        var gone = supervisor.WatchAsync();
        supervisor.Tell("enough");
        Assert.True(await gone.WaitAsync(Patience));
    }

    [Fact]
    public async Task MessagesOfTheChild_GoToTheSupervisorsParent()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Parent(Inbox)));
        var child = await parent.Ask<IActorRef>(BackoffSupervisor.GetCurrentChild.Instance, Patience);
        await child.Do(context =>
        {
            context.Parent.Tell("for grandpa");
            return true;
        });
        await ExpectNext("for grandpa");
    }

    [Theory]
    [InlineData(0, 1, 0.1)]
    [InlineData(2, 1, 0.1)]
    [InlineData(1, 2, 1.5)]
    public void Props_ImpossibleOptions_Throw(int minimum, int maximum, double factor) =>
        Assert.Throws<ArgumentException>(() => BackoffSupervisor.Props(Backoff.OnStop(Props.Empty, "child", TimeSpan.FromSeconds(minimum), TimeSpan.FromSeconds(maximum), factor)));

    private IActorRef Start(BackoffOptions options) => Sys.ActorOf(BackoffSupervisor.Props(options));

    private sealed class StopsOn : ReceiveActor
    {
        public StopsOn(string word) => Receive<string>(_ => Context.Stop(Self), text => text == word);
    }

    private sealed class Parent : ReceiveActor
    {
        public Parent(IActorRef report)
        {
            var supervisor = Context.ActorOf(BackoffSupervisor.Props(Backoff.OnStop(Scripted.Props(), "child", _short, _short, 0.0)));
            ReceiveAsync<BackoffSupervisor.GetCurrentChild>(async message =>
            {
                var reply = await supervisor.Ask<BackoffSupervisor.CurrentChild>(message, Patience);
                Sender.Tell(reply.Ref);
            });
            ReceiveAny(report.Tell);
        }
    }
}

internal static class StopMessages
{
    /// <summary>Makes the child stop itself; a poison pill itself would stop the supervisor.</summary>
    public static Scripted.Step Kept(this PoisonPill pill) => context => context.Self.Tell(pill);
}
