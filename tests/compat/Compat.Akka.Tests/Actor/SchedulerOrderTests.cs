using Akka.Actor;
using Akka.Event;

namespace Compat.Akka.Tests.Actor;

public sealed class SchedulerOrderTests() : SystemFixture("akka.loglevel = ERROR\nakka.loggers = []")
{
    [Fact]
    public async Task ScheduleOnce_NoDelay_RunsOnTheSchedulersThread()
    {
        var thread = new TaskCompletionSource<Thread>();
        Sys.Scheduler.Advanced.ScheduleOnce(TimeSpan.Zero, () => thread.SetResult(Thread.CurrentThread));
        Assert.NotSame(Thread.CurrentThread, await thread.Task.WaitAsync(Patience));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    public async Task ScheduleRepeatedly_Fails_IsLoggedAndOver(int delayMilliseconds)
    {
        Sys.EventStream.Subscribe(Inbox, typeof(Error));
        Sys.Scheduler.Advanced.ScheduleRepeatedly(TimeSpan.FromMilliseconds(delayMilliseconds), TimeSpan.FromMilliseconds(10), () =>
        {
            Inbox.Tell("ran");
            throw new NotSupportedException();
        });
        await ExpectNext("ran");
        var error = await Next<Error>();
        Assert.StartsWith("Error while executing scheduled task", error.Message.ToString(), StringComparison.Ordinal);
        Assert.IsType<NotSupportedException>(error.Cause);

        // It would have come before what was set for later.
        Sys.Scheduler.ScheduleTellOnce(TimeSpan.FromMilliseconds(100), Inbox, "later", ActorRefs.NoSender);
        await ExpectNext("later");
    }
}
