using System.Collections.Immutable;
using System.Numerics.Tensors;
using EdgeNas.Domain.Statistics;
using EdgeNas.Learning.LatencyModels.Encoding;

namespace EdgeNas.Learning.LatencyModels.Gaussian;

/// <summary>
/// A kernel design over one training set: how features are standardised, and what each number of the kernel means. Numbers are logarithms, in the order: for each term its amplitude and the
/// weights of its distances; the amplitudes of the linear kernels; the noise.
/// </summary>
internal sealed class Kernel
{
    /// <summary>A feature that hardly varies over the training set isn't blown up: where it does vary, the prediction would fly off.</summary>
    private const double LeastDeviation = 0.4;

    private readonly EncodedSet _training;
    private readonly double[] _mean;
    private readonly double[] _scale;

    public Kernel(KernelDesign design, EncodedSet training)
    {
        (Design, _training) = (design, training);
        (_mean, _scale) = (new double[training.Width], new double[training.Width]);
        for (int feature = 0; feature < training.Width; feature++)
        {
            double sum = 0, squares = 0;
            for (int row = 0; row < training.Count; row++) sum += training.Features(row)[feature];
            _mean[feature] = sum / training.Count;
            for (int row = 0; row < training.Count; row++) squares += Math.Pow(training.Features(row)[feature] - _mean[feature], 2);
            _scale[feature] = Math.Max(LeastDeviation, Math.Sqrt(squares / training.Count));
        }
    }

    public KernelDesign Design { get; }

    public int Distances => Design.Terms.Sum(term => term.Sum(Parts));

    /// <summary>How many numbers the kernel has, the noise among them.</summary>
    public int Numbers => Design.Terms.Length + Distances + Design.Linear.Length + 1;

    /// <summary>Where tuning starts, and what it is drawn to: the mean of the prior.</summary>
    public double[] Start()
    {
        var start = new List<double>();
        foreach (var term in Design.Terms)
        {
            start.Add(Math.Log(1.0 / Design.Terms.Length));
            foreach (string part in term)
            {
                double weight = part == KernelDesign.Digits ? 0.3 : 0.5 / (_training.Encoder.Group(part).Count * term.Length);
                start.AddRange(Enumerable.Repeat(Math.Log(weight), Parts(part)));
            }
        }

        start.AddRange(Enumerable.Repeat(Math.Log(0.1), Design.Linear.Length));
        start.Add(Math.Log(0.02));
        return [.. start];
    }

    /// <summary>The distances between rows of <paramref name="left"/> and the first <paramref name="count"/> rows of <paramref name="right"/>, and the linear kernels; each as one array over all pairs.</summary>
    /// <param name="lower">Only pairs (i, j) with j ≤ i, packed; else all of them, row by row.</param>
    public (double[][] Distances, double[][] Linear) Pairs(EncodedSet left, EncodedSet right, int from, int count, int rightCount, bool lower)
    {
        int size = lower ? LowerTriangle.Start(count) : count * rightCount;
        var distances = new List<double[]>();
        foreach (string part in Design.Terms.SelectMany(term => term))
        {
            if (part == KernelDesign.Digits)
            {
                for (int digit = 0; digit < left.Encoder.Alphabets.Length; digit++)
                {
                    int place = digit;
                    distances.Add(Fill(size, from, count, rightCount, lower, (i, j) => left.Digits(i)[place] == right.Digits(j)[place] ? 0 : 1));
                }
            }
            else
            {
                double[] a = Standardised(left, part, from, count, centred: false), b = Standardised(right, part, 0, rightCount, centred: false);
                int width = left.Encoder.Group(part).Count;
                distances.Add(Fill(size, from, count, rightCount, lower, (i, j) => Squared(a.AsSpan((i - from) * width, width), b.AsSpan(j * width, width))));
            }
        }

        var linear = new List<double[]>();
        foreach (string part in Design.Linear)
        {
            double[] a = Standardised(left, part, from, count, centred: true), b = Standardised(right, part, 0, rightCount, centred: true);
            int width = left.Encoder.Group(part).Count;
            linear.Add(Fill(size, from, count, rightCount, lower, (i, j) => InnerProduct.Of(a.AsSpan((i - from) * width, width), b.AsSpan(j * width, width)) / width));
        }

        return ([.. distances], [.. linear]);
    }

