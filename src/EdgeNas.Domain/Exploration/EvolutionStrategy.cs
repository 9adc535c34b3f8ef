using System.Collections.Immutable;
using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Domain.Exploration;

/// <summary>
/// Constrained evolution in the manner of NSGA-II (Deb et al., 2002): the parents are the best of everything scored so far, as many as are proposed, by
/// constraint-domination and crowding; a child comes from two binary tournaments, uniform crossover and mutation. The first generation is uniform.
/// </summary>
public sealed class EvolutionStrategy : IExplorationStrategy
{
    public string Name => "evolution";

    public ImmutableArray<Candidate> Propose(ExplorationRequest request)
    {
        var random = new SeedStream(request.Seed, $"explore/{request.Generation}");
        var pool = new CandidatePool(request, random);
        var known = request.Scored.Where(scored => request.Active.Contains(scored.Architecture));
        var parents = NonDominatedSorting.Best(known, request.LimitMilliseconds, Math.Max(2, request.Count));
        if (parents.Length >= 2) pool.Fill(() => Child(parents, request, random));
        // The first generation; later, where the parents are so alike that their children have all been seen.
        pool.Fill(() => ArchitectureSampling.Uniform(request.Active, random));
        return pool.Result();
    }

    private static Architecture Child(ImmutableArray<ScoredCandidate> parents, ExplorationRequest request, SeedStream random)
    {
        Architecture mother = Tournament(parents, random), father = Tournament(parents, random);
        Span<int> choices = stackalloc int[mother.Length];
        for (int layer = 0; layer < choices.Length; layer++)
        {
            var active = request.Active.Layers[layer];
            int inherited = (random.Next(2) == 0 ? mother : father)[layer];
            choices[layer] = random.NextDouble() < request.Mutation ? active[random.Next(active.Length)] : inherited;
        }

        return Architecture.FromChoices(choices);
    }

    /// <summary>The better of two drawn parents; they are in order, best first.</summary>
    private static Architecture Tournament(ImmutableArray<ScoredCandidate> parents, SeedStream random) =>
        parents[Math.Min(random.Next(parents.Length), random.Next(parents.Length))].Architecture;
}
