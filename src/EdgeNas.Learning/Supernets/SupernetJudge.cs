using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Spaces;
using EdgeNas.Learning.Data;

namespace EdgeNas.Learning.Supernets;

/// <summary>How far the supernet is after a round.</summary>
internal static class SupernetJudge
{
    private const int Paths = 4;
    private const int Images = 1000;

    /// <summary>Mean inherited accuracy of a few uniformly drawn paths, 0..1. Changes running statistics.</summary>
    public static double Accuracy(Supernet supernet, DatasetSplits splits, int round, ActiveChoices active, JobEnvironment environment, CancellationToken cancellation)
    {
        var spec = environment.Search.Spec;
        var random = new SeedStream(spec.Seed, $"supernet/round/{round}/judge");
        using var scorer = new PathScorer(splits, spec, Images, supernet.Compute);
        double sum = 0;
        for (int i = 0; i < Paths; i++)
        {
            sum += scorer.Score(supernet, ArchitectureSampling.Uniform(active, random), environment.Machine, cancellation);
        }

        return sum / Paths;
    }
}
