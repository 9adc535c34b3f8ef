using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class MemoryTests
{
    /// <summary>The real package's optimizers leave their state to the collector.</summary>
    [Fact]
    [Trait("Engine", "Compat")]
    public void Training_ThousandSteps_LeavesNoHandleBehind()
    {
        Collect();
        long before = Tensor.TotalCount;
        using (var net = nn.Sequential(nn.Linear(4, 8), nn.BatchNorm1d(8), nn.ReLU6(), nn.Dropout(0.1), nn.Linear(8, 3)))
        using (var optimizer = optim.SGD(net.parameters(), 0.1, momentum: 0.9, nesterov: true))
        using (var loss = nn.CrossEntropyLoss())
        {
            Step(net, optimizer, loss);
            long steady = Tensor.TotalCount;

            for (int i = 0; i < 1000; i++) Step(net, optimizer, loss);

            Assert.Equal(steady, Tensor.TotalCount);
        }

        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void Scope_Ends_DisposesAllButMovedAndDetached()
    {
        Tensor inner, moved, detached;
        using (var outer = NewDisposeScope())
        {
            using (NewDisposeScope())
            {
                inner = ones(1);
                moved = ones(1).MoveToOuterDisposeScope();
                detached = ones(1).DetachFromDisposeScope();
            }

            Assert.True(inner.IsInvalid);
            Assert.False(moved.IsInvalid);
            Assert.True(outer.Contains(moved));
        }

        Assert.True(moved.IsInvalid);
        Assert.False(detached.IsInvalid);
        detached.Dispose();
    }

    [Fact]
    public void Scope_ModuleMadeWithin_OutlivesIt()
    {
        Modules.Linear layer;
        using (NewDisposeScope()) layer = nn.Linear(2, 2);

        Assert.False(layer.weight.IsInvalid);
        layer.Dispose();
    }

    [Fact]
    public void Scope_DisposeEverythingBut_KeepsOne()
    {
        using var scope = NewDisposeScope();
        var (kept, lost) = (ones(1), ones(1));

        scope.DisposeEverythingBut(kept);

        Assert.False(kept.IsInvalid);
        Assert.True(lost.IsInvalid);
        Assert.Equal(1, scope.DisposablesCount);
    }

    [Fact]
    [Trait("Engine", "Compat")]
    public void Forgotten_LargeTensors_AreCollectedByPressure()
    {
        Collect();
        long before = Tensor.TotalCount;
        int made = 0;

        // 4 MB each: without pressure the collector sees small objects only and lets gigabytes pile up.
        while (Tensor.TotalCount - before >= made && made < 1000)
        {
            _ = ones(1 << 20);
            made++;
        }

        Assert.True(Tensor.TotalCount - before < made, $"none of {made} forgotten tensors of 4 MB was collected");
    }

    private static void Step(nn.Module<Tensor, Tensor> net, optim.Optimizer optimizer, nn.Module<Tensor, Tensor, Tensor> loss)
    {
        using var scope = NewDisposeScope();
        net.zero_grad();
        loss.call(net.call(randn(16, 4)), randint(3, [16L])).backward();
        optimizer.step();
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }
}
