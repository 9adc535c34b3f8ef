using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>What a thread counts of its tensors, and which moves between scopes happen.</summary>
public sealed class ScopeStatisticsTests
{
    private static LifetimeStatistics Counts => DisposeScopeManager.Statistics.TensorStatistics;

    public ScopeStatisticsTests() => DisposeScopeManager.Statistics.Reset();

    [Fact]
    public void Created_InAndOutsideScopes_AreCountedApart()
    {
        using var outside = ones(1);
        using (NewDisposeScope())
        {
            _ = ones(1);
            ones(1).Dispose();
            Assert.Equal((1, 2, 1, 0), (Counts.CreatedOutsideScopeCount, Counts.CreatedInScopeCount, Counts.DisposedInScopeCount, Counts.DisposedOutsideScopeCount));
            Assert.Equal(2, Counts.ThreadTotalLiveCount);
        }

        ones(1).Dispose();
        Assert.Equal((2, 2, 2, 1), (Counts.CreatedOutsideScopeCount, Counts.CreatedInScopeCount, Counts.DisposedInScopeCount, Counts.DisposedOutsideScopeCount));
        Assert.Equal(1, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.Equal(0, DisposeScopeManager.Statistics.PackedSequenceStatistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Moved_OutOfAllScopes_CountsAsDetachedAndBetweenThemAsNothing()
    {
        using (var outer = NewDisposeScope())
        {
            using (var inner = NewDisposeScope())
            {
                ones(1).DetachFromDisposeScope().DetachFromDisposeScope().Dispose();
                Assert.Equal((1, 0, 1), (Counts.DetachedFromScopeCount, Counts.AttachedToScopeCount, Counts.DisposedOutsideScopeCount));

                ones(1).MoveToOuterDisposeScope();
                inner.MoveToOther(outer, ones(1));
                Assert.Equal((1, 0), (Counts.DetachedFromScopeCount, Counts.AttachedToScopeCount));

                outer.Attach(ones(1));
                Assert.Equal((1, 1), (Counts.DetachedFromScopeCount, Counts.AttachedToScopeCount));
                Assert.Equal((3, 0), (outer.DisposablesCount, inner.DisposablesCount));
            }

            var last = (Tensor)outer.DisposablesView[0];
            outer.MoveToOuter(last).Dispose();
            Assert.Equal((2, 1), (Counts.DetachedFromScopeCount, Counts.AttachedToScopeCount));
        }

        Assert.Equal(0, Counts.ThreadTotalLiveCount);
    }

    [Fact]
    public void Attached_TensorOfNoScope_IsCountedOnce()
    {
        var tensor = ones(1);
        using (var scope = NewDisposeScope())
        {
            scope.Attach(tensor);
            scope.Attach(tensor);
            Assert.Equal(1, Counts.AttachedToScopeCount);
        }

        Assert.True(tensor.IsInvalid);
        Assert.Equal((1, 0), (Counts.DisposedInScopeCount, Counts.DisposedOutsideScopeCount));
    }

    [Fact]
    public void Moved_ByAScopeThatDoesNotHoldIt_StaysWhereItIs()
    {
        var foreign = ones(1);
        using (var outer = NewDisposeScope())
        using (var inner = NewDisposeScope())
        {
            var tensor = ones(1);

            outer.MoveToOuter(tensor);
            outer.Detach(tensor);
            inner.MoveToOther(outer, foreign);

            Assert.True(inner.Contains(tensor));
            Assert.Equal(0, outer.DisposablesCount);
            Assert.Equal((0, 0), (Counts.DetachedFromScopeCount, Counts.AttachedToScopeCount));
        }

        Assert.False(foreign.IsInvalid);
        foreign.Dispose();
    }

    [Fact]
    public void Parameter_OfTensor_CountsAsThatTensor()
    {
        var parameter = new Parameter(ones(1));
        Assert.Equal((1, 1), (Counts.CreatedOutsideScopeCount, Counts.ThreadTotalLiveCount));
        parameter.Dispose();

        using (NewDisposeScope())
        {
            nn.Linear(1, 1).Dispose();
            Assert.Equal((2, 2, 2), (Counts.CreatedInScopeCount, Counts.DetachedFromScopeCount, Counts.DisposedOutsideScopeCount - 1));
        }
    }

    [Fact]
    public void Attach_OtherThanTensors_IsInvalidOperation()
    {
        using var scope = NewDisposeScope();
        using var stream = new MemoryStream();

        Assert.Throws<InvalidOperationException>(() => scope.Attach(stream));
    }

    [Fact]
    public void Statistics_OfAnotherThread_AreItsOwn()
    {
        long there = -1;
        var thread = new Thread(() =>
        {
            ones(1).Dispose();
            there = DisposeScopeManager.Statistics.CreatedOutsideScopeCount;
        });
        thread.Start();
        thread.Join();

        Assert.Equal(1, there);
        Assert.Equal(0, DisposeScopeManager.Statistics.CreatedOutsideScopeCount);
    }

    [Fact]
    public void ToString_NamesAllCounts()
    {
        Assert.Equal(
            "ThreadTotalLiveCount: 0; CreatedOutsideScopeCount: 0; DisposedOutsideScopeCount: 0; CreatedInScopeCount: 0; DisposedInScopeCount: 0; AttachedToScopeCount: 0; DetachedFromScopeCount: 0",
            DisposeScopeManager.Statistics.ToString());
    }
}
