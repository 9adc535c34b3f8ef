using System.Collections.Immutable;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Domain.Exploration;

/// <summary>
/// Learns from what has been scored which architectures will be accurate, and proposes those within the limit that promise most: predicted rank plus one deviation (GP-UCB: Srinivas et al., 2010). The
/// pool is the whole space where it is small, else uniform architectures and children of the best. The first generations, up to ten scored, are uniform.
/// </summary>
public sealed class PredictorStrategy : IExplorationStrategy
{
    private const int LeastScored = 10;

    /// <summary>The fit costs the cube of this; the most accurate are kept.</summary>
    private const int MostScored = 300;
    private const int WholeSpace = 20_000;
    private const int PoolPerCandidate = 10;

    /// <summary>How many of the pool, the best by predicted rank, have their deviation computed too.</summary>
    private const int Promising = 200;

    public string Name => "predictor";

    public ImmutableArray<Candidate> Propose(ExplorationRequest request)
    {
        if (request.Scored.Length < LeastScored) return new RandomStrategy().Propose(request);
        ScoredCandidate[] known = [.. request.Scored.OrderByDescending(scored => scored.Accuracy).ThenBy(scored => scored.Architecture).Take(MostScored)];
        var features = request.Features ?? OneHot(request);
        var predictor = new AccuracyPredictor(known, features);
        return
        [
            .. Pool(request)
                .Select(candidate => (Candidate: candidate, Features: features(candidate.Architecture)))
                .Select(one => (one.Candidate, one.Features, Mean: predictor.Mean(one.Features)))
                .OrderByDescending(one => one.Mean)
                .ThenBy(one => one.Candidate.Architecture)
                .Take(Math.Max(Promising, request.Count))
                .OrderByDescending(one => one.Mean + predictor.Deviation(one.Features))
                .ThenBy(one => one.Candidate.Architecture)
                .Take(request.Count)
                .Select(one => one.Candidate),
        ];
    }

    private static IEnumerable<Candidate> Pool(ExplorationRequest request)
    {
        if (request.Active.Layers.Aggregate(1.0, (product, layer) => product * layer.Length) > WholeSpace)
        {
            var wide = request with { Count = PoolPerCandidate * request.Count };
            return new RandomStrategy().Propose(wide).Concat(new EvolutionStrategy().Propose(wide)).DistinctBy(candidate => candidate.Architecture);
        }

        var seen = request.Scored.Select(scored => scored.Architecture).ToHashSet();
        return All(request.Active)
            .Where(architecture => !seen.Contains(architecture))
            .Select(architecture => new Candidate(architecture, request.Latency(architecture)))
            .Where(candidate => candidate.PredictedMilliseconds <= request.LimitMilliseconds);
    }

    private static IEnumerable<Architecture> All(ActiveChoices active)
    {
        IEnumerable<Architecture> heads = [Architecture.FromChoices([.. active.Layers.Select(layer => layer[0])])];
        for (int layer = 0; layer < active.Layers.Length; layer++)
        {
            int at = layer;
            heads = heads.SelectMany(head => active.Layers[at].Select(choice => head.With(at, choice)));
        }

        return heads;
    }

    /// <summary>One-hot, scaled so that the squared distance is half the number of layers that differ, over the root of all.</summary>
    private static Func<Architecture, double[]> OneHot(ExplorationRequest request)
    {
        // What was scored may hold choices that have left the search since.
        int choices = Math.Max(request.Active.Layers.Max(layer => layer.Max()), request.Scored.Max(scored => scored.Architecture.Choices().Max())) + 1;
        double value = 0.5 / Math.Pow(request.Active.Layers.Length, 0.25);
        return architecture =>
        {
            double[] features = new double[choices * architecture.Length];
            for (int layer = 0; layer < architecture.Length; layer++) features[(layer * choices) + architecture[layer]] = value;
            return features;
        };
    }
}
