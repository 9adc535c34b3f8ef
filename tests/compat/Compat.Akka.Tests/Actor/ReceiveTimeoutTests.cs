using Akka.Actor;

namespace Compat.Akka.Tests.Actor;

public sealed class ReceiveTimeoutTests : SystemFixture
{
    private static readonly TimeSpan _soon = TimeSpan.FromMilliseconds(30);

    [Fact]
    public async Task SetReceiveTimeout_Silence_SendsTheMessageFromItself()
    {
        var actor = Start(context => context.SetReceiveTimeout(_soon));
        await ExpectNext("PreStart", ReceiveTimeout.Instance, actor);
    }

    [Fact]
    public async Task SetReceiveTimeout_Null_EndsIt()
    {
        var actor = Start(context =>
        {
            context.SetReceiveTimeout(_soon);
            context.SetReceiveTimeout(null);
        });
        await ExpectNext("PreStart");
        Assert.Null(await actor.Do(context => context.ReceiveTimeout));
        Assert.Equal(_soon, await actor.Do(context =>
        {
            context.SetReceiveTimeout(_soon);
            return context.ReceiveTimeout;
        }));
        await ExpectNext(ReceiveTimeout.Instance, actor);
    }

    [Fact]
    public async Task MessageWithoutInfluence_DoesNotRestartTheClock()
    {
        var actor = Start(context => context.SetReceiveTimeout(TimeSpan.FromMilliseconds(60)));
        await ExpectNext("PreStart");
        using var stop = new CancellationTokenSource();
        var busy = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                actor.Tell(new Quiet());
                actor.Tell(new Identify(0), ActorRefs.NoSender);
                await Task.Delay(5);
            }
        });
        await ExpectNext(ReceiveTimeout.Instance, actor);
        await stop.CancelAsync();
        await busy;
    }

    [Fact]
    public async Task Restart_KeepsTheTimeout()
    {
        var actor = Start(_ => { });
        await ExpectNext("PreStart");
        actor.Tell((Scripted.Step)(context =>
        {
            context.SetReceiveTimeout(_soon);
            throw new InvalidOperationException("boom");
        }));
        await ExpectNext("PreRestart boom", "PostStop", "PostRestart boom", "PreStart", ReceiveTimeout.Instance, actor);
    }

    private IActorRef Start(Action<IActorContext> atStart) => Sys.ActorOf(Recorder.Props(Inbox, _ => atStart(OwnContext.Current), Handle));

    private static void Handle(Recorder self, object message)
    {
        if (message is not ReceiveTimeout) return;
        OwnContext.Current.SetReceiveTimeout(null);
        self.Report(message);
        self.Report(OwnContext.Current.Sender);
    }

    private sealed class Quiet : INotInfluenceReceiveTimeout;

    /// <summary>The context of the actor that runs on this thread, for code that is not an actor's.</summary>
    private sealed class OwnContext : UntypedActor
    {
        public static IActorContext Current => Context;

        protected override void OnReceive(object message) => Unhandled(message);
    }
}
