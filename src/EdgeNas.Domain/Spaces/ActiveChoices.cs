using System.Collections.Immutable;

namespace EdgeNas.Domain.Spaces;

/// <summary>The choices that are still in the search, per searchable layer, as ascending indices: the whole space until regularization drops some.</summary>
public sealed record ActiveChoices(ImmutableArray<ImmutableArray<int>> Layers)
{
    public static ActiveChoices All(SearchSpace space) =>
        new([.. space.Searchable.Select(layer => Enumerable.Range(0, layer.Choices.Length).ToImmutableArray())]);

    public ActiveChoices Without(int layer, int choice) => new(Layers.SetItem(layer, Layers[layer].Remove(choice)));

    public bool Contains(Architecture architecture) => Layers.Select((choices, layer) => choices.Contains(architecture[layer])).All(active => active);

    public bool Equals(ActiveChoices? other) =>
        other is not null && Layers.Length == other.Layers.Length && Layers.Zip(other.Layers).All(pair => pair.First.SequenceEqual(pair.Second));

    public override int GetHashCode() => Layers.Aggregate(17, (hash, layer) => HashCode.Combine(hash, layer.Length));
}
