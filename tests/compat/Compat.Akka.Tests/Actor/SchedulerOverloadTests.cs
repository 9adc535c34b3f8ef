using Akka.Actor;
using Akka.Dispatch;

namespace Compat.Akka.Tests.Actor;

/// <summary>Every way to have something done later: with a sender and without, to be cancelled and not, once and repeatedly, as a message and as code.</summary>
public sealed class SchedulerOverloadTests : SystemFixture
{
    private static readonly TimeSpan _soon = TimeSpan.FromMilliseconds(10);

    private IScheduler Scheduler => Sys.Scheduler;

    private IAdvancedScheduler Advanced => Sys.Scheduler.Advanced;

    [Fact]
    public async Task Tell_WithASender_ComesFromIt()
    {
        var sender = Sys.ActorOf(Scripted.Props());
        Scheduler.ScheduleTellOnce(_soon, Inbox, 1, sender);
        Scheduler.ScheduleTellOnce(2 * _soon, Inbox, 2, sender, new Cancelable(Scheduler));
        Assert.Equal((1, sender), ((int, IActorRef))await Receive());
        Assert.Equal((2, sender), ((int, IActorRef))await Receive());

        var repeated = new Cancelable(Scheduler);
        Scheduler.ScheduleTellRepeatedly(_soon, _soon, Inbox, 3, sender, repeated);
        Assert.Equal((3, sender), ((int, IActorRef))await Receive());
        Assert.Equal((3, sender), ((int, IActorRef))await Receive());
        repeated.Cancel();
    }

    [Fact]
    public async Task Tell_WithoutASender_ComesFromNobody()
    {
        Scheduler.ScheduleTellOnce(_soon, Inbox, 1, ActorRefs.NoSender);

        var (message, sender) = await Receive();
        Assert.Equal(1, message);
        Assert.Equal(Sys.DeadLetters, sender);
    }

    [Fact]
    public async Task Tell_Milliseconds_AreTaken()
    {
        Scheduler.ScheduleTellOnce(10, Inbox, "once", ActorRefs.NoSender);
        await ExpectNext("once");
        Scheduler.ScheduleTellOnceCancelable(10, Inbox, "cancelable", ActorRefs.NoSender);
        await ExpectNext("cancelable");
        var cancelable = new Cancelable(Scheduler);
        Scheduler.ScheduleTellRepeatedly(10, 10, Inbox, "repeatedly", ActorRefs.NoSender, cancelable);
        await ExpectNext("repeatedly", "repeatedly");
        cancelable.Cancel();
    }

    [Fact]
    public async Task Tell_CancelledBefore_IsNotSent()
    {
        var cancelled = Cancelable.CreateCanceled();
        Scheduler.ScheduleTellOnce(_soon, Inbox, "once", ActorRefs.NoSender, cancelled);
        Scheduler.ScheduleTellRepeatedly(_soon, _soon, Inbox, "repeatedly", ActorRefs.NoSender, cancelled);
        var pending = Scheduler.ScheduleTellOnceCancelable(10 * _soon, Inbox, "pending", ActorRefs.NoSender);
        pending.Cancel();

        Scheduler.ScheduleTellOnce(20 * _soon, Inbox, "end", ActorRefs.NoSender);
        await ExpectNext("end");
        await ExpectNothing();
    }

    [Fact]
    public async Task Tell_OneCancelableForSeveral_CancelsThemAll()
    {
        var all = new Cancelable(Scheduler);
        for (int index = 0; index < 3; index++) Scheduler.ScheduleTellOnce(10 * _soon, Inbox, index, ActorRefs.NoSender, all);
        all.Cancel();

        Scheduler.ScheduleTellOnce(20 * _soon, Inbox, "end", ActorRefs.NoSender);
        await ExpectNext("end");
    }

    [Fact]
    public async Task Cancelable_CancelledAtATime_EndsWhatRepeats()
    {
        var limited = new Cancelable(Scheduler);
        Scheduler.ScheduleTellRepeatedly(TimeSpan.Zero, _soon, Inbox, "tick", ActorRefs.NoSender, limited);
        await ExpectNext("tick");
        var over = new TaskCompletionSource();
        limited.Token.Register(over.SetResult);
        limited.CancelAfter(5 * _soon);
        await over.Task.WaitAsync(Patience);

        // What was on its way then is there by the time that this is.
        Scheduler.ScheduleTellOnce(3 * _soon, Inbox, "end", ActorRefs.NoSender);
        while (!"end".Equals(await Next()))
        {
        }

        await ExpectNothing();
    }

    [Fact]
    public async Task Code_Once_RunsAndCanBeCancelled()
    {
        Advanced.ScheduleOnce(_soon, () => Inbox.Tell("action"));
        await ExpectNext("action");
        Advanced.ScheduleOnce(_soon, () => Inbox.Tell("cancelled"), Cancelable.CreateCanceled());
        Advanced.ScheduleOnceCancelable(_soon, () => Inbox.Tell("cancelable"));
        await ExpectNext("cancelable");
        Advanced.ScheduleOnce(10, () => Inbox.Tell("milliseconds"));
        await ExpectNext("milliseconds");
        await ExpectNothing();
    }

    [Fact]
    public async Task Code_Repeatedly_RunsUntilItIsCancelled()
    {
        var cancelable = new Cancelable(Scheduler);
        Advanced.ScheduleRepeatedly(_soon, _soon, () => Inbox.Tell("tick"), cancelable);
        await ExpectNext("tick", "tick");
        cancelable.Cancel();
        var other = Advanced.ScheduleRepeatedlyCancelable(TimeSpan.Zero, _soon, () => Inbox.Tell("tock"));
        while (!"tock".Equals(await Next()))
        {
        }

        await ExpectNext("tock");
        other.Cancel();
    }

    [Fact]
    public async Task Runnables_OnceAndRepeatedly_Run()
    {
        var cancelable = new Cancelable(Scheduler);
        Advanced.ScheduleOnce(_soon, new Telling(Inbox, "once"));
        await ExpectNext("once");
        Advanced.ScheduleOnce(_soon, new Telling(Inbox, "cancelled"), Cancelable.CreateCanceled());
        Advanced.ScheduleRepeatedly(_soon, _soon, new Telling(Inbox, "tick"), cancelable);
        await ExpectNext("tick", "tick");
        cancelable.Cancel();
    }

    private sealed class Telling(IActorRef to, string what) : IRunnable
    {
        public void Run() => to.Tell(what, ActorRefs.NoSender);

        public void Execute() => Run();
    }
}
