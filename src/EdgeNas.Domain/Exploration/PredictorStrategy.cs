using System.Collections.Immutable;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Domain.Exploration;

/// <summary>
/// Learns from what has been scored which architectures will be accurate, and proposes those within the limit that promise most. The pool is the whole space where it is small, else uniform architectures and
/// children of the best. The first generations, up to ten scored, are uniform.
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
        Candidate[] pool = [.. Pool(request)];
        float[][] encoded = [.. pool.Select(candidate => features(candidate.Architecture))];
        double[] means = predictor.Means(encoded);
        int[] promising = [.. Enumerable.Range(0, pool.Length).OrderByDescending(i => means[i]).ThenBy(i => pool[i].Architecture).Take(Math.Max(Promising, request.Count))];
        return
        [
            .. predictor.MostPromising([.. promising.Select(i => encoded[i])], [.. promising.Select(i => means[i])], request.Count).Select(i => pool[promising[i]]),
        ];
    }

    private static IEnumerable<Candidate> Pool(ExplorationRequest request)
    {
        if (request.Active.Combinations > WholeSpace)
        {
            var wide = request with { Count = PoolPerCandidate * request.Count };
            return new RandomStrategy().Propose(wide).Concat(new EvolutionStrategy().Propose(wide)).DistinctBy(candidate => candidate.Architecture);
        }

        var seen = request.Scored.Select(scored => scored.Architecture).ToHashSet();
        return request.Active.Enumerate()
            .Select(architecture => new Candidate(architecture, request.Latency(architecture)))
            .Where(candidate => candidate.PredictedMilliseconds <= request.LimitMilliseconds && !seen.Contains(candidate.Architecture));
    }

    /// <summary>One-hot, scaled so that the squared distance is half the number of layers that differ, over the root of all.</summary>
    private static Func<Architecture, float[]> OneHot(ExplorationRequest request)
    {
        // What was scored may hold choices that have left the search since.
        int choices = Math.Max(request.Active.Layers.Max(layer => layer.Max()), request.Scored.Max(scored => scored.Architecture.Choices().Max())) + 1;
        float value = (float)(0.5 / Math.Pow(request.Active.Layers.Length, 0.25));
        return architecture =>
        {
            float[] features = new float[choices * architecture.Length];
            for (int layer = 0; layer < architecture.Length; layer++) features[(layer * choices) + architecture[layer]] = value;
            return features;
        };
    }
}
