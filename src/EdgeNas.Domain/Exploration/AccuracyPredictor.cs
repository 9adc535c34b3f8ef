using System.Runtime.Intrinsics;
using EdgeNas.Domain.Spaces;
using EdgeNas.Domain.Statistics;

namespace EdgeNas.Domain.Exploration;

/// <summary>
/// A Gaussian process from an architecture's features to how its accuracy ranks among those scored. Ranks, as quantiles of a normal distribution, rather than accuracies: a few hopeless architectures
/// would leave no difference between the good ones. Kernel: squared exponential of length 1 on the features as they are given; nothing is tuned, since ten samples must do.
/// </summary>
internal sealed class AccuracyPredictor
{
    private const double Noise = 0.02;

    private readonly double[][] _features;
    private readonly CholeskyFactor _factor;
    private readonly double[] _alpha;

    /// <param name="features">Numbers per architecture, scaled so that 1 is far.</param>
    public AccuracyPredictor(IReadOnlyList<ScoredCandidate> scored, Func<Architecture, double[]> features)
    {
        _features = [.. scored.Select(candidate => features(candidate.Architecture))];
        double[,] covariance = new double[scored.Count, scored.Count];
        for (int i = 0; i < scored.Count; i++)
        {
            for (int j = 0; j <= i; j++) covariance[i, j] = Kernel(_features[i], _features[j]) + (i == j ? Noise : 0);
        }

        _factor = new CholeskyFactor(covariance);
        _alpha = _factor.Solve(Ranks([.. scored.Select(candidate => candidate.Accuracy)]));
    }

    /// <summary>Predicted rank, in standard deviations above the middle.</summary>
    public double Mean(double[] features)
    {
        double sum = 0;
        for (int i = 0; i < _features.Length; i++) sum += _alpha[i] * Kernel(features, _features[i]);
        return sum;
    }

    /// <summary>How unsure <see cref="Mean"/> is; O(n²).</summary>
    public double Deviation(double[] features)
    {
        double[] covariance = [.. _features.Select(known => Kernel(features, known))];
        return Math.Sqrt(Math.Max(0, 1 - _factor.InverseQuadratic(covariance)));
    }

    /// <summary>Normal quantiles of the ranks, with mean 0 and variance 1; equal accuracies share theirs.</summary>
    internal static double[] Ranks(double[] accuracies)
    {
        double[] ranks = [.. accuracies.Select(accuracy => NormalQuantile.Of((accuracies.Count(other => other < accuracy) + (0.5 * accuracies.Count(other => other == accuracy))) / accuracies.Length))];
        double mean = ranks.Average(), deviation = Math.Sqrt(ranks.Average(rank => (rank - mean) * (rank - mean)));
        return [.. ranks.Select(rank => deviation > 0 ? (rank - mean) / deviation : 0)];
    }

    /// <summary>Eight numbers at a time, in an order that is the same on every processor.</summary>
    private static double Kernel(double[] a, double[] b)
    {
        var squares = Vector512<double>.Zero;
        int i = 0;
        for (; i + Vector512<double>.Count <= a.Length; i += Vector512<double>.Count)
        {
            var difference = Vector512.Create(a, i) - Vector512.Create(b, i);
            squares += difference * difference;
        }

        double squared = 0;
        for (int lane = 0; lane < Vector512<double>.Count; lane++) squared += squares[lane];
        for (; i < a.Length; i++) squared += (a[i] - b[i]) * (a[i] - b[i]);
        return Math.Exp(-0.5 * squared);
    }
}
