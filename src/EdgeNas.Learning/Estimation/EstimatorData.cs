using System.Collections.Immutable;
using EdgeNas.Domain.Estimation;
using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Learning.Estimation;

/// <summary>Measured architectures, and what models may know of them.</summary>
/// <param name="MultiplyAdds">Multiply-adds of an architecture, for the baseline on them.</param>
public sealed record EstimatorData(OneHotEncoding Encoding, ImmutableArray<LatencySample> Samples, Func<Architecture, double> MultiplyAdds)
{
    internal ImmutableArray<Architecture> Architectures => [.. Samples.Select(sample => sample.Architecture)];

    internal double[] Milliseconds => [.. Samples.Select(sample => sample.Milliseconds)];

    /// <summary>Splits the samples by chance: the share given, at least one sample, is held out.</summary>
    internal (EstimatorData Kept, EstimatorData HeldOut) Split(double heldOut, SeedStream random)
    {
        LatencySample[] shuffled = [.. Samples];
        random.Shuffle(shuffled.AsSpan());
        int count = Math.Clamp((int)Math.Round(heldOut * shuffled.Length), 1, shuffled.Length - 1);
        return (this with { Samples = [.. shuffled[count..]] }, this with { Samples = [.. shuffled[..count]] });
    }
}
