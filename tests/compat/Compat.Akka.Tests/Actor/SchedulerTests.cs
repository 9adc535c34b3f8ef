using System.Diagnostics;
using Akka.Actor;

namespace Compat.Akka.Tests.Actor;

public sealed class SchedulerTests : SystemFixture
{
    private static readonly TimeSpan _short = TimeSpan.FromMilliseconds(20);

    [Fact]
    public async Task ScheduleTellOnce_AfterItsDelay_Sends()
    {
        long start = Stopwatch.GetTimestamp();
        Sys.Scheduler.ScheduleTellOnce(_short, Inbox, "tick", ActorRefs.NoSender);
        await ExpectNext("tick");
        Assert.True(Stopwatch.GetElapsedTime(start) >= _short);
    }

    [Fact]
    public async Task ScheduleTellOnce_DifferentDelays_SendsInOrderOfTime()
    {
        for (int index = 2; index >= 0; index--) Sys.Scheduler.ScheduleTellOnce(TimeSpan.FromMilliseconds(50 + (600 * index)), Inbox, index, ActorRefs.NoSender);
        await ExpectNext(0, 1, 2);
    }

    [Fact]
    public async Task ScheduleTellOnce_WhileItSleepsForALaterOne_IsOnTime()
    {
        Sys.Scheduler.ScheduleTellOnce(TimeSpan.FromMinutes(10), Inbox, "late", ActorRefs.NoSender);
        var shortest = TimeSpan.MaxValue;
        for (int round = 0; round < 20; round++)
        {
            long start = Stopwatch.GetTimestamp();
            Sys.Scheduler.ScheduleTellOnce(_short, Inbox, round, ActorRefs.NoSender);
            await ExpectNext(round);
            var took = Stopwatch.GetElapsedTime(start);
            Assert.True(took >= _short);
            if (took < shortest) shortest = took;
        }

        // The thread would have slept for 320 ms otherwise; a busy machine isn't each time.
        Assert.InRange(shortest, _short, 10 * _short);
    }

    [Fact]
    public async Task ScheduleTellRepeatedly_Cancelled_Ends()
    {
        var timer = Sys.Scheduler.ScheduleTellRepeatedlyCancelable(TimeSpan.Zero, _short, Inbox, "tick", ActorRefs.NoSender);
        await ExpectNext("tick", "tick", "tick");
        timer.Cancel();
        Assert.True(timer.IsCancellationRequested);
        Sys.Scheduler.ScheduleTellOnce(5 * _short, Inbox, "end", ActorRefs.NoSender);

        // At most the one that was on its way.
        object next = await Next();
        if ("tick".Equals(next)) next = await Next();
        Assert.Equal("end", next);
    }

    [Fact]
    public async Task ScheduleOnce_Action_Runs()
    {
        var ran = new TaskCompletionSource();
        Sys.Scheduler.Advanced.ScheduleOnce(_short, ran.SetResult);
        await ran.Task.WaitAsync(Patience);
    }

    [Fact]
    public async Task ScheduleOnce_FailingAction_DoesNotEndTheOthers()
    {
        Sys.Scheduler.Advanced.ScheduleOnce(_short, () => throw new InvalidOperationException("boom"));
        Sys.Scheduler.ScheduleTellOnce(2 * _short, Inbox, "tick", ActorRefs.NoSender);
        await ExpectNext("tick");
    }

    [Fact]
    public async Task ScheduleTellOnceCancelable_HundredThousandPending_CancelsAllButOne()
    {
        var pending = new List<ICancelable>();
        for (int index = 0; index < 100_000; index++)
        {
            pending.Add(Sys.Scheduler.ScheduleTellOnceCancelable(TimeSpan.FromSeconds(3), Inbox, index, ActorRefs.NoSender));
        }

        foreach (var timer in pending.SkipLast(1)) timer.Cancel();
        await ExpectNext(99_999);
        await ExpectNothing();
    }

    [Fact]
    public void ScheduleTellOnce_NegativeDelay_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Sys.Scheduler.ScheduleTellOnce(TimeSpan.FromSeconds(-1), Inbox, "tick", ActorRefs.NoSender));

    [Fact]
    public void ScheduleTellRepeatedly_NoInterval_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Sys.Scheduler.ScheduleTellRepeatedly(_short, TimeSpan.Zero, Inbox, "tick", ActorRefs.NoSender));

    [Fact]
    public async Task Cancelable_CancelAfter_CancelsItsToken()
    {
        var cancelable = new Cancelable(Sys.Scheduler);
        var cancelled = new TaskCompletionSource();
        cancelable.Token.Register(cancelled.SetResult);
        cancelable.CancelAfter(_short);
        await cancelled.Task.WaitAsync(Patience);
        Assert.True(cancelable.IsCancellationRequested);
    }

    [Fact]
    public void Cancelable_Linked_IsCancelledWithAnyOfThem()
    {
        var first = new Cancelable(Sys.Scheduler);
        var linked = Cancelable.CreateLinkedCancelable(Sys.Scheduler, first, new Cancelable(Sys.Scheduler));
        Assert.False(linked.IsCancellationRequested);
        first.Cancel();
        Assert.True(linked.IsCancellationRequested);
        Assert.True(Cancelable.CreateCanceled().IsCancellationRequested);
    }
}
