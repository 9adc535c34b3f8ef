using Akka.Actor;

namespace Compat.Akka.Tests.Actor;

public sealed class PipeToTests : SystemFixture
{
    [Fact]
    public async Task Failure_WithoutMapping_IsAStatusFailure()
    {
        await Task.FromException<int>(new InvalidOperationException("boom")).PipeTo(Inbox);
        Assert.Equal("boom", (await Next<Status.Failure>()).Cause.Message);
        await Task.FromException(new InvalidOperationException("void")).PipeTo(Inbox);
        Assert.Equal("void", (await Next<Status.Failure>()).Cause.Message);
        await Task.FromCanceled<int>(new CancellationToken(true)).PipeTo(Inbox);
        Assert.IsType<TaskCanceledException>((await Next<Status.Failure>()).Cause);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ValueTasks_AreSentToo(bool useConfigureAwait)
    {
        await new ValueTask<string>("result").PipeTo(Inbox, useConfigureAwait);
        await ValueTask.CompletedTask.PipeTo(Inbox, useConfigureAwait, success: () => "done");
        await ValueTask.FromException(new InvalidOperationException("boom")).PipeTo(Inbox, useConfigureAwait, failure: error => error.Message);
        await ExpectNext("result", "done", "boom");
    }

    [Fact]
    public async Task Outcomes_WithMapping_AreMapped()
    {
        await Task.FromResult(1).PipeTo(Inbox, null, value => value + 1, error => error.Message);
        await Task.FromException<int>(new InvalidOperationException("boom")).PipeTo(Inbox, null, value => value + 1, error => error.Message);
        await Task.CompletedTask.PipeTo(Inbox, success: () => "done");
        await ExpectNext(2, "boom", "done");
    }

    [Fact]
    public async Task ValueTasks_AreTasks()
    {
        await ValueTask.FromResult(1).PipeTo(Inbox);
        await ValueTask.FromResult(1).PipeTo(Inbox, success: value => value + 1);
        await ValueTask.FromException<int>(new InvalidOperationException("boom")).PipeTo(Inbox, failure: error => error.Message);
        await ValueTask.CompletedTask.PipeTo(Inbox, success: () => "done");
        await ExpectNext(1, 2, "boom", "done");
    }

    [Fact]
    public async Task Void_WithoutMapping_SendsNothing()
    {
        await Task.CompletedTask.PipeTo(Inbox);
        await ExpectNothing();
    }

    // The real one sends nothing at times.
    [Fact]
    [Trait("Engine", "Compat")]
    public async Task Success_WithoutResult_IsAFailure()
    {
        await Task.FromResult<string?>(null).PipeTo(Inbox);
        Assert.IsType<Status.Failure>(await Next());
    }

    [Fact]
    public async Task Success_ThatMakesNoMessage_IsAFailure()
    {
        await Task.FromResult(1).PipeTo(Inbox, success: _ => throw new InvalidOperationException("boom"));
        Assert.Equal("boom", (await Next<Status.Failure>()).Cause.Message);
    }

    [Fact]
    public async Task Sender_Given_IsTheSender()
    {
        await Task.FromResult("hi").PipeTo(Inbox, Sys.DeadLetters);
        var (message, sender) = await Receive();
        Assert.Equal(("hi", Sys.DeadLetters), (message, sender));
    }

    [Fact]
    public async Task Selection_CanReceive()
    {
        await Task.FromResult("hi").PipeTo(Sys.ActorSelection(Inbox.Path));
        await ExpectNext("hi");
    }
}
