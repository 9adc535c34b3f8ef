using System.Collections.Immutable;

namespace EdgeNas.Domain.Spaces;

/// <summary>One layer of a search space: the shape it turns into which, and the operators that may do so.</summary>
/// <param name="In">Channels that enter.</param>
/// <param name="Out">Channels that leave.</param>
/// <param name="Stride">1, or 2 where the layer halves the image (rounded up).</param>
/// <param name="Choices">One choice: the layer is fixed; several: it is searchable and has a digit in the architecture's code.</param>
public sealed record SpaceLayer(int In, int Out, int Stride, ImmutableArray<LayerChoice> Choices)
{
    public bool IsSearchable => Choices.Length > 1;

    /// <summary>Whether a block here adds its input to its output, and a skip is the identity.</summary>
    public bool KeepsShape => In == Out && Stride == 1;
}
