using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>The device of new tensors where none is named.</summary>
public sealed class DefaultDeviceTests : IDisposable
{
    private readonly Device _before = get_default_device();

    public DefaultDeviceTests() => set_default_device(META);

    public void Dispose() => set_default_device(_before);

    [Fact]
    public void Factories_WithoutDevice_TakeTheDefault()
    {
        using var scope = NewDisposeScope();
        Tensor[] made = [ones(1), zeros(1), empty(1), rand(1), randn(1), eye(1), full(1, 2.5), linspace(0, 1, 2), arange(3), logspace(0, 1, 2)];

        Assert.Equal(DeviceType.META, get_default_device().type);
        Assert.All(made, tensor => Assert.Equal(DeviceType.META, tensor.device_type));
        Assert.Equal(DeviceType.CPU, zeros(1, device: CPU).device_type);
    }
}
