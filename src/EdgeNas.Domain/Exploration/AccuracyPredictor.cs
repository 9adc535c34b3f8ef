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

    /// <summary>Known architectures that are compared at once, one per lane.</summary>
    private static readonly int Lanes = Vector512<float>.Count;

    private readonly int _count;
    private readonly int _padded;

    /// <summary><c>[feature][known]</c>, padded to whole vectors: features of architectures are mostly 0, and those are passed over.</summary>
    private readonly float[] _columns;
    private readonly float[] _halfNorms;
    private readonly float[] _alpha;
    private readonly CholeskyFactor _factor;

    /// <param name="features">Numbers per architecture, scaled so that 1 is far.</param>
    public AccuracyPredictor(IReadOnlyList<ScoredCandidate> scored, Func<Architecture, float[]> features)
    {
        float[][] known = [.. scored.Select(candidate => features(candidate.Architecture))];
        (_count, _padded) = (known.Length, (known.Length + Lanes - 1) / Lanes * Lanes);
        (_columns, _halfNorms, _alpha) = (new float[known[0].Length * _padded], new float[_padded], new float[_padded]);
        for (int i = 0; i < _count; i++)
        {
            for (int feature = 0; feature < known[i].Length; feature++) _columns[(feature * _padded) + i] = known[i][feature];
            _halfNorms[i] = HalfNorm(known[i]);
        }

        double[] covariance = new double[LowerTriangle.Start(_count)];
        float[] row = new float[_padded];
        for (int i = 0; i < _count; i++)
        {
            Covariances(known[i], row);
            for (int j = 0; j < i; j++) covariance[LowerTriangle.At(i, j)] = row[j];
            covariance[LowerTriangle.At(i, i)] = 1 + Noise;
        }

        _factor = new CholeskyFactor(covariance, _count);
        double[] alpha = _factor.Solve(Ranks([.. scored.Select(candidate => candidate.Accuracy)]));
        for (int i = 0; i < _count; i++) _alpha[i] = (float)alpha[i];
    }

    /// <summary>Predicted ranks, in standard deviations above the middle.</summary>
    public double[] Means(IReadOnlyList<float[]> architectures)
    {
        double[] means = new double[architectures.Count];
        float[] row = new float[_padded];
        for (int i = 0; i < means.Length; i++)
        {
            Covariances(architectures[i], row);
            var sums = Vector512<float>.Zero;
            for (int at = 0; at < _padded; at += Lanes) sums = Vector512.FusedMultiplyAdd(Vector512.Create(row, at), Vector512.Create(_alpha, at), sums);
            for (int lane = 0; lane < Lanes; lane++) means[i] += sums[lane];
        }

        return means;
    }

    /// <summary>
    /// The architectures that promise most: predicted rank plus one deviation (GP-UCB: Srinivas et al., 2010), one after the other, each as if those before it had been scored, so that what they would tell
    /// isn't asked twice (GP-BUCB: Desautels, Krause, Burdick, 2014). Indices, best first.
    /// </summary>
    public IReadOnlyList<int> MostPromising(IReadOnlyList<float[]> architectures, IReadOnlyList<double> means, int count)
    {
        // Inner products of these rows are what is known of two architectures together; each one chosen adds a column.
        double[][] rows = [.. architectures.Select(features => Solved(features, count))];
        double[] variances = [.. rows.Select(row => 1 - InnerProduct.Of(row, row))];
        var chosen = new List<int>();
        while (chosen.Count < Math.Min(count, rows.Length))
        {
            int best = Enumerable.Range(0, rows.Length).Where(i => !chosen.Contains(i)).MaxBy(i => means[i] + Math.Sqrt(Math.Max(0, variances[i])));
            double deviation = Math.Sqrt(Math.Max(0, variances[best]) + Noise);
            double[] other = (double[])rows[best].Clone();
            for (int i = 0; i < rows.Length; i++)
            {
                double shared = (Kernel(architectures[i], architectures[best]) - InnerProduct.Of(rows[i], other)) / deviation;
                rows[i][_count + chosen.Count] = shared;
                variances[i] -= shared * shared;
            }

            chosen.Add(best);
        }

        return chosen;
    }

    /// <summary>Normal quantiles of the ranks, with mean 0 and variance 1; equal accuracies share theirs.</summary>
    internal static double[] Ranks(double[] accuracies)
    {
        double[] ranks = [.. accuracies.Select(accuracy => NormalQuantile.Of((accuracies.Count(other => other < accuracy) + (0.5 * accuracies.Count(other => other == accuracy))) / accuracies.Length))];
        double mean = ranks.Average(), deviation = Math.Sqrt(ranks.Average(rank => (rank - mean) * (rank - mean)));
        return [.. ranks.Select(rank => deviation > 0 ? (rank - mean) / deviation : 0)];
    }

    private double[] Solved(float[] features, int room)
    {
        float[] row = new float[_padded];
        Covariances(features, row);
        return [.. _factor.Forward([.. row.Take(_count).Select(one => (double)one)]), .. new double[room]];
    }

    /// <summary>Covariances with all that are known.</summary>
    private void Covariances(float[] features, float[] row)
    {
        for (int at = 0; at < _padded; at += Lanes) (-Vector512.Create(_halfNorms, at)).CopyTo(row, at);
        for (int feature = 0; feature < features.Length; feature++)
        {
            if (features[feature] == 0) continue;
            var value = Vector512.Create(features[feature]);
            for (int at = 0; at < _padded; at += Lanes) Vector512.FusedMultiplyAdd(value, Vector512.Create(_columns, (feature * _padded) + at), Vector512.Create(row, at)).CopyTo(row, at);
        }

        var half = Vector512.Create(HalfNorm(features));
        for (int at = 0; at < _padded; at += Lanes) Vector512.Exp(Vector512.Min(Vector512<float>.Zero, Vector512.Create(row, at) - half)).CopyTo(row, at);
    }

    private static double Kernel(float[] one, float[] other)
    {
        double squared = 0;
        for (int i = 0; i < one.Length; i++) squared += (one[i] - other[i]) * (one[i] - other[i]);
        return Math.Exp(-0.5 * squared);
    }

    private static float HalfNorm(float[] features) => 0.5f * features.Sum(value => value * value);
}
