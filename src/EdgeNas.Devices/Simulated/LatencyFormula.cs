using EdgeNas.Domain.Spaces;

namespace EdgeNas.Devices.Simulated;

/// <summary>
/// The latency of a simulated device, without noise: that of a small processor with one cache. Numbers: of the default. Every convolution and every linear layer costs
/// <c>operator + compute + memory</c>:
/// <list type="bullet">
/// <item>operator: 6 µs for being called; a residual addition costs one too;</item>
/// <item>compute: multiply-adds at 16 per ns, those of depthwise convolutions at 4 per ns, over threads^0.85;</item>
/// <item>memory: 4 bytes for each weight and each number that enters or leaves, at 8 bytes per ns from the cache's misses alone.</item>
/// </list>
/// The share of misses is <c>w / (w + 1 MiB)</c> with the working set w: the weights of the whole network and its largest feature map. So what a layer costs
/// depends on all the others, and no sum over the layers' choices can be exact.
/// </summary>
/// <param name="OperatorNanoseconds">For being called.</param>
/// <param name="MultiplyAddsPerNanosecond">Of one thread.</param>
/// <param name="DepthwisePerNanosecond">Multiply-adds of depthwise convolutions, of one thread.</param>
/// <param name="BytesPerNanosecond">From and to the memory behind the cache.</param>
public sealed record LatencyFormula(double OperatorNanoseconds, double MultiplyAddsPerNanosecond, double DepthwisePerNanosecond, double BytesPerNanosecond, double CacheBytes)
{
    private const double ThreadExponent = 0.85;
    private const double ElementBytes = sizeof(float);

    /// <summary>The numbers above.</summary>
    public static LatencyFormula Default { get; } = new(6_000, 16, 4, 8, 1024 * 1024);

    public double Milliseconds(Network network, int batch, int threads)
    {
        var convolutions = network.Convolutions.ToList();
        double largestMap = convolutions.Select(c => batch * Math.Max(InElements(c), OutElements(c))).DefaultIfEmpty(0).Max();
        double workingSet = ElementBytes * (network.Parameters + largestMap), misses = workingSet / (workingSet + CacheBytes);

        double operators = convolutions.Count + network.Linears.Length + network.Blocks.Count(block => block.Residual);
        double compute = convolutions.Sum(c => c.MultiplyAdds / (c.Groups > 1 ? DepthwisePerNanosecond : MultiplyAddsPerNanosecond))
            + network.Linears.Sum(l => l.MultiplyAdds / MultiplyAddsPerNanosecond);
        double moved = network.Parameters + (batch * (convolutions.Sum(c => InElements(c) + OutElements(c)) + network.Linears.Sum(l => (double)l.In + l.Out)));

        double nanoseconds = (operators * OperatorNanoseconds)
            + (batch * compute / Math.Pow(threads, ThreadExponent))
            + (ElementBytes * moved * misses / BytesPerNanosecond);
        return nanoseconds / 1e6;
    }

    private static double InElements(ConvBatchNorm convolution) => (double)convolution.In * convolution.InSize * convolution.InSize;

    private static double OutElements(ConvBatchNorm convolution) => (double)convolution.Out * convolution.OutSize * convolution.OutSize;
}
