using System.Collections.Immutable;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Domain.Sampling;

/// <summary>Uniform sampling of architectures.</summary>
public static class ArchitectureSampling
{
    /// <summary>One architecture, every active choice of each layer alike likely; where not every combination exists, every one that does.</summary>
    public static Architecture Uniform(ActiveChoices active, SeedStream random)
    {
        if (active.Only is { } only) return OneOf(only, active, random);
        Span<int> choices = stackalloc int[active.Layers.Length];
        for (int layer = 0; layer < choices.Length; layer++) choices[layer] = active.Layers[layer][random.Next(active.Layers[layer].Length)];
        return Architecture.FromChoices(choices);
    }

    /// <summary>
    /// Up to <paramref name="count"/> different architectures that <paramref name="known"/> does not hold. Fewer only where a bound of 100 draws
    /// per architecture found no more: the space is nearly used up.
    /// </summary>
    public static IReadOnlyList<Architecture> Distinct(ActiveChoices active, int count, SeedStream random, IEnumerable<Architecture> known)
    {
        var seen = known.ToHashSet();
        var result = new List<Architecture>();
        for (int draws = 0; result.Count < count && draws < 100 * count; draws++)
        {
            if (Uniform(active, random) is var architecture && seen.Add(architecture)) result.Add(architecture);
        }

        return result;
    }

    /// <summary>Ends as long as one of them has active choices.</summary>
    private static Architecture OneOf(ImmutableArray<Architecture> only, ActiveChoices active, SeedStream random)
    {
        while (true)
        {
            if (only[random.Next(only.Length)] is var drawn && active.Contains(drawn)) return drawn;
        }
    }
}
