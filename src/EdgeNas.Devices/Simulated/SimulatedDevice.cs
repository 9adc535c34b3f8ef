using EdgeNas.Devices.Timing;
using EdgeNas.Domain.Devices;
using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Devices.Simulated;

/// <summary>
/// A device for tests and demonstrations. Latency: <see cref="LatencyFormula"/>, times one factor per measurement (log-normal, 0.3 %: what differs from one day to the
/// next) and one per run (log-normal, 1 %; one run in fifty takes 10 to 40 % longer, as when a neighbour interrupts). The noise comes from the seed, the device's name, the
/// network's and the repetition alone, and nothing waits: time is virtual.
/// </summary>
public sealed class SimulatedDevice(DeviceSpec device, MeasureSpec spec, long seed) : IDevice
{
    public const string Name = "simulated";

    private const double MeasurementDeviation = 0.003;
    private const double RunDeviation = 0.01;
    private const double InterruptionChance = 0.02;

    public SimulatedDevice(MeasureSpec spec, long seed)
        : this(new DeviceSpec(Name, Name), spec, seed)
    {
    }

    public DeviceIdentity Identity { get; } = new(device.Name, Hardware(device.Formula), "fixed", "formula 1", "fp32", spec.Batch, spec.Threads);

    public bool SharesMachine => false;

    public Measurement Measure(Network network, int repetition, CancellationToken cancellation)
    {
        var random = new SeedStream(seed, $"device/{device.Name}/{network.Name}/{repetition}");
        var clock = new VirtualClock();
        double milliseconds = device.Formula.Milliseconds(network, spec.Batch, spec.Threads) * Math.Exp(MeasurementDeviation * random.NextGaussian());
        return new TimingLoop(spec, clock, processorTime: null).Run(() => clock.Advance(RunNanoseconds(milliseconds, random)), cancellation);
    }

    private static string Hardware(LatencyFormula formula) => formula == LatencyFormula.Default
        ? "simulated processor"
        : $"simulated processor of {formula.OperatorNanoseconds:0.###} ns per operator, {formula.MultiplyAddsPerNanosecond:0.###} and {formula.DepthwisePerNanosecond:0.###} multiply-adds and {formula.BytesPerNanosecond:0.###} bytes per ns, {formula.CacheBytes:0} bytes of cache";

    /// <summary>Whole nanoseconds, so that the last digits of a machine's exponential function don't matter.</summary>
    private static long RunNanoseconds(double milliseconds, SeedStream random)
    {
        double factor = Math.Exp(RunDeviation * random.NextGaussian());
        if (random.NextDouble() < InterruptionChance) factor *= 1.1 + (0.3 * random.NextDouble());
        return Math.Max(1, (long)Math.Round(milliseconds * factor * 1e6));
    }
}
