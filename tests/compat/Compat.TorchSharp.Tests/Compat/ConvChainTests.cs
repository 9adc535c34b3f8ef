using TorchSharp.Modules;
using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>Sequences that are computed at once, against the same modules one by one in libtorch's operators.</summary>
public sealed class ConvChainTests : IDisposable
{
    public static TheoryData<string> Kernels => ["avx512", "avx2", "portable", "operators"];

    public void Dispose() => Assert.Equal(1, NativeChain.ent_chain_kernels(""));

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Sequential_ConvolutionsInARow_AgreesWithLibtorch(string kernels)
    {
        // A machine that lacks the instructions never takes these kernels.
        if (NativeChain.ent_chain_kernels(kernels) == 0) return;
        foreach (int kernel in new[] { 3, 5, 7 })
        {
            foreach (int stride in new[] { 1, 2 })
            {
                Compare(kernels, Block(24, 72, 32, kernel, stride), 5, 24, 9, inputGradient: true);
                Compare(kernels, Block(16, 16, 40, kernel, stride), 9, 16, 14, inputGradient: true);
            }
        }

        // Small images, of which several are multiplied at once, before and after a stride; and so many channels that a matrix is taken in slices.
        Compare(kernels, Block(40, 240, 72, 3, 1), 32, 40, 4, inputGradient: true);
        Compare(kernels, Block(24, 600, 40, 5, 2), 64, 24, 7, inputGradient: true);
        Compare(kernels, Unit(3, 20, 3, 2), 32, 3, 6, inputGradient: false);
        Compare(kernels, Unit(40, 24, 1, 2), 48, 40, 6, inputGradient: true);

        Compare(kernels, Unit(3, 20, 3, 2), 4, 3, 13, inputGradient: false);
        Compare(kernels, Unit(40, 24, 1, 2), 4, 40, 13, inputGradient: true);
        Compare(kernels, nn.Sequential(Unit(16, 16, 7, 1, 16), Unit(16, 5, 1, 1)), 1, 16, 33, inputGradient: true);
    }

    [Fact]
    public void Gradients_OneAndTwoThreads_AreIdentical()
    {
        using var scope = NewDisposeScope();
        using var net = Block(16, 96, 24, 5, 1);
        var input = ChannelsLast(randn(20, 16, 12, 12));
        int before = get_num_threads();

        set_num_threads(1);
        var one = Results(net, input, true);
        set_num_threads(2);
        var two = Results(net, input, true);
        set_num_threads(before);

        for (int i = 0; i < one.Count; i++) Assert.True(one[i].equal(two[i]).all().ToBoolean());
    }

    [Fact]
    public void Gradients_OfGradients_AreLibtorchs()
    {
        using var scope = NewDisposeScope();
        using var net = Block(8, 24, 8, 3, 1);
        manual_seed(5);
        var (input, towards) = (ChannelsLast(randn(3, 8, 6, 6)), ChannelsLast(randn(3, 8, 6, 6)));
        var weight = ((Conv2d)((Sequential)net[1])[0]).weight;

        Tensor Second()
        {
            var x = input.detach().requires_grad_();
            var first = autograd.grad([(net.call(x) * towards).pow(3).sum()], [x], create_graph: true)[0];
            return autograd.grad([first.pow(2).sum()], [weight])[0];
        }

        var own = Second();
        NativeChain.ent_chain_kernels("off");
        AssertClose(Second(), own, 1e-3, "second derivatives");
    }

    [Fact]
    public void Sequential_Evaluating_UsesRunningStatistics()
    {
        using var scope = NewDisposeScope();
        using var net = Block(16, 48, 16, 5, 2);
        var input = ChannelsLast(randn(6, 16, 11, 11));
        net.call(input).Dispose();
        net.eval();
        using var frozen = no_grad();
        long before = NativeChain.ent_chain_runs();

        var own = net.call(input);

        Assert.Equal(before + 1, NativeChain.ent_chain_runs());
        NativeChain.ent_chain_kernels("off");
        AssertClose(net.call(input), own, 1e-5, "evaluation");
    }

