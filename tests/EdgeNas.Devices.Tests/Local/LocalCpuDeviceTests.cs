using EdgeNas.Devices.Local;
using EdgeNas.Domain;
using EdgeNas.Domain.Spaces;
using EdgeNas.Onnx.Tests;

namespace EdgeNas.Devices.Tests.Local;

public sealed class LocalCpuDeviceTests
{
    private static readonly Network Small = NetworkBuilder.Build(TestSpaces.Small, new Architecture("666666"), TestSpaces.Small.Input);
    private static readonly Network Large = NetworkBuilder.Build(TestSpaces.Small, new Architecture("555555"), new InputShape(1, 112, 10));

    [Fact]
    public void Identity_OfThisMachine_NamesHardwareAndRuntime()
    {
        var device = new LocalCpuDevice(TestSpecs.Measure with { Batch = 4 }, TimeProvider.System);
        Assert.Equal("local-cpu", device.Identity.Device);
        Assert.EndsWith("processors", device.Identity.Hardware);
        Assert.StartsWith("ONNX Runtime 1.", device.Identity.Runtime);
        Assert.Equal(("fp32", 4, 1), (device.Identity.Precision, device.Identity.Batch, device.Identity.Threads));
        Assert.True(device.SharesMachine);
    }

    [Fact]
    public void Measure_NetworkOfManyTimesTheWork_TakesLonger()
    {
        var device = new LocalCpuDevice(TestSpecs.Measure, TimeProvider.System);
        var small = device.Measure(Small, 0, default);
        var large = device.Measure(Large, 0, default);

        Assert.True(large.MedianMilliseconds > 3 * small.MedianMilliseconds, $"{small.MedianMilliseconds} ms and {large.MedianMilliseconds} ms");
        Assert.InRange(small.MedianMilliseconds, small.MedianLowMilliseconds, small.MedianHighMilliseconds);
    }

    [Fact]
    public void Measure_Always_LeavesTheThreadWhereItMayRun()
    {
        int[] before = NativeThread.Processors;
        var device = new LocalCpuDevice(TestSpecs.Measure with { MaximumTime = TimeSpan.Zero }, TimeProvider.System);
        device.Measure(Small, 0, default);
        Assert.Equal(before, NativeThread.Processors);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => device.Measure(Small, 0, cancelled.Token));
        Assert.Equal(before, NativeThread.Processors);
    }

    [Fact]
    public void Measure_AllProcessorsAndBatch_Runs()
    {
        var spec = TestSpecs.Measure with { Threads = NativeThread.Processors.Length, Batch = 2, MaximumTime = TimeSpan.FromMilliseconds(100) };
        Assert.True(new LocalCpuDevice(spec, TimeProvider.System).Measure(Small, 0, default).MedianMilliseconds > 0);
        Assert.True(new LocalCpuDevice(spec, TimeProvider.System, pinThreads: false).Measure(Small, 0, default).MedianMilliseconds > 0);
    }

    [Fact]
    public void Create_MoreThreadsThanProcessors_Throws() =>
        Assert.Throws<EdgeNasException>(() => new LocalCpuDevice(TestSpecs.Measure with { Threads = 4096 }, TimeProvider.System));
}
