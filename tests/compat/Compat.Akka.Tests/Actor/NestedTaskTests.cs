using Akka.Actor;

namespace Compat.Akka.Tests.Actor;

public sealed class NestedTaskTests : SystemFixture
{
    [Fact]
    public async Task RunTask_WithinATask_HoldsMessagesUntilBothHaveEnded()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var actor = Sys.ActorOf(Recorder.Props(Inbox));
        actor.Tell((Action<Recorder>)(self => self.Run(async () =>
        {
            await Task.Yield();
            self.Run(async () =>
            {
                await gate.Task;
                self.Report("inner");
            });
            self.Report("outer");
        })));
        actor.Tell("message");
        await ExpectNext("PreStart", "outer");
        await ExpectNothing();
        gate.SetResult();
        await ExpectNext("inner", "message");
    }

    [Fact]
    public async Task RunTask_TwoAtOnce_HoldMessagesUntilBothHaveEnded()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var actor = Sys.ActorOf(Recorder.Props(Inbox));
        actor.Tell((Action<Recorder>)(self =>
        {
            self.Run(async () =>
            {
                await gate.Task;
                self.Report("slow");
            });
            self.Run(async () =>
            {
                await Task.Yield();
                self.Report("quick");
            });
        }));
        actor.Tell("message");
        await ExpectNext("PreStart", "quick");
        await ExpectNothing();
        gate.SetResult();
        await ExpectNext("slow", "message");
    }

    [Fact]
    public async Task RunTask_Fails_IsAFailureOfTheActor()
    {
        var actor = Sys.ActorOf(Recorder.Props(Inbox));
        actor.Tell((Action<Recorder>)(self => self.Run(async () =>
        {
            await Task.Yield();
            throw new InvalidOperationException("boom");
        })));
        actor.Tell("message");
        await ExpectNext("PreStart", "PreRestart boom", "PostStop", "PostRestart boom", "PreStart", "message");
    }
}
