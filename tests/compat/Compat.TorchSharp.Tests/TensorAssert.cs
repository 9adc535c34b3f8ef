using static TorchSharp.torch;

namespace TorchSharp.Tests;

internal static class TensorAssert
{
    /// <summary>Same type, shape and elements, to the bit.</summary>
    public static void Same(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.dtype, actual.dtype);
        Assert.Equal(expected.shape, actual.shape);
        using var left = expected.contiguous();
        using var right = actual.contiguous();
        Assert.True(left.bytes.SequenceEqual(right.bytes), "the elements differ");
    }
}
