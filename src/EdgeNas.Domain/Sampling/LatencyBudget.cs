using EdgeNas.Domain.Spaces;

namespace EdgeNas.Domain.Sampling;

/// <summary>
/// The architectures whose latency, as a sum over their layers, stays within a budget: counted, and drawn uniformly, by dynamic programming over layers and what is left of the budget. Latencies
/// are rounded to a 1024th of their range, so at the edge of the budget a few architectures fall on the other side.
/// </summary>
public sealed class LatencyBudget
{
    private const int Bins = 1024;

    private readonly ActiveChoices _active;

    /// <summary>Bins that each active choice takes more than the fastest one of its layer: <c>[layer][position among the active choices]</c>.</summary>
    private readonly int[][] _costs;

    /// <summary>Ways to choose for the layers from one on within so many bins: <c>[layer][bins]</c>; after the last layer there is one.</summary>
    private readonly double[][] _ways;

    /// <param name="milliseconds">What each choice adds: <c>[layer][choice]</c>, counted over all choices of the space; may be negative.</param>
    /// <param name="budget">Milliseconds. Under the fastest sum, only the fastest architectures are left.</param>
    public LatencyBudget(ActiveChoices active, double[][] milliseconds, double budget)
    {
        _active = active;
        double[] fastest = [.. active.Layers.Select((choices, layer) => choices.Min(choice => milliseconds[layer][choice]))];
        double range = active.Layers.Select((choices, layer) => choices.Max(choice => milliseconds[layer][choice])).Sum() - fastest.Sum();
        double width = range > 0 ? range / Bins : 1;
        _costs = [.. active.Layers.Select((choices, layer) => choices.Select(choice => (int)Math.Round((milliseconds[layer][choice] - fastest[layer]) / width)).ToArray())];
        int bins = (int)Math.Clamp(Math.Floor((budget - fastest.Sum()) / width), 0, _costs.Sum(layer => layer.Max()));
        _ways = new double[_costs.Length + 1][];
        _ways[^1] = [.. Enumerable.Repeat(1.0, bins + 1)];
        for (int layer = _costs.Length - 1; layer >= 0; layer--)
        {
            var (costs, after) = (_costs[layer], _ways[layer + 1]);
            _ways[layer] = [.. Enumerable.Range(0, bins + 1).Select(left => costs.Sum(cost => cost <= left ? after[left - cost] : 0))];
        }
    }

    /// <summary>How many architectures stay within the budget.</summary>
    public double Count => _ways[0][^1];

    /// <summary>Whether an architecture of active choices stays within the budget.</summary>
    public bool Contains(Architecture architecture)
    {
        int sum = 0;
        for (int layer = 0; layer < _costs.Length; layer++) sum += _costs[layer][_active.Layers[layer].IndexOf(architecture[layer])];
        return sum < _ways[0].Length;
    }

    /// <summary>One of them, each alike likely.</summary>
    public Architecture Draw(SeedStream random)
    {
        Span<int> choices = stackalloc int[_costs.Length];
        int left = _ways[0].Length - 1;
        for (int layer = 0; layer < choices.Length; layer++)
        {
            var (costs, after) = (_costs[layer], _ways[layer + 1]);
            double at = random.NextDouble() * _ways[layer][left];
            int chosen = -1;
            // Rounding may leave a rest after the last: then it is the last that fits.
            for (int position = 0; position < costs.Length && at >= 0; position++)
            {
                if (costs[position] > left) continue;
                chosen = position;
                at -= after[left - costs[position]];
            }

            choices[layer] = _active.Layers[layer][chosen];
            left -= costs[chosen];
        }

        return Architecture.FromChoices(choices);
    }
}
