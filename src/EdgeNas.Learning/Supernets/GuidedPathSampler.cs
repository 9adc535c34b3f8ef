using System.Collections.Immutable;
using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Learning.Supernets;

/// <summary>
/// Uniform among the active architectures that are predicted to keep at least one bound, so that no step is spent on a path that no device could take. A bound is taken by the number of
/// architectures near it, one of those is drawn uniformly, and kept with the chance one over the number of bounds that it is near (Karp and Luby, 1983: the union of sets that can be counted
/// one by one), if its prediction keeps one.
/// </summary>
internal sealed class GuidedPathSampler(ActiveChoices active, ImmutableArray<PredictedBound> bounds) : IPathSampler
{
    /// <summary>Draws after which the one with the least prediction is taken: so few architectures keep a bound that the best near it will do.</summary>
    private const int Draws = 200;

    public Architecture Path(long seed, int round, int step)
    {
        var random = new SeedStream(seed, $"supernet/round/{round}/guided/{step}");
        (Architecture Path, double Load)? least = null;
        for (int draw = 0; draw < Draws; draw++)
        {
            var path = Drawn(random).Near.Draw(random);
            int near = bounds.Count(bound => bound.Near.Contains(path));
            if (near > 1 && random.Next(near) > 0) continue;
            double load = bounds.Min(bound => bound.Load(path));
            if (load <= 1) return path;
            if (least is null || load < least.Value.Load) least = (path, load);
        }

        // With many bounds alike every draw may have been turned down by chance, though hardly ever.
        return least?.Path ?? ArchitectureSampling.Uniform(active, random);
    }

    private PredictedBound Drawn(SeedStream random)
    {
        if (bounds.Length == 1) return bounds[0];
        double at = random.NextDouble() * bounds.Sum(bound => bound.Near.Count);
        return bounds.FirstOrDefault(bound => (at -= bound.Near.Count) < 0) ?? bounds[^1];
    }
}
