using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Spaces;
using EdgeNas.Learning.Estimation;

namespace EdgeNas.Learning.Supernets;

/// <summary>
/// The active architectures that an estimator predicts to keep a limit. <see cref="Near"/> holds them and few others: those whose sum of per-layer effects is within the limit and a margin, which
/// covers by how much that sum overestimates architectures that keep it.
/// </summary>
internal sealed class PredictedBound
{
    private const int Samples = 2_000;

    /// <summary>Of the samples, those that tell the margin where fewer keep the limit: the fastest.</summary>
    private const int Fastest = 100;

    private readonly LatencyEstimator _estimator;
    private readonly double _limit;

    public PredictedBound(ActiveChoices active, LatencyEstimator estimator, double limitMilliseconds)
    {
        (_estimator, _limit) = (estimator, limitMilliseconds);
        // Of no use as a result, and the same for every round: seeds of a search would only make it differ from another one's.
        double[][] effects = estimator.ChoiceEffects(active, 0);
        var random = new SeedStream(0, "supernet/guided/margin");
        Architecture[] paths = [.. Enumerable.Range(0, Samples).Select(_ => ArchitectureSampling.Uniform(active, random))];
        double[] predicted = new double[Samples];
        estimator.Predict(paths, predicted);
        double[] sums = [.. paths.Select(path => Enumerable.Range(0, path.Length).Sum(layer => effects[layer][path[layer]]))];
        double offset = predicted.Average() - sums.Average();
        int[] order = [.. Enumerable.Range(0, Samples).OrderBy(i => predicted[i])];
        double margin = order.Take(Math.Max(Fastest, predicted.Count(value => value <= limitMilliseconds))).Max(i => sums[i] + offset - predicted[i]);
        Near = new LatencyBudget(active, effects, limitMilliseconds + Math.Max(0, margin) - offset);
    }

    public LatencyBudget Near { get; }

    /// <summary>Predicted latency over the limit: at most 1 where the limit is kept.</summary>
    public double Load(Architecture architecture) => _estimator.Predict(architecture).Milliseconds / _limit;
}
