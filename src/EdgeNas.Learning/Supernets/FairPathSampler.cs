using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Learning.Supernets;

/// <summary>
/// Groups of as many steps as the layer with the most active choices has: within a group each layer takes its choices in a random order, so that every one is
/// trained once before any is trained again (strict fairness; Chu et al., FairNAS, section 3.2). A layer with fewer choices begins a new order where the last one
/// ended. Unlike there, each path has its own step of the optimizer: gradients are not summed over the group.
/// </summary>
internal sealed class FairPathSampler(ActiveChoices active) : IPathSampler
{
    public Architecture Path(long seed, int round, int step)
    {
        int length = active.Layers.Max(choices => choices.Length), group = step / length, turn = step % length;
        Span<int> path = stackalloc int[active.Layers.Length];
        for (int layer = 0; layer < path.Length; layer++)
        {
            var choices = active.Layers[layer].ToArray();
            var random = new SeedStream(seed, $"supernet/round/{round}/fair/{group}/{layer}");
            for (int order = 0; order <= turn / choices.Length; order++) random.Shuffle(choices.AsSpan());
            path[layer] = choices[turn % choices.Length];
        }

        return Architecture.FromChoices(path);
    }
}
