using Akka.Actor;

namespace Compat.Akka.Tests.Actor;

/// <summary>What an actor's own constructor may use.</summary>
public sealed class ConstructorTests : SystemFixture
{
    private static readonly TimeSpan _short = TimeSpan.FromMilliseconds(10);

    [Fact]
    public async Task Timers_StartedInTheConstructor_Run()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Timed(Inbox)));
        await ExpectNext("tick", "tick");
        await actor.GracefulStop(Patience);
    }

    [Fact]
    public async Task Become_InTheConstructor_TheLastCounts()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Becoming()));
        foreach (int number in new[] { 1, 2, 3 }) actor.Tell(number, Inbox);
        await ExpectNext("stacked 1", "replaced 2", "replaced 3");
    }

    private sealed class Timed : UntypedActor, IWithTimers
    {
        private readonly IActorRef _reports;

        public Timed(IActorRef reports)
        {
            _reports = reports;
            Timers.StartPeriodicTimer("key", "tick", TimeSpan.Zero, _short);
        }

        public ITimerScheduler Timers { get; set; } = null!;

        protected override void OnReceive(object message) => _reports.Tell(message);
    }

    private sealed class Becoming : ReceiveActor
    {
        public Becoming()
        {
            Become(() => ReceiveAny(message => Sender.Tell($"replaced {message}")));
            BecomeStacked(() => ReceiveAny(message =>
            {
                Sender.Tell($"stacked {message}");
                UnbecomeStacked();
            }));
            ReceiveAny(_ => Sender.Tell("initial"));
        }
    }
}