    [Fact]
    public void Sequential_WatchedOrOtherLayout_IsCalledModuleByModule()
    {
        using var scope = NewDisposeScope();
        using var net = Block(16, 48, 16, 3, 1);
        var input = randn(2, 16, 8, 8);
        long before = NativeChain.ent_chain_runs();

        Assert.True(net.call(input).is_contiguous());
        var seen = 0;
        var hooks = net.modules().OfType<Conv2d>().Select(convolution => convolution.register_forward_hook((_, _, output) =>
        {
            seen++;
            return output;
        })).ToList();
        net.call(ChannelsLast(input));

        Assert.Equal(before, NativeChain.ent_chain_runs());
        Assert.Equal(3, seen);
        foreach (var hook in hooks) hook.remove();
        net.call(ChannelsLast(input));
        Assert.Equal(before + 1, NativeChain.ent_chain_runs());
    }

    [Fact]
    public void Sequential_NotANumber_StaysOne()
    {
        using var scope = NewDisposeScope();
        using var net = Block(16, 48, 16, 3, 1);
        var input = ChannelsLast(randn(2, 16, 8, 8));
        using (no_grad()) input[1, 3, 4, 4] = tensor(float.NaN);

        Assert.True(net.call(input).sum().isnan().ToBoolean());
    }

    private static Sequential Block(long channels, long inner, long outputs, long kernel, long stride)
    {
        manual_seed(1);
        var depthwise = Unit(inner, inner, kernel, stride, inner);
        var project = nn.Sequential(nn.Conv2d(inner, outputs, 1, bias: false), nn.BatchNorm2d(outputs));
        return inner == channels ? nn.Sequential(depthwise, project) : nn.Sequential(Unit(channels, inner, 1, 1), depthwise, project);
    }

    private static Sequential Unit(long channels, long outputs, long kernel, long stride, long groups = 1)
    {
        var norm = nn.BatchNorm2d(outputs);
        nn.init.uniform_(norm.weight!, 0.5, 1.5);
        nn.init.uniform_(norm.bias!, -0.5, 1.5);
        return nn.Sequential(nn.Conv2d(channels, outputs, kernel, stride, kernel / 2, groups: groups, bias: false), norm, kernel == 5 ? nn.ReLU() : nn.ReLU6());
    }

    private static void Compare(string kernels, Sequential net, long batch, long channels, long size, bool inputGradient)
    {
        using var scope = NewDisposeScope();
        using var owned = net;
        manual_seed(3);
        var input = ChannelsLast(randn(batch, channels, size, size));
        NativeChain.ent_chain_kernels(kernels);
        long before = NativeChain.ent_chain_runs();
        var own = Results(net, input, inputGradient);
        Assert.Equal(before + 1, NativeChain.ent_chain_runs());

        NativeChain.ent_chain_kernels("off");
        var libtorchs = Results(net, input, inputGradient);

        Assert.True(own[0].permute(0, 2, 3, 1).is_contiguous());
        for (int i = 0; i < own.Count; i++) AssertClose(libtorchs[i], own[i], 2e-5, $"{kernels}, result {i}, input [{batch}, {channels}, {size}, {size}]");
    }

    /// <summary>Output, gradients of the parameters and the input, running statistics.</summary>
    private static List<Tensor> Results(Sequential net, Tensor input, bool inputGradient)
    {
        foreach (var norm in net.modules().OfType<BatchNorm2d>()) norm.reset_running_stats();
        var leaf = input.detach().clone().requires_grad_(inputGradient);
        var output = net.call(leaf);
        manual_seed(4);
        var towards = ChannelsLast(randn(output.shape));
        Tensor[] inputs = [.. net.parameters(), .. inputGradient ? [leaf] : Array.Empty<Tensor>()];
        return [output.detach(), .. autograd.grad([output], inputs, [towards]), .. net.buffers().Select(buffer => buffer.to(float32).clone())];
    }

    private static Tensor ChannelsLast(Tensor images) => images.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);

    private static void AssertClose(Tensor expected, Tensor actual, double tolerance, string what)
    {
        double worst = ((actual - expected).abs().max() / (expected.abs().max() + 1e-6)).ToDouble();
        Assert.True(worst <= tolerance, $"{what}: {worst:e1} apart");
    }
}
