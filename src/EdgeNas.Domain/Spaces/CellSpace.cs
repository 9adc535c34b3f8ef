using System.Collections.Immutable;

namespace EdgeNas.Domain.Spaces;

/// <summary>
/// The search space of NAS-Bench-201: the operators of one cell (<see cref="CellGraph"/>), which occurs five times at each of three stages of 16, 32 and 64 channels, with residual blocks that halve the
/// image between them. Its networks are known from tables that others measured; they aren't built here.
/// </summary>
public static class CellSpace
{
    public const string Name = "nb201";

    private const int CellsPerStage = 5;

    private static readonly int[] Channels = [16, 32, 64];

    private static readonly ImmutableArray<LayerChoice> Operators =
        [new("none", 0, 0), new("skip", 0, 0), new("conv1x1", 1, 0), new("conv3x3", 3, 0), new("pool3x3", 0, 0)];

    /// <summary>One searchable layer for each edge of the cell.</summary>
    public static SearchSpace Space { get; } = new(
        Name, new InputShape(3, 32, 10), [16, 32], Channels[0], 1, [.. Enumerable.Repeat(new SpaceLayer(Channels[0], Channels[0], 1, Operators), CellGraph.Edges)], Channels[^1], 0, 0)
    {
        Kind = SpaceKind.Cell,
    };

    /// <summary>What each operator on an edge costs over all cells, and what all networks have in common: the costs that NAS-Bench-201 publishes.</summary>
    internal static SpaceCosts Costs(SearchSpace space, InputShape input)
    {
        int size = input.Size;
        long multiplyAdds = 0, parameters = 0, fixedMultiplyAdds = 0, fixedParameters = 0;
        void Add(ConvBatchNorm convolution, bool normalised = true)
        {
            fixedMultiplyAdds += convolution.MultiplyAdds;
            fixedParameters += convolution.Parameters - (normalised ? 0 : 2 * convolution.Out);
        }

        Add(new ConvBatchNorm("stem", input.Channels, Channels[0], 3, 1, 1, false, size));
        for (int stage = 0; stage < Channels.Length; stage++)
        {
            int channels = Channels[stage];
            if (stage > 0)
            {
                var first = new ConvBatchNorm("reduce", Channels[stage - 1], channels, 3, 2, 1, false, size);
                size = first.OutSize;
                Add(first);
                Add(new ConvBatchNorm("reduce", channels, channels, 3, 1, 1, false, size));
                Add(new ConvBatchNorm("shortcut", Channels[stage - 1], channels, 1, 1, 1, false, size), normalised: false);
            }

            var pointwise = new ConvBatchNorm("conv1x1", channels, channels, 1, 1, 1, false, size);
            multiplyAdds += CellsPerStage * pointwise.MultiplyAdds;
            parameters += CellsPerStage * pointwise.Parameters;
        }

        var classifier = new LinearLayer("classifier", Channels[^1], input.Classes, false);
        long normalisation = 2L * CellsPerStage * Channels.Sum();
        ChoiceCost Cost(LayerChoice choice) => choice.Kernel == 0
            ? new ChoiceCost(choice, 0, 0)
            : new ChoiceCost(choice, choice.Kernel * choice.Kernel * multiplyAdds, (choice.Kernel * choice.Kernel * (parameters - normalisation)) + normalisation);
        return new SpaceCosts(
            space,
            input,
            [.. space.Layers.Select((layer, edge) => new LayerCost(edge, edge, layer, input.Size, input.Size, [.. layer.Choices.Select(Cost)]))],
            fixedMultiplyAdds + classifier.MultiplyAdds,
            fixedParameters + (2 * Channels[^1]) + classifier.Parameters);
    }
}
