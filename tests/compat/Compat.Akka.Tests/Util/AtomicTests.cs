using Akka.Util;
using Akka.Util.Internal;

namespace Compat.Akka.Tests.Util;

public sealed class AtomicTests
{
    [Fact]
    public void AtomicCounter_New_CountsFromZero()
    {
        var counter = new AtomicCounter();
        Assert.Equal(-1, counter.Current);
        Assert.Equal([0, 0, 2, 2, 12], [counter.Next(), counter.GetAndIncrement(), counter.IncrementAndGet(), counter.GetAndAdd(5), counter.AddAndGet(5)]);
        Assert.Equal([11, 10, 10, 9], [counter.Decrement(), counter.DecrementAndGet(), counter.GetAndDecrement(), counter.GetAndSet(4)]);
        counter.Reset();
        Assert.Equal(0, counter.Current);
        Assert.Equal(8, new AtomicCounter(7).Next());
    }

    [Fact]
    public void AtomicCounterLong_New_CountsFromZero()
    {
        var counter = new AtomicCounterLong();
        Assert.Equal(-1, counter.Current);
        Assert.Equal([0, 0, 2, 2, 12], [counter.Next(), counter.GetAndIncrement(), counter.IncrementAndGet(), counter.GetAndAdd(5), counter.AddAndGet(5)]);
        Assert.Equal([11, 11], [counter.DecrementAndGet(), counter.GetAndSet(4)]);
        Assert.Equal("4", counter.ToString());
    }

    [Fact]
    public void CompareAndSet_OnlyTheExpectedIsReplaced()
    {
        var counter = new AtomicCounter(1);
        Assert.Equal([false, true], [counter.CompareAndSet(2, 3), counter.CompareAndSet(1, 3)]);
        var flag = new AtomicBoolean();
        Assert.Equal([true, false], [flag.CompareAndSet(false, true), flag.CompareAndSet(false, true)]);
        Assert.True(flag.GetAndSet(false));
        Assert.False(flag);
        var text = new AtomicReference<string>("a");
        Assert.Equal([false, true], [text.CompareAndSet("b", "c"), text.CompareAndSet("a", "b")]);
        Assert.Equal("b", text.GetAndSet("d"));
        Assert.Equal("d", text);
    }

    [Fact]
    public async Task AtomicCounter_ManyThreads_LosesNothing()
    {
        var counter = new AtomicCounter(0);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (int index = 0; index < 1000; index++) counter.IncrementAndGet();
        })));
        Assert.Equal(4000, counter.Current);
    }
}