    /// <summary>Each term's and each linear kernel's share of the covariance, without noise, over the pairs.</summary>
    public double[][] Shares(ReadOnlySpan<double> numbers, (double[][] Distances, double[][] Linear) pairs)
    {
        double[][] shares = new double[Design.Terms.Length + Design.Linear.Length][];
        int number = 0, distance = 0, share = 0;
        foreach (var term in Design.Terms)
        {
            double amplitude = numbers[number++];
            double[]? exponent = null;
            for (int parts = term.Sum(Parts); parts > 0; parts--)
            {
                double weight = -Math.Exp(numbers[number++]);
                double[] one = pairs.Distances[distance++];
                if (exponent is null) TensorPrimitives.Multiply(one, weight, exponent = new double[one.Length]);
                else TensorPrimitives.MultiplyAdd(one, weight, exponent, exponent);
            }

            TensorPrimitives.Add(exponent!, amplitude, exponent!);
            TensorPrimitives.Exp(exponent!, exponent!);
            shares[share++] = exponent!;
        }

        foreach (double[] one in pairs.Linear) TensorPrimitives.Multiply(one, Math.Exp(numbers[number++]), shares[share++] = new double[one.Length]);
        return shares;
    }

    /// <summary>Covariance over the pairs, without noise.</summary>
    public double[] Covariance(ReadOnlySpan<double> numbers, (double[][] Distances, double[][] Linear) pairs)
    {
        double[][] shares = Shares(numbers, pairs);
        for (int i = 1; i < shares.Length; i++) TensorPrimitives.Add(shares[0], shares[i], shares[0]);
        return shares[0];
    }

    /// <summary>The covariance of an architecture with itself, without noise.</summary>
    public double Variance(ReadOnlySpan<double> numbers, EncodedSet set, int row)
    {
        double sum = 0;
        int number = 0;
        foreach (var term in Design.Terms)
        {
            sum += Math.Exp(numbers[number]);
            number += 1 + term.Sum(Parts);
        }

        foreach (string part in Design.Linear)
        {
            var group = set.Encoder.Group(part);
            double squares = 0;
            for (int i = group.Start; i < group.Start + group.Count; i++) squares += Math.Pow((set.Features(row)[i] - _mean[i]) / _scale[i], 2);
            sum += Math.Exp(numbers[number++]) * squares / group.Count;
        }

        return sum;
    }

    /// <summary>Distances of one term.</summary>
    public int Parts(ImmutableArray<string> term) => term.Sum(Parts);

    private int Parts(string part) => part == KernelDesign.Digits ? _training.Encoder.Alphabets.Length : 1;

    private double[] Standardised(EncodedSet set, string name, int from, int count, bool centred)
    {
        var group = set.Encoder.Group(name);
        double[] values = new double[count * group.Count];
        for (int row = 0; row < count; row++)
        {
            var features = set.Features(from + row);
            for (int i = 0; i < group.Count; i++)
            {
                int feature = group.Start + i;
                values[(row * group.Count) + i] = (features[feature] - (centred ? _mean[feature] : 0)) / _scale[feature];
            }
        }

        return values;
    }

    private static double[] Fill(int size, int from, int count, int rightCount, bool lower, Func<int, int, double> value)
    {
        double[] values = new double[size];
        for (int i = 0, at = 0; i < count; i++)
        {
            for (int j = 0; j < (lower ? i + 1 : rightCount); j++) values[at++] = value(from + i, j);
        }

        return values;
    }

    private static double Squared(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++) sum += (a[i] - b[i]) * (a[i] - b[i]);
        return sum;
    }
}
