using Akka.Actor;
using Akka.Actor.Internal;

namespace Compat.Akka.Tests.Actor;

/// <summary>A strategy that a user has derived.</summary>
public sealed class OwnStrategyTests : SystemFixture
{
    [Fact]
    public async Task ProcessFailure_Overridden_SeesWhatIsDecided()
    {
        var parent = Sys.ActorOf(Scripted.Props(strategy: new Reporting(Inbox)));
        var child = await parent.Child(Scripted.Props());
        var other = await parent.Child(Scripted.Props());
        child.Tell(new ArithmeticException("boom"));
        await ExpectNext(("boom", true, child, 0u, 2));
        child.Tell(new ArithmeticException("again"));
        await ExpectNext(("again", true, child, 1u, 2));
        var gone = child.WatchAsync();
        child.Tell(Kill.Instance);
        await ExpectNext(("Kill", false, child, 2u, 2));
        Assert.True(await gone.WaitAsync(Patience));
        Assert.Equal("pong", await other.Ask<string>("ping", Patience));
    }

    [Fact]
    public async Task Handle_Overridden_Decides()
    {
        var parent = Sys.ActorOf(Scripted.Props(strategy: new Resuming()));
        var child = await parent.Child(Scripted.Props());
        int incarnation = await child.Ask<int>("who", Patience);
        child.Tell(new ArithmeticException());
        Assert.Equal(incarnation, await child.Ask<int>("who", Patience));
    }

    private sealed class Reporting(IActorRef reports) : OneForOneStrategy(5, TimeSpan.FromMinutes(1), DefaultDecider)
    {
        public override void ProcessFailure(
            IActorContext context, bool restart, IActorRef child, Exception cause, ChildRestartStats stats, IReadOnlyCollection<ChildRestartStats> children)
        {
            Assert.Equal((child, child.Path.Uid), (stats.Child, stats.Uid));
            reports.Tell((cause.Message, restart, child, stats.MaxNrOfRetriesCount, children.Count));
            base.ProcessFailure(context, restart, child, cause, stats, children);
        }
    }

    private sealed class Resuming : OneForOneStrategy
    {
        protected override Directive Handle(IActorRef child, Exception exception) => Directive.Resume;
    }
}
