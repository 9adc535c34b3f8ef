using EdgeNas.Devices.Simulated;
using EdgeNas.Domain.Spaces;
using EdgeNas.Onnx.Tests;

namespace EdgeNas.Devices.Tests.Simulated;

public sealed class SimulatedDeviceTests
{
    private static readonly Network Subject = TestSpaces.Random(TestSpaces.Small, 1);

    private readonly SimulatedDevice _device = new(TestSpecs.Measure, 7);

    [Fact]
    public void Measure_SameSeedNetworkAndRepetition_GivesTheSame()
    {
        _device.Measure(TestSpaces.Random(TestSpaces.Small, 2), 0, default);
        var first = _device.Measure(Subject, 3, default);
        var second = new SimulatedDevice(TestSpecs.Measure, 7).Measure(Subject, 3, default);
        Assert.Equal(first.SamplesMilliseconds.AsEnumerable(), second.SamplesMilliseconds.AsEnumerable());
        Assert.Equal(first with { SamplesMilliseconds = [] }, second with { SamplesMilliseconds = [] });
    }

    [Fact]
    public void Measure_OtherSeedOrRepetition_GivesOtherNoise()
    {
        double first = _device.Measure(Subject, 0, default).MedianMilliseconds;
        Assert.NotEqual(first, _device.Measure(Subject, 1, default).MedianMilliseconds);
        Assert.NotEqual(first, new SimulatedDevice(TestSpecs.Measure, 8).Measure(Subject, 0, default).MedianMilliseconds);
    }

    [Fact]
    public void Measure_ManyRepetitions_AreNearTheFormula()
    {
        double formula = LatencyFormula.Default.Milliseconds(Subject, 1, 1);
        for (int repetition = 0; repetition < 20; repetition++)
        {
            var measurement = _device.Measure(Subject, repetition, default);
            Assert.InRange(measurement.MedianMilliseconds / formula, 0.97, 1.03);
            Assert.Null(measurement.Suspicion);
        }
    }

    [Fact]
    public void Milliseconds_OfOneConvolution_IsTheDocumentedSum()
    {
        // 16 channels, 7×7 depthwise on 28×28, added to its input, and a classifier of 10.
        var depthwise = new ConvBatchNorm("d", 16, 16, 7, 1, 16, true, 28);
        var network = new Network("n", new InputShape(16, 28, 10), [new NetworkBlock("b", [depthwise], Residual: true)], [new LinearLayer("c", 16, 10, false)], 0);

        double parameters = (16 * 49) + 32 + 170, map = 16 * 28 * 28;
        double workingSet = 4 * (parameters + map), misses = workingSet / (workingSet + 1_048_576);
        double nanoseconds = (3 * 6_000) + (map * 49 / 4) + (160 / 16.0) + (4 * (parameters + map + map + 26) * misses / 8);
        Assert.Equal(nanoseconds / 1e6, LatencyFormula.Default.Milliseconds(network, 1, 1), 12);
    }

    [Fact]
    public void Milliseconds_OfArchitectures_GrowsWithTheirWork()
    {
        Assert.True(Of("666666") < Of("000000"));
        Assert.True(Of("000000") < Of("555555"));
    }

    [Fact]
    public void Milliseconds_OfChangesInTwoHalves_IsNotTheSumOfTheirEffects()
    {
        // More weights anywhere leave less of the cache for all: together they cost more than each alone.
        double both = Of("555555") - Of("000000"), apart = Of("555000") - Of("000000") + Of("000555") - Of("000000");
        Assert.True(both > 1.005 * apart, $"{both} ms and {apart} ms");
    }

    [Fact]
    public void Milliseconds_MoreThreads_IsLess() => Assert.True(LatencyFormula.Default.Milliseconds(Subject, 1, 2) < LatencyFormula.Default.Milliseconds(Subject, 1, 1));

    private static double Of(string code) => LatencyFormula.Default.Milliseconds(NetworkBuilder.Build(TestSpaces.Small, new Architecture(code), TestSpaces.Small.Input), 1, 1);
}
