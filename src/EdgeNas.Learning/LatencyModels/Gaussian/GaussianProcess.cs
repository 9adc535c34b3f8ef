using EdgeNas.Domain.Statistics;
using EdgeNas.Learning.Estimation;
using EdgeNas.Learning.LatencyModels.Encoding;

namespace EdgeNas.Learning.LatencyModels.Gaussian;

/// <summary>What a Gaussian process has learned beside its samples: enough to build it again.</summary>
/// <param name="Design">Name of the kernel design.</param>
/// <param name="Numbers">The kernel's, as <see cref="Kernel"/> orders them.</param>
/// <param name="Noise">Per sample, the factor of its noise's variance: 1 for most, more for outliers.</param>
internal sealed record GaussianProcessState(string Design, LatencyScale Scale, double[] Numbers, double[] Noise);

/// <summary>
/// Gaussian-process regression whose noise is a Student's t with 4 degrees of freedom, by iterated weights: a sample whose leave-one-out residual is large gets more noise (expectation
/// maximisation as for robust regression: Lange, Little and Taylor, 1989). Some measurements of a board are wrong by a third; with normal noise each of them bends its neighbourhood.
/// </summary>
internal sealed class GaussianProcess
{
    /// <summary>Samples on which the kernel is tuned: more don't change it much, and cost their cube.</summary>
    private const int TuningSamples = 400;
    private const double Freedom = 4;
    private const int Block = 256;

    private readonly Kernel _kernel;
    private readonly EncodedSet _set;
    private readonly LatencyTransform _transform;
    private readonly CholeskyFactor _factor;
    private readonly double[] _alpha;
    private readonly double[] _inverseDiagonal;
    private readonly double _least;

    /// <summary>Builds a process again from its state and its samples.</summary>
    public GaussianProcess(TrainingSet data, GaussianProcessState state)
    {
        (State, _set) = (state, data.Set);
        _kernel = new Kernel(data.Set.Encoder.Kernels.Prepend(KernelDesign.Plain).Single(design => design.Name == state.Design), data.Set);
        _transform = Transform(data, state);
        double[] covariance = _kernel.Covariance(state.Numbers, _kernel.Pairs(_set, _set, 0, _set.Count, _set.Count, lower: true));
        for (int i = 0; i < _set.Count; i++) covariance[LowerTriangle.Start(i) + i] += (Math.Exp(state.Numbers[^1]) * state.Noise[i]) + MarginalLikelihood.Jitter;
        _factor = new CholeskyFactor(covariance, _set.Count);
        double[] targets = [.. data.Milliseconds.Select(_transform.Standardised)];
        _alpha = _factor.Solve(targets);
        double[] inverse = _factor.Inverse();
        _inverseDiagonal = [.. Enumerable.Range(0, _set.Count).Select(i => inverse[LowerTriangle.Start(i) + i])];
        _least = data.Milliseconds.Min() / 2;
    }

    public GaussianProcessState State { get; }

    /// <param name="reweightings">How often outliers are looked for; 0: normal noise.</param>
    public static GaussianProcess Fit(TrainingSet data, KernelDesign design, LatencyScale scale, int reweightings)
    {
        var kernel = new Kernel(design, data.Set);
        int tuned = Math.Min(TuningSamples, data.Set.Count);
        var pairs = kernel.Pairs(data.Set, data.Set, 0, tuned, tuned, lower: true);
        var state = new GaussianProcessState(design.Name, scale, kernel.Start(), [.. Enumerable.Repeat(1.0, data.Set.Count)]);
        for (int round = 0; ; round++)
        {
            var transform = Transform(data, state);
            double[] targets = [.. data.Milliseconds.Take(tuned).Select(transform.Standardised)];
            var likelihood = new MarginalLikelihood(kernel, pairs, targets, state.Noise[..tuned]);
            state = state with { Numbers = LimitedMemoryBfgs.Minimise(likelihood.At, state.Numbers, round == 0 ? 40 : 12) };
            var process = new GaussianProcess(data, state);
            if (round == reweightings) return process;
            state = state with { Noise = process.Reweighted(data) };
        }
    }

