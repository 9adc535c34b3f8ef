using Akka.Actor;

namespace Compat.Akka.Tests.Actor;

public sealed class TimerTests : SystemFixture
{
    private static readonly TimeSpan _short = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan _long = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task StartSingleTimer_RunsOut_SendsOnceAndIsOver()
    {
        var actor = Timed();
        actor.Do(timers => timers.StartSingleTimer("key", "tick", _short));
        await ExpectNext("tick");
        Assert.False(await actor.Ask<bool>("active", Patience));
    }

    [Fact]
    public async Task StartPeriodicTimer_Runs_SendsAgainAndAgain()
    {
        var actor = Timed();
        actor.Do(timers => timers.StartPeriodicTimer("key", "tick", TimeSpan.Zero, _short));
        await ExpectNext("tick", "tick", "tick");
        Assert.True(await actor.Ask<bool>("active", Patience));
    }

    [Fact]
    public async Task Cancel_MessageAlreadyInTheMailbox_NeverArrives()
    {
        var actor = Timed();
        actor.Do(timers =>
        {
            // At once, so that the message waits behind this one.
            timers.StartSingleTimer("key", "tick", TimeSpan.Zero);
            timers.Cancel("key");
            timers.StartSingleTimer("other", "tock", TimeSpan.Zero);
        });
        await ExpectNext("tock");
        await ExpectNothing();
    }

    [Fact]
    public async Task Start_SameKey_ReplacesTheFormer()
    {
        var actor = Timed();
        actor.Do(timers =>
        {
            timers.StartSingleTimer("key", "old", TimeSpan.Zero);
            timers.StartSingleTimer("key", "new", TimeSpan.Zero);
        });
        await ExpectNext("new");
        await ExpectNothing();
    }

    [Fact]
    public async Task Restart_CancelsAllTimers()
    {
        var actor = Timed();
        actor.Do(timers => timers.StartPeriodicTimer("key", "tick", _long));
        actor.Tell(new InvalidOperationException("boom"));
        Assert.False(await actor.Ask<bool>("active", Patience));
    }

    [Fact]
    public async Task FailureInATimersMessage_IsTheActorsFailure()
    {
        var actor = Timed();
        actor.Do(timers => timers.StartSingleTimer("key", new InvalidOperationException("boom"), TimeSpan.Zero));
        await ExpectNext("PostRestart boom");
    }

    [Fact]
    public async Task ActiveTimers_ListsTheKeys()
    {
        var keys = new TaskCompletionSource<object[]>();
        Timed().Do(timers =>
        {
            timers.StartSingleTimer("one", "tick", _long);
            timers.StartPeriodicTimer("two", "tick", _long);
            keys.SetResult([.. timers.ActiveTimers.Order()]);
            timers.CancelAll();
        });
        Assert.Equal(["one", "two"], await keys.Task.WaitAsync(Patience));
    }

    [Fact]
    public async Task RestartAndStop_EndTheTimersBeforeTheHooks_ButAfterWhatIsAroundThem()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Counting(Inbox)));
        actor.Tell("restart");
        await ExpectNext("around PreRestart 1", "PreRestart 0", "around PostRestart 1", "PostRestart 1");
        await actor.GracefulStop(Patience);
        await ExpectNext("around PostStop 1", "PostStop 0");
    }

    [Fact]
    public async Task SetReceiveTimeout_NothingArrives_SendsReceiveTimeout()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Impatient(Inbox)));
        actor.Tell(_short);
        await ExpectNext("timeout", "timeout");
    }

    [Fact]
    public async Task SetReceiveTimeout_Null_EndsIt()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Impatient(Inbox)));
        actor.Tell(_long);
        Assert.Equal(_long, await actor.Ask<TimeSpan?>("limit", Patience));
        actor.Tell("off");
        Assert.Equal("none", await actor.Ask<object>("limit", Patience));
    }

    private IActorRef Timed() => Sys.ActorOf(Props.Create(() => new TimedActor(Inbox)));

    private sealed class TimedActor : ReceiveActor, IWithTimers
    {
        private readonly IActorRef _report;

        public TimedActor(IActorRef report)
        {
            _report = report;
            Receive<Action<ITimerScheduler>>(code => code(Timers));
            Receive<Exception>(error => throw error);
            Receive<string>(_ => Sender.Tell(Timers.IsTimerActive("key")), text => text == "active");
            ReceiveAny(report.Tell);
        }

        public ITimerScheduler Timers { get; set; } = null!;

        protected override void PostRestart(Exception reason) => _report.Tell($"PostRestart {reason.Message}");
    }

    /// <summary>Tells how many timers are active where its incarnations begin and end.</summary>
    private sealed class Counting : UntypedActor, IWithTimers
    {
        private readonly IActorRef _reports;

        public Counting(IActorRef reports)
        {
            _reports = reports;
            Timers.StartSingleTimer("key", "tick", _long);
        }

        public ITimerScheduler Timers { get; set; } = null!;

        public override void AroundPreRestart(Exception cause, object message)
        {
            Count("around PreRestart");
            base.AroundPreRestart(cause, message);
        }

        public override void AroundPostRestart(Exception cause, object message)
        {
            Count("around PostRestart");
            base.AroundPostRestart(cause, message);
        }

        public override void AroundPostStop()
        {
            Count("around PostStop");
            base.AroundPostStop();
        }

        protected override void PreRestart(Exception reason, object message) => Count("PreRestart");

        protected override void PostRestart(Exception reason) => Count("PostRestart");

        protected override void PostStop() => Count("PostStop");

        protected override void OnReceive(object message) => throw new InvalidOperationException("boom");

        private void Count(string where) => _reports.Tell($"{where} {Timers.ActiveTimers.Count}");
    }

    private sealed class Impatient : ReceiveActor
    {
        public Impatient(IActorRef report)
        {
            Receive<TimeSpan>(limit => Context.SetReceiveTimeout(limit));
            Receive<string>(_ => Context.SetReceiveTimeout(null), text => text == "off");
            Receive<string>(_ => Sender.Tell((object?)Context.ReceiveTimeout ?? "none"), text => text == "limit");
            Receive<ReceiveTimeout>(_ => report.Tell("timeout"));
        }
    }
}

internal static class TimedExtensions
{
    public static void Do(this IActorRef actor, Action<ITimerScheduler> code) => actor.Tell(code);
}
