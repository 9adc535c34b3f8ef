using System.Collections.Immutable;
using EdgeNas.Domain.Sampling;

namespace EdgeNas.Domain.Exploration;

/// <summary>Uniformly drawn architectures within the limit: what any strategy has to beat.</summary>
public sealed class RandomStrategy : IExplorationStrategy
{
    public string Name => "random";

    public ImmutableArray<Candidate> Propose(ExplorationRequest request)
    {
        var random = new SeedStream(request.Seed, $"explore/{request.Generation}");
        var pool = new CandidatePool(request, random);
        pool.Fill(() => ArchitectureSampling.Uniform(request.Active, random));
        return pool.Result();
    }
}
