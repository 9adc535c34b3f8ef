using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace Compat.Akka.Tests.Actor;

/// <summary>A scheduler that a user has written, named by <c>akka.scheduler.implementation</c>.</summary>
public sealed class CustomSchedulerTests() : SystemFixture($"akka.scheduler.implementation = \"{typeof(AtOnce).AssemblyQualifiedName}\"")
{
    [Fact]
    public async Task Schedule_EachKind_ComesToItsOwnMember()
    {
        var scheduler = Assert.IsType<AtOnce>(Sys.Scheduler);
        Sys.Scheduler.ScheduleTellOnce(TimeSpan.FromHours(1), Inbox, "told", ActorRefs.NoSender);
        Sys.Scheduler.Advanced.ScheduleOnce(TimeSpan.FromHours(1), () => Inbox.Tell("done"));
        Sys.Scheduler.Advanced.ScheduleOnce(TimeSpan.FromHours(1), new ActionRunnable(() => Inbox.Tell("run")));
        Sys.Scheduler.Advanced.ScheduleRepeatedly(TimeSpan.Zero, TimeSpan.FromHours(1), new ActionRunnable(() => Inbox.Tell("run again")));
        await ExpectNext("told", "done", "run", "run again");
        Assert.Equal(["tell", "action", "runnable", "repeated runnable"], scheduler.Calls);
    }

    public sealed class AtOnce(Config scheduler, ILoggingAdapter log) : SchedulerBase(scheduler, log)
    {
        public List<string> Calls { get; } = [];

        public override TimeSpan MonotonicClock => TimeSpan.Zero;

        public override TimeSpan HighResMonotonicClock => TimeSpan.Zero;

        protected override DateTimeOffset TimeNow => DateTimeOffset.UnixEpoch;

        protected override void InternalScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
            Call("tell", () => receiver.Tell(message, sender));

        protected override void InternalScheduleTellRepeatedly(
            TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
            Call("repeated tell", () => receiver.Tell(message, sender));

        protected override void InternalScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable) => Call("action", action);

        protected override void InternalScheduleOnce(TimeSpan delay, IRunnable action, ICancelable? cancelable) => Call("runnable", action.Run);

        protected override void InternalScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable) => Call("repeated action", action);

        protected override void InternalScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action, ICancelable? cancelable) =>
            Call("repeated runnable", action.Run);

        private void Call(string what, Action action)
        {
            Calls.Add(what);
            action();
        }
    }
}
