using TorchSharp.Native;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Tests;

/// <summary>Own depthwise kernels against libtorch's.</summary>
public sealed class DepthwiseTests : IDisposable
{
    public static TheoryData<string, int, int> Kinds
    {
        get
        {
            TheoryData<string, int, int> kinds = [];
            foreach (string kernels in new[] { "avx512", "avx2", "portable", "" })
            {
                foreach (int size in new[] { 3, 5, 7 })
                {
                    kinds.Add(kernels, size, 1);
                    kinds.Add(kernels, size, 2);
                }
            }

            return kinds;
        }
    }

    public void Dispose() => Assert.Equal(1, NativeDepthwise.ent_depthwise_kernels(""));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Kernels_AllShapes_AgreeWithLibtorch(string kernels, int size, int stride)
    {
        // A machine that lacks the instructions never takes these kernels.
        if (NativeDepthwise.ent_depthwise_kernels(kernels) == 0) return;
        foreach (long channels in new long[] { 16, 5, 40 })
        {
            foreach (var (height, width) in new[] { (28L, 28L), (14, 15), (7, 7), (9, 5), (33, 2) })
            {
                foreach (int padding in new[] { size / 2, 0, size - 1 }.Distinct())
                {
                    if (Math.Min(height, width) + (2 * padding) >= size) Compare(kernels, channels, height, width, size, stride, padding);
                }
            }
        }
    }

    [Fact]
    public void Gradients_OneAndTwoThreads_AreIdentical()
    {
        using var scope = NewDisposeScope();
        manual_seed(2);
        var (input, weight) = (ChannelsLast(randn(20, 48, 14, 14)), randn(48, 1, 5, 5));
        int before = get_num_threads();
        NativeDepthwise.ent_depthwise_kernels("portable");

        set_num_threads(1);
        var one = Gradients(input, weight, 1, 2);
        set_num_threads(2);
        var two = Gradients(input, weight, 1, 2);
        set_num_threads(before);

        for (int i = 0; i < one.Length; i++) TensorAssert.Same(one[i], two[i]);
    }

    [Fact]
    public void Gradients_OfGradients_AreLibtorchs()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var (input, weight) = (ChannelsLast(randn(2, 8, 6, 6)), randn(8, 1, 3, 3));

        Tensor Second()
        {
            var (x, w) = (input.detach().requires_grad_(), weight.detach().requires_grad_());
            var first = autograd.grad([F.conv2d(x, w, padding: [1, 1], groups: 8).pow(2).sum()], [x], create_graph: true)[0];
            return autograd.grad([first.pow(2).sum()], [w])[0];
        }

        var own = Second();
        NativeDepthwise.ent_depthwise_kernels("off");

        Assert.True(own.allclose(Second(), 1e-4, 1e-3));
    }

    private static void Compare(string kernels, long channels, long height, long width, int size, int stride, int padding)
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var (input, weight) = (ChannelsLast(randn(3, channels, height, width)), randn(channels, 1, size, size));
        Assert.Equal(1, NativeDepthwise.ent_depthwise_kernels(kernels));
        long runs = NativeDepthwise.ent_depthwise_runs();
        var own = Gradients(input, weight, stride, padding);
        if (kernels.Length > 0) Assert.Equal(runs + 3, NativeDepthwise.ent_depthwise_runs());
        NativeDepthwise.ent_depthwise_kernels("off");
        var reference = Gradients(input, weight, stride, padding);

        string[] names = ["output", "gradient of the input", "gradient of the weights"];
        for (int i = 0; i < names.Length; i++)
        {
            double scale = reference[i].abs().max().ToDouble();
            double difference = (own[i] - reference[i]).abs().max().ToDouble();
            Assert.True(difference <= 1e-4 * scale, $"{names[i]} of {channels}x{height}x{width}, kernel {size}, stride {stride}, padding {padding}: differs by {difference} of {scale}");
        }
    }

    private static Tensor[] Gradients(Tensor input, Tensor weight, int stride, int padding)
    {
        var (x, w) = (input.detach().requires_grad_(), weight.detach().requires_grad_());
        var output = F.conv2d(x, w, strides: [stride, stride], padding: [padding, padding], groups: weight.size(0));
        output.backward([output.detach().sin()]);
        return [output.detach(), x.grad!, w.grad!];
    }

    private static Tensor ChannelsLast(Tensor images) => images.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
}
