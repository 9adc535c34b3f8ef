using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>The type of new tensors where none is named.</summary>
public sealed class DefaultTypeTests : IDisposable
{
    private readonly ScalarType _before = get_default_dtype();

    public DefaultTypeTests() => set_default_dtype(float64);

    public void Dispose() => set_default_dtype(_before);

    [Fact]
    public void Factories_WithoutType_TakeTheDefault()
    {
        using var scope = NewDisposeScope();
        Tensor[] made = [ones(1), zeros(1), empty(1), rand(1), randn(1), eye(1), full(1, 2.5), linspace(0, 1, 2), arange(0.0, 1.0), nn.Linear(1, 1).weight, nn.BatchNorm2d(1).running_mean!];

        Assert.Equal(float64, get_default_dtype());
        Assert.All(made, tensor => Assert.Equal(float64, tensor.dtype));
    }

    [Fact]
    public void TensorsOfNumbersAndOperators_DoNotAskForIt()
    {
        using var scope = NewDisposeScope();

        Assert.Equal(float32, tensor(1f).dtype);
        Assert.Equal(int64, full(1, 2).dtype);
        Assert.Equal(int64, arange(2).dtype);
        Assert.Equal(float32, (arange(2) / 2).dtype);
        Assert.Equal(float32, arange(2).sqrt().dtype);
    }

    [Fact]
    public void SetDefault_Integers_IsArgumentError() => Assert.Throws<ArgumentException>(() => set_default_dtype(int64));
}
