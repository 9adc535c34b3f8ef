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

    /// <summary>A step of an image network, whose tensors are large enough to show: the process is as large after 1,000 of them as after 100.</summary>
    [Fact]
    [Trait("Engine", "Compat")]
    public void Training_ThousandSteps_LeavesMemoryWhereItWas()
    {
        using var net = nn.Sequential(nn.Conv2d(8, 8, 3, padding: 1, groups: 8, bias: false), nn.BatchNorm2d(8), nn.ReLU6(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(8, 3));
        using var optimizer = optim.Adam(net.parameters(), 0.01);
        using var loss = nn.CrossEntropyLoss();
        void Train(int steps)
        {
            for (int i = 0; i < steps; i++) Step(net, optimizer, loss, randn(16, 8, 16, 16));
        }

        Train(100);
        long steady = Tensor.TotalCount, before = ResidentBytes();

        Train(1000);

        Assert.Equal(steady, Tensor.TotalCount);
        // The steps made 1,000 × 1.5 MB; the collector's own heap comes and goes by some.
        long grown = ResidentBytes() - before;
        Assert.True(grown < 32 << 20, $"the process grew by {grown >> 20} MiB");
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
    public void Scope_DisposeEverythingButTwo_GivesThemBack()
    {
        using var scope = NewDisposeScope();
        var (one, other, lost) = (ones(1), ones(1), ones(1));

        var (first, second) = scope.DisposeEverythingBut(one, other);

        Assert.Same(one, first);
        Assert.Same(other, second);
        Assert.True(lost.IsInvalid);
        Assert.Equal(2, scope.DisposablesCount);
    }

    [Fact]
    public void Scope_OuterEndsFirst_LeavesTheInnerOpen()
    {
        var outer = NewDisposeScope();
        var inner = NewDisposeScope();
        var tensor = ones(1);

        outer.Dispose();

        Assert.False(tensor.IsInvalid);
        Assert.Same(inner, CurrentDisposeScope);
        inner.Dispose();
        Assert.True(tensor.IsInvalid);
        Assert.Null(CurrentDisposeScope);
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
        Step(net, optimizer, loss, randn(16, 4));
    }

    private static void Step(nn.Module<Tensor, Tensor> net, optim.Optimizer optimizer, nn.Module<Tensor, Tensor, Tensor> loss, Tensor input)
    {
        using var scope = NewDisposeScope();
        scope.Attach(input);
        net.zero_grad();
        loss.call(net.call(input), randint(3, [16L])).backward();
        optimizer.step();
    }

    private static long ResidentBytes()
    {
        Collect();
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }
}
