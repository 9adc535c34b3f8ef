using System.Collections.Immutable;

namespace EdgeNas.Learning.LatencyModels.Encoding;

/// <summary>
/// A chain of layers: the one-hot encoding, how often each choice occurs, and how often each pair of choices follows one another (a runtime may fuse or reorder across layers).
/// </summary>
public sealed class ChainEncoder(ImmutableArray<int> alphabets) : IArchitectureEncoder
{
    private readonly int _choices = alphabets.Max();

    public string Name => "chain";

    public ImmutableArray<int> Alphabets => alphabets;

    public ImmutableArray<FeatureGroup> Groups { get; } =
    [
        new(ArchitectureEncoder.OneHot, 0, alphabets.Sum()),
        new("counts", alphabets.Sum(), alphabets.Max()),
        new("neighbours", alphabets.Sum() + alphabets.Max(), alphabets.Max() * alphabets.Max()),
    ];

    public ImmutableArray<KernelDesign> Kernels { get; } =
    [
        // Milliseconds add up over a chain: every kernel has the linear part.
        new("smooth", [[ArchitectureEncoder.OneHot]], [ArchitectureEncoder.OneHot]),
        new("relevance", [[KernelDesign.Digits]], [ArchitectureEncoder.OneHot]),
        new("neighbours", [[KernelDesign.Digits], ["counts"]], [ArchitectureEncoder.OneHot, "counts", "neighbours"]),
    ];

    public void Encode(ReadOnlySpan<int> digits, Span<double> features)
    {
        var counts = ArchitectureEncoder.WriteOneHot(digits, alphabets, features);
        var neighbours = counts[_choices..];
        for (int i = 0; i < digits.Length; i++)
        {
            counts[digits[i]]++;
            if (i > 0) neighbours[(digits[i - 1] * _choices) + digits[i]]++;
        }
    }
}
