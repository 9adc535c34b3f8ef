using System.Collections.Immutable;
using System.Numerics;
using System.Text.Json.Serialization;

namespace EdgeNas.Domain.Spaces;

/// <summary>
/// A chain of layers with a choice of operators each: what may be built. Described by a HOCON file, not by code.
/// </summary>
/// <param name="Name">Name for people, such as <c>mobile-28</c>.</param>
/// <param name="Input">The input it is shown and priced with when no data set says otherwise.</param>
/// <param name="ImageSizes">Image sizes in pixels that it is meant for.</param>
/// <param name="StemChannels">Channels after the stem: 3×3 convolution, batch norm, ReLU6.</param>
/// <param name="StemStride">1 or 2.</param>
/// <param name="Layers">Fixed and searchable layers, in order; each takes the channels that the one before it gives.</param>
/// <param name="HeadChannels">Channels of the last 1×1 convolution (batch norm, ReLU6), before global average pooling.</param>
/// <param name="HeadFeatures">Width of the linear layer (ReLU6) between pooling and classifier; 0: none.</param>
/// <param name="Dropout">Share of features dropped before the classifier while training, 0..1.</param>
public sealed record SearchSpace(
    string Name,
    InputShape Input,
    ImmutableArray<int> ImageSizes,
    int StemChannels,
    int StemStride,
    ImmutableArray<SpaceLayer> Layers,
    int HeadChannels,
    int HeadFeatures,
    double Dropout)
{
    /// <summary>The searchable layers in order; digit i of a code is the choice of layer i of these.</summary>
    public ImmutableArray<SpaceLayer> Searchable { get; } = [.. Layers.Where(layer => layer.IsSearchable)];

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public SpaceKind Kind { get; init; }

    /// <summary>Where not every combination of choices exists: those that do, ascending by code; null: all of them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<Architecture>? Only { get; init; }

    /// <summary>Number of architectures.</summary>
    public BigInteger Count => Only is { } only ? only.Length : Searchable.Aggregate(BigInteger.One, (product, layer) => product * layer.Choices.Length);

    /// <summary>Every choice of every layer: where sampling starts, before regularization drops any.</summary>
    public ActiveChoices AllChoices() => ActiveChoices.All(this);
}
