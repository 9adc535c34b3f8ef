using Akka.Actor;
using Akka.TestKit;

namespace Compat.Akka.Tests.TestKit;

public sealed class TestSchedulerTests() : global::Akka.TestKit.Xunit2.TestKit("""akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit" """)
{
    private TestScheduler Scheduler => (TestScheduler)Sys.Scheduler;

    [Fact]
    public void Advance_UpToTheTime_RunsOnlyWhatIsDueInOrder()
    {
        Scheduler.ScheduleTellOnce(TimeSpan.FromHours(2), TestActor, "second", ActorRefs.NoSender);
        Scheduler.ScheduleTellOnce(TimeSpan.FromHours(1), TestActor, "first", ActorRefs.NoSender);
        Scheduler.ScheduleTellOnce(TimeSpan.FromHours(3), TestActor, "third", ActorRefs.NoSender);
        var start = Scheduler.Now;

        Scheduler.Advance(TimeSpan.FromMinutes(59));
        ExpectNoMsg(TimeSpan.Zero);
        Scheduler.AdvanceTo(start + TimeSpan.FromHours(2));
        ExpectMsg("first");
        ExpectMsg("second");
        ExpectNoMsg(TimeSpan.Zero);
        Assert.Equal(start + TimeSpan.FromHours(2), Scheduler.Now);
    }

    [Fact]
    public void Advance_Repeated_RunsOncePerStepUntilCancelled()
    {
        using var cancel = new Cancelable((IScheduler)Scheduler);
        Scheduler.ScheduleTellRepeatedly(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), TestActor, "tick", ActorRefs.NoSender, cancel);

        for (int second = 0; second < 3; second++)
        {
            Scheduler.Advance(TimeSpan.FromSeconds(1));
            ExpectMsg("tick");
        }

        cancel.Cancel();
        Scheduler.Advance(TimeSpan.FromSeconds(5));
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Timers_OfAnActor_FollowVirtualTime()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Clock(TestActor)));
        ExpectMsg("started");

        Scheduler.Advance(TimeSpan.FromMinutes(10));
        ExpectMsg("rang");
        actor.Tell("cancel");
        ExpectMsg("cancelled");
        Scheduler.Advance(TimeSpan.FromMinutes(10));
        ExpectNoMsg(TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public void ReceiveTimeout_OfAnActor_FollowsVirtualTime()
    {
        Sys.ActorOf(Props.Create(() => new Sleeper(TestActor)));
        ExpectMsg("started");

        AwaitAssert(() =>
        {
            Scheduler.Advance(TimeSpan.FromMinutes(1));
            ExpectMsg("woke", TimeSpan.FromMilliseconds(20));
        });
    }

    private sealed class Clock : ReceiveActor, IWithTimers
    {
        public Clock(IActorRef observer)
        {
            Receive<string>(message => message == "ring", _ => observer.Tell("rang"));
            Receive<string>(_ =>
            {
                Timers.CancelAll();
                observer.Tell("cancelled");
            });
            Observer = observer;
        }

        public ITimerScheduler Timers { get; set; } = null!;

        private IActorRef Observer { get; }

        protected override void PreStart()
        {
            Timers.StartPeriodicTimer("bell", "ring", TimeSpan.FromMinutes(10));
            Observer.Tell("started");
        }
    }

    private sealed class Sleeper : ReceiveActor
    {
        public Sleeper(IActorRef observer)
        {
            SetReceiveTimeout(TimeSpan.FromMinutes(1));
            Receive<ReceiveTimeout>(_ => observer.Tell("woke"));
            observer.Tell("started");
        }
    }
}
