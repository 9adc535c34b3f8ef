using Akka.Actor;
using Akka.Event;
using Akka.Pattern;
using Compat.Akka.Tests.Actor;

namespace Compat.Akka.Tests.Pattern;

/// <summary>From whom messages come that pass a back-off supervisor.</summary>
public sealed class BackoffSenderTests : SystemFixture
{
    private static readonly TimeSpan _short = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan _long = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Forwarded_KeepsItsSender()
    {
        var supervisor = Start(Backoff.OnStop(Scripted.Props(), "child", _short, _short, 0.0));
        supervisor.Tell("ping", Inbox);

        var (message, sender) = await Receive();
        Assert.Equal("pong", message);
        Assert.Equal(supervisor.Path / "child", sender.Path);
    }

    [Fact]
    public async Task OfTheChildToTheParent_ComesFromTheSupervisor()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Parent(Inbox)), "parent");
        var child = await parent.Ask<IActorRef>("child", Patience);
        await child.Do(context =>
        {
            context.Parent.Tell("for grandpa", context.Self);
            return true;
        });

        var (message, sender) = await Receive();
        Assert.Equal("for grandpa", message);
        Assert.Equal(parent.Path / "supervisor", sender.Path);
    }

    [Fact]
    public async Task WithoutAChild_GoesToDeadLettersWithItsSender()
    {
        Sys.EventStream.Subscribe(Inbox, typeof(DeadLetter));
        var supervisor = Start(Backoff.OnStop(Scripted.Props(Inbox), "child", _long, _long, 0.0));
        await ExpectNext("PreStart");
        supervisor.Tell(PoisonPill.Instance.Kept());
        await ExpectNext("PostStop");

        // The child's end has reached the supervisor when it has no child any more.
        while (!(await supervisor.Ask<BackoffSupervisor.CurrentChild>(BackoffSupervisor.GetCurrentChild.Instance, Patience)).Ref.IsNobody())
        {
        }

        supervisor.Tell("lost", Inbox);
        var letter = await Next<DeadLetter>();
        Assert.Equal(("lost", Inbox), (letter.Message, letter.Sender));
    }

    [Fact]
    public async Task Failure_OfTheChild_IsDecidedByTheGivenStrategy()
    {
        var strategy = new OneForOneStrategy(cause => cause is InvalidOperationException ? Directive.Resume : Directive.Restart);
        var supervisor = Start(Backoff.OnFailure(Scripted.Props(Inbox), "child", _short, _short, 0.0).WithSupervisorStrategy(strategy));
        await ExpectNext("PreStart");
        int before = await supervisor.Ask<int>("who", Patience);

        supervisor.Tell(new InvalidOperationException("resumed"));
        Assert.Equal(before, await supervisor.Ask<int>("who", Patience));
        supervisor.Tell(new ArgumentException("restarted"));
        await ExpectNext("PostStop", "PreStart");
        Assert.NotEqual(before, await supervisor.Ask<int>("who", Patience));
    }

    private IActorRef Start(BackoffOptions options) => Sys.ActorOf(BackoffSupervisor.Props(options));

    private sealed class Parent : ReceiveActor
    {
        public Parent(IActorRef report)
        {
            var supervisor = Context.ActorOf(BackoffSupervisor.Props(Backoff.OnStop(Scripted.Props(), "child", _short, _short, 0.0)), "supervisor");
            ReceiveAsync<string>(text => text == "child", async _ =>
            {
                var reply = await supervisor.Ask<BackoffSupervisor.CurrentChild>(BackoffSupervisor.GetCurrentChild.Instance, Patience);
                Sender.Tell(reply.Ref);
            });
            ReceiveAny(message => report.Forward(message));
        }
    }
}