    public void Predict(EncodedSet set, Span<double> milliseconds, Span<double> deviations)
    {
        for (int from = 0; from < set.Count; from += Block)
        {
            int count = Math.Min(Block, set.Count - from);
            double[] covariance = _kernel.Covariance(State.Numbers, _kernel.Pairs(set, _set, from, count, _set.Count, lower: false));
            for (int i = 0; i < count; i++)
            {
                var row = covariance.AsSpan(i * _set.Count, _set.Count);
                double mean = InnerProduct.Of(row, _alpha);
                milliseconds[from + i] = Milliseconds(mean);
                if (deviations.IsEmpty) continue;
                double[] solved = _factor.Forward(row);
                double variance = _kernel.Variance(State.Numbers, set, from + i) + Math.Exp(State.Numbers[^1]) - InnerProduct.Of(solved, solved);
                deviations[from + i] = Deviation(mean, variance);
            }
        }
    }

    /// <summary>Prediction and deviation of each sample by the process without it, in closed form (Rasmussen and Williams, equation 5.12).</summary>
    public (double[] Milliseconds, double[] Deviations) LeaveOneOut(TrainingSet data)
    {
        double[] milliseconds = new double[_set.Count], deviations = new double[_set.Count];
        double sigma = Math.Exp(State.Numbers[^1]);
        for (int i = 0; i < milliseconds.Length; i++)
        {
            double mean = _transform.Standardised(data.Milliseconds[i]) - (_alpha[i] / _inverseDiagonal[i]);
            milliseconds[i] = Milliseconds(mean);
            deviations[i] = Deviation(mean, (1 / _inverseDiagonal[i]) - (sigma * State.Noise[i]) + sigma);
        }

        return (milliseconds, deviations);
    }

    /// <summary>The variance that an architecture's prediction would have, for choosing what to measure: kernel, and the samples' factor.</summary>
    internal (Kernel Kernel, CholeskyFactor Factor) Parts => (_kernel, _factor);

    private double Milliseconds(double standardised) => Math.Max(_least, _transform.Milliseconds(standardised));

    private double Deviation(double standardised, double variance)
    {
        double deviation = Math.Sqrt(Math.Max(variance, 1e-12)) * _transform.Deviation;
        return State.Scale == LatencyScale.Logarithmic ? deviation * Milliseconds(standardised) : deviation;
    }

    private double[] Reweighted(TrainingSet data)
    {
        double sigma = Math.Exp(State.Numbers[^1]);
        double[] noise = new double[_set.Count];
        for (int i = 0; i < noise.Length; i++)
        {
            double residual = _alpha[i] / _inverseDiagonal[i], variance = (1 / _inverseDiagonal[i]) - (sigma * State.Noise[i]) + sigma;
            noise[i] = Math.Max(1, (Freedom + (residual * residual / Math.Max(variance, 1e-12))) / (Freedom + 1));
        }

        return noise;
    }

    /// <summary>Outliers count less for the mean and the deviation too.</summary>
    private static LatencyTransform Transform(TrainingSet data, GaussianProcessState state)
    {
        double[] values = [.. data.Milliseconds.Select(ms => state.Scale == LatencyScale.Logarithmic ? Math.Log(ms) : ms)], weights = [.. state.Noise.Select(noise => 1 / noise)];
        double total = weights.Sum(), mean = values.Zip(weights, (value, weight) => value * weight).Sum() / total;
        double variance = values.Zip(weights, (value, weight) => weight * (value - mean) * (value - mean)).Sum() / total;
        return new LatencyTransform(state.Scale, mean, variance > 0 ? Math.Sqrt(variance) : 1);
    }
}
