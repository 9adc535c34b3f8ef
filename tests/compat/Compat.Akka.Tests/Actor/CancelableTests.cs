using Akka.Actor;

namespace Compat.Akka.Tests.Actor;

public sealed class CancelableTests : SystemFixture
{
    [Fact]
    public void CreateCanceled_TakesEveryCall()
    {
        var cancelable = Cancelable.CreateCanceled();
        cancelable.Cancel();
        cancelable.Cancel(true);
        cancelable.CancelAfter(0);
        cancelable.CancelAfter(TimeSpan.FromHours(1));
        Assert.True(cancelable.IsCancellationRequested);
        Assert.True(cancelable.Token.IsCancellationRequested);
    }

    [Fact]
    public void CreateLinkedCancelable_OfTokens_IsCancelledWithAnyOfThem()
    {
        using var cancellation = new CancellationTokenSource();
        var linked = Cancelable.CreateLinkedCancelable(Sys.Scheduler, CancellationToken.None, cancellation.Token);
        var other = Cancelable.CreateLinkedCancelable(Sys.Scheduler.Advanced, CancellationToken.None);
        Assert.False(linked.IsCancellationRequested);
        cancellation.Cancel();
        Assert.Equal([true, false], [linked.IsCancellationRequested, other.IsCancellationRequested]);
    }

    [Fact]
    public void Cancel_Again_CallsNobodyAgain()
    {
        var cancelable = new Cancelable(Sys.Scheduler);
        int calls = 0;
        cancelable.Token.Register(() => calls++);
        cancelable.Cancel();
        cancelable.Cancel();
        Assert.Equal(1, calls);
    }
}
