using System.Collections.Immutable;

namespace EdgeNas.Learning.LatencyModels.Encoding;

/// <summary>A chain of layers as LightNAS and EdgeNAS encode it: for each digit as many numbers as it has values, 1 at the chosen one. And how often each choice occurs.</summary>
public sealed class OneHotEncoder(ImmutableArray<int> alphabets) : IArchitectureEncoder
{
    public string Name => "onehot";

    public ImmutableArray<int> Alphabets => alphabets;

    public ImmutableArray<FeatureGroup> Groups { get; } = [new(ArchitectureEncoder.OneHot, 0, alphabets.Sum()), new("counts", alphabets.Sum(), alphabets.Max())];

    public ImmutableArray<KernelDesign> Kernels { get; } =
    [
        new("smooth", [[ArchitectureEncoder.OneHot]], [ArchitectureEncoder.OneHot]),
        new("relevance", [[KernelDesign.Digits]], [ArchitectureEncoder.OneHot]),
        new("counts", [[KernelDesign.Digits], ["counts"]], [ArchitectureEncoder.OneHot, "counts"]),
    ];

    public void Encode(ReadOnlySpan<int> digits, Span<double> features)
    {
        var counts = ArchitectureEncoder.WriteOneHot(digits, alphabets, features);
        foreach (int digit in digits) counts[digit]++;
    }
}
