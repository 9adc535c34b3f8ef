using Akka.TestKit;
using Xunit.Sdk;

namespace Compat.Akka.Tests.TestKit;

/// <summary>Blocks with a limit of time, and polling.</summary>
public sealed class TimeLimitTests() : global::Akka.TestKit.Xunit2.TestKit("akka { loglevel = OFF, stdout-loglevel = OFF, test.single-expect-default = 150ms }")
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    [Fact]
    public void Within_Nested_EndsAtTheEarlierLimit()
    {
        Within(Long, () =>
        {
            Within(Short, () => Assert.True(Remaining <= Short));
            Assert.True(Remaining > Short);
            Within(Long * 2, () => Assert.True(Remaining <= Long));
        });
        Assert.Equal(Long, RemainingOr(Long));
    }

    [Fact]
    public void Within_BlockFails_ThrowsThatAndEndsTheLimit()
    {
        Assert.Equal("x", Assert.Throws<NotSupportedException>(() => Within(Short, () => throw new NotSupportedException("x"))).Message);
        Assert.Equal(Long, RemainingOr(Long));
    }

    [Fact]
    public void Within_MinimumBeyondTheOuterLimit_Fails() => Assert.StartsWith(
        "Required min time", Assert.ThrowsAny<XunitException>(() => Within(Short, () => Within(Long, Long, () => { }))).Message, StringComparison.Ordinal);

    [Fact]
    public void Within_NegativeLimit_IsRefused() => Assert.Throws<ArgumentException>(() => Within(TimeSpan.FromSeconds(-1), () => { }));

    [Fact]
    public async Task Within_Result_IsReturned()
    {
        Assert.Equal(3, Within(Long, () => 3));
        Assert.Equal(4, await WithinAsync(Long, async () =>
        {
            await Task.Yield();
            return 4;
        }));
    }

    [Fact]
    public async Task WithinAsync_NeverEnds_FailsSoonAfterTheLimit()
    {
        var never = new TaskCompletionSource();
        var start = Now;

        await Assert.ThrowsAnyAsync<XunitException>(() => WithinAsync(Short, () => never.Task));

        Assert.True(Now - start < Long);
        never.SetResult();
    }

    [Fact]
    public async Task WithinAsync_TakesTooLong_FailsUnlessWithinEpsilon()
    {
        using var never = new SemaphoreSlim(0);
        await WithinAsync(Short, () => never.WaitAsync(Short * 5), Long);

        var failure = await Assert.ThrowsAnyAsync<XunitException>(() => WithinAsync(TimeSpan.Zero, Short, () => never.WaitAsync(Short * 8), "the hint"));

        Assert.EndsWith("the hint", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReceiveWhile_UsesUpTheBlock_IsNoFailure() => Within(Short, () =>
    {
        using var never = new ManualResetEventSlim();
        ReceiveWhile<object>(message => message);
        never.Wait(Short * 5);
    });

    [Fact]
    public async Task AwaitConditionNoThrow_NeverHolds_IsFalse()
    {
        Assert.False(AwaitConditionNoThrow(() => false, Short));
        Assert.True(AwaitConditionNoThrow(() => true, Short));
        Assert.False(await AwaitConditionNoThrowAsync(() => Task.FromResult(false), Short));
        Assert.True(await AwaitConditionNoThrowAsync(() => true, Short));
    }

    [Fact]
    public async Task AwaitConditionAsync_EachForm_WaitsOrSaysWhy()
    {
        int tries = 0;
        await AwaitConditionAsync(() => ++tries > 1);
        await AwaitConditionAsync(() => Task.FromResult(++tries > 3), Long, Short);
        var failure = await Assert.ThrowsAnyAsync<XunitException>(() => AwaitConditionAsync(() => false, Short, "the reason"));
        Assert.EndsWith("expired while waiting for condition.the reason", failure.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<NotSupportedException>(() => AwaitConditionAsync(Task<bool> () => throw new NotSupportedException(), Short, "x"));
    }

    [Fact]
    public void AwaitAssert_HoldsAtTheLastMoment_Passes()
    {
        var start = Now;
        AwaitAssert(() => Assert.True(Now - start >= Short * 5), Short * 5, Long);
    }

    [Fact]
    public void Latch_CountedDown_Opens()
    {
        var latch = CreateTestLatch(2);
        Assert.Throws<TimeoutException>(() => latch.Ready(Short));
        latch.CountDown();
        Assert.False(latch.IsOpen);
        latch.CountDown();
        latch.Ready();
        Assert.True(latch.IsOpen);
        latch.Reset();
        Assert.False(latch.IsOpen);
        latch.Open();
        Assert.True(latch.IsOpen);
        Assert.Throws<ArgumentException>(() => new TestLatch().Ready(TimeSpan.MaxValue));
    }

    [Fact]
    public async Task Barrier_AllHaveCome_LetsThemPass()
    {
        var barrier = CreateTestBarrier(2);
        var other = Task.Run(barrier.Await);
        barrier.Await();
        await other;
    }
}
