using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace EdgeNas.Domain.Spaces;

/// <summary>The choices that are still in the search, per searchable layer, as ascending indices: the whole space until regularization drops some.</summary>
/// <param name="Only">Where not every combination exists: those that do, ascending.</param>
public sealed record ActiveChoices(
    ImmutableArray<ImmutableArray<int>> Layers, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImmutableArray<Architecture>? Only = null)
{
    /// <summary>Number of combinations, an upper bound where <see cref="Only"/> says which of them exist.</summary>
    public double Combinations => Layers.Aggregate(1.0, (product, layer) => product * layer.Length);

    public static ActiveChoices All(SearchSpace space) =>
        new([.. space.Searchable.Select(layer => Enumerable.Range(0, layer.Choices.Length).ToImmutableArray())], space.Only);

    public ActiveChoices Without(int layer, int choice) => this with { Layers = Layers.SetItem(layer, Layers[layer].Remove(choice)) };

    public bool Contains(Architecture architecture) => Exists(architecture) && HasChoices(architecture);

    /// <summary>Every active architecture, ascending by its digits; only for small spaces.</summary>
    public IEnumerable<Architecture> Enumerate()
    {
        if (Only is { } only)
        {
            bool[][] active = [.. Layers.Select(layer => Enumerable.Range(0, layer.Max() + 1).Select(layer.Contains).ToArray())];
            foreach (var architecture in only)
            {
                bool has = true;
                for (int layer = 0; layer < active.Length && has; layer++) has = architecture[layer] is var choice && choice < active[layer].Length && active[layer][choice];
                if (has) yield return architecture;
            }

            yield break;
        }

        int[] places = new int[Layers.Length], choices = [.. Layers.Select(layer => layer[0])];
        for (int layer = 0; layer >= 0;)
        {
            yield return Architecture.FromChoices(choices);
            // An odometer: the last layer turns first.
            for (layer = Layers.Length - 1; layer >= 0; layer--)
            {
                places[layer] = (places[layer] + 1) % Layers[layer].Length;
                choices[layer] = Layers[layer][places[layer]];
                if (places[layer] > 0) break;
            }
        }
    }

    public bool Equals(ActiveChoices? other) =>
        other is not null && Layers.Length == other.Layers.Length && Layers.Zip(other.Layers).All(pair => pair.First.SequenceEqual(pair.Second))
        && (Only is { } only ? other.Only is { } others && only.SequenceEqual(others) : other.Only is null);

    public override int GetHashCode() => Layers.Aggregate(17, (hash, layer) => HashCode.Combine(hash, layer.Length));

    private bool Exists(Architecture architecture) => Only is not { } only || only.BinarySearch(architecture) >= 0;

    private bool HasChoices(Architecture architecture)
    {
        for (int layer = 0; layer < Layers.Length; layer++)
        {
            if (!Layers[layer].Contains(architecture[layer])) return false;
        }

        return true;
    }
}
