using System.Collections.Immutable;
using EdgeNas.Learning.LatencyModels.Encoding;

namespace EdgeNas.Learning.LatencyModels.Transfer;

/// <summary>Another encoder's features, and what a model of another board predicts: boards differ far less in which architecture is slower than in how slow.</summary>
internal sealed class TransferEncoder(IArchitectureEncoder inner, CalibratedModel source) : IArchitectureEncoder
{
    private const string Source = "source";

    public string Name => inner.Name;

    public ImmutableArray<int> Alphabets => inner.Alphabets;

    public ImmutableArray<FeatureGroup> Groups { get; } = [.. inner.Groups, new(Source, inner.Width(), 1)];

    public ImmutableArray<KernelDesign> Kernels { get; } =
    [
        new("source", [[Source]], [Source]),
        new("source-layers", [[Source], [KernelDesign.Digits]], [Source, ArchitectureEncoder.OneHot]),
        .. inner.Kernels.Select(design => design with { Name = $"source-{design.Name}", Linear = [.. design.Linear, Source] }),
    ];

    public void Encode(ReadOnlySpan<int> digits, Span<double> features)
    {
        inner.Encode(digits, features[..^1]);
        features[^1] = 0;
    }

    public void Complete(EncodedSet set)
    {
        var predicted = source.Predict(EncodedSet.Of(inner, set.Architectures));
        double scale = source.Data.Milliseconds.Average();
        // In units that make a board's spread about one, so that standardising it is not held back by the least deviation of a feature.
        for (int row = 0; row < set.Count; row++) set.AllFeatures[((row + 1) * set.Width) - 1] = 4 * predicted[row].Milliseconds / scale;
    }
}
