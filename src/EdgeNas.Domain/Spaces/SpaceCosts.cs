using System.Collections.Immutable;

namespace EdgeNas.Domain.Spaces;

/// <summary>What one operator of a layer costs, for one image.</summary>
public sealed record ChoiceCost(LayerChoice Choice, long MultiplyAdds, long Parameters);

/// <summary>One layer of a space as it stands in a network: its place, shapes and the cost of each of its choices.</summary>
/// <param name="Index">Counted over all layers, fixed ones included, from 0.</param>
/// <param name="Digit">Which digit of a code chooses, from 0; null for a fixed layer.</param>
/// <param name="InSize">Width and height of the image that enters, in pixels.</param>
public sealed record LayerCost(int Index, int? Digit, SpaceLayer Layer, int InSize, int OutSize, ImmutableArray<ChoiceCost> Choices);

/// <summary>The table of a space's costs for one input: what is the same for all architectures, and what each choice adds.</summary>
/// <param name="FixedMultiplyAdds">Of stem, head and classifier.</param>
/// <param name="FixedParameters">Of stem, head and classifier.</param>
public sealed record SpaceCosts(SearchSpace Space, InputShape Input, ImmutableArray<LayerCost> Layers, long FixedMultiplyAdds, long FixedParameters)
{
    public static SpaceCosts Of(SearchSpace space, InputShape input)
    {
        if (space.Kind == SpaceKind.Cell) return CellSpace.Costs(space, input);
        var stem = NetworkBuilder.Stem(input, space.StemChannels, space.StemStride);
        var layers = ImmutableArray.CreateBuilder<LayerCost>(space.Layers.Length);
        int size = stem.Convolutions[0].OutSize, digit = 0;
        foreach (var layer in space.Layers)
        {
            int outSize = (size + layer.Stride - 1) / layer.Stride, index = layers.Count;
            layers.Add(new LayerCost(
                index, layer.IsSearchable ? digit++ : null, layer, size, outSize, [.. layer.Choices.Select(choice => Cost(index, layer, choice, size))]));
            size = outSize;
        }

        var head = NetworkBuilder.Head(space.Layers[^1].Out, space.HeadChannels, size);
        var linears = NetworkBuilder.Classifier(space.HeadChannels, space.HeadFeatures, input.Classes);
        ImmutableArray<ConvBatchNorm> ends = [.. stem.Convolutions, .. head.Convolutions];
        return new SpaceCosts(
            space,
            input,
            layers.MoveToImmutable(),
            ends.Sum(c => c.MultiplyAdds) + linears.Sum(l => l.MultiplyAdds),
            ends.Sum(c => c.Parameters) + linears.Sum(l => l.Parameters));
    }

    /// <summary>Multiply-adds and parameters of one architecture: those of its <see cref="Network"/>, read off the table.</summary>
    public (long MultiplyAdds, long Parameters) Of(Architecture architecture)
    {
        ChoiceCost[] chosen = [.. Layers.Select(layer => layer.Choices[layer.Digit is { } digit ? architecture[digit] : 0])];
        return (FixedMultiplyAdds + chosen.Sum(choice => choice.MultiplyAdds), FixedParameters + chosen.Sum(choice => choice.Parameters));
    }

    /// <summary>The architecture with the fewest multiply-adds, the least of them; layers are priced one by one, since costs add up.</summary>
    public Architecture Smallest() => Space.Only is { } only
        ? only.MinBy(architecture => Of(architecture).MultiplyAdds)
        : Architecture.FromChoices([.. Layers.Where(layer => layer.Digit is not null).Select(layer => layer.Choices.IndexOf(layer.Choices.MinBy(choice => choice.MultiplyAdds)!))]);

    private static ChoiceCost Cost(int index, SpaceLayer layer, LayerChoice choice, int size)
    {
        var convolutions = NetworkBuilder.Block(index, choice, layer.In, layer.Out, layer.Stride, size).Convolutions;
        return new ChoiceCost(choice, convolutions.Sum(c => c.MultiplyAdds), convolutions.Sum(c => c.Parameters));
    }
}
