using System.Collections.Immutable;
using EdgeNas.Domain;
using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Searches;

namespace EdgeNas.Learning.Estimation;

/// <summary>
/// Fits an ensemble: per member a ridge regression in closed form, then a perceptron for what it leaves over.
/// Members differ by the weights of the samples (exponentially distributed: Rubin, The Bayesian bootstrap, 1981), by initial weights and by the order of
/// samples. Without the first, members agree far more than they are right; drawing whole samples with repetition costs accuracy where they are few.
/// </summary>
internal sealed class EnsembleTraining(EstimatorSpec spec, Func<IDisposable> step)
{
    /// <summary>Samples of a training step.</summary>
    public const int Batch = 64;

    private const double Ridge = 0.1;
    private const double WeightDecay = 0.3;

    /// <param name="stream">Name of the stream of chance.</param>
    /// <exception cref="EdgeNasException">The training diverged.</exception>
    public LatencyEstimator Fit(EstimatorData data, LatencyScale scale, SeedStream random, Action<double> progress)
    {
        var transform = LatencyTransform.Over(scale, data.Milliseconds);
        double[] targets = [.. data.Milliseconds.Select(transform.Standardised)];
        double[][] counts = [.. Enumerable.Range(0, spec.Ensemble).Select(_ => Counts(targets.Length, random))];
        var (linear, leftOver) = Linear(data, targets, counts);
        var layers = Perceptrons(data, leftOver, counts, random, progress);
        var weights = new EnsembleWeights(spec.Ensemble, linear, layers);
        if (!weights.IsFinite)
        {
            throw new EdgeNasException(
                $"Fitting the latency estimator to {data.Samples.Length} samples diverged: lower estimator.learning-rate = {spec.LearningRate}.");
        }

        return new LatencyEstimator(data.Encoding, transform, weights);
    }

    /// <summary>How much each sample counts for one member; 1 on average.</summary>
    private static double[] Counts(int samples, SeedStream random) => [.. Enumerable.Range(0, samples).Select(_ => -Math.Log(1 - random.NextDouble()))];

    /// <summary>Each member's regression <c>[members, width]</c>, and the targets minus its predictions <c>[members, samples]</c>.</summary>
    private (float[] Coefficients, float[] LeftOver) Linear(EstimatorData data, double[] targets, double[][] counts)
    {
        int width = data.Encoding.Width, samples = targets.Length;
        float[] coefficients = new float[spec.Ensemble * width], rest = new float[spec.Ensemble * samples];
        for (int member = 0; member < spec.Ensemble; member++)
        {
            double[] fitted = RidgeRegression.Fit(data.Encoding, data.Architectures, targets, counts[member], Ridge);
            for (int i = 0; i < width; i++) coefficients[(member * width) + i] = (float)fitted[i];
            for (int i = 0; i < samples; i++)
            {
                rest[(member * samples) + i] = (float)(targets[i] - RidgeRegression.Predict(data.Encoding, fitted, data.Samples[i].Architecture));
            }
        }

        return (coefficients, rest);
    }

    private ImmutableArray<DenseLayer> Perceptrons(EstimatorData data, float[] leftOver, double[][] counts, SeedStream random, Action<double> progress)
    {
        int samples = data.Samples.Length, batches = (samples + Batch - 1) / Batch;
        int[] sizes = [data.Encoding.Width, .. spec.Hidden, 1];
        var places = Places(data);
        PerceptronTraining[] members =
        [
            .. Enumerable.Range(0, spec.Ensemble).Select(member => new PerceptronTraining(
                sizes, places, leftOver[(member * samples)..((member + 1) * samples)], [.. counts[member].Select(count => (float)count)], Batch)),
        ];
        Initialise(members, sizes, places.Digits, random);
        int[][] orders = [.. members.Select(_ => Enumerable.Range(0, samples).ToArray())];
        for (int epoch = 0; epoch < spec.Epochs; epoch++)
        {
            foreach (int[] order in orders) random.Shuffle(order.AsSpan());
            using (step())
            {
                // One member after the other, so that its parameters stay in a near cache.
                for (int member = 0; member < members.Length; member++)
                {
                    for (int batch = 0; batch < batches; batch++)
                    {
                        var rows = orders[member].AsSpan(batch * Batch, Math.Min(Batch, samples - (batch * Batch)));
                        members[member].Step(rows, Rate((double)((epoch * batches) + batch) / (spec.Epochs * batches)), WeightDecay);
                    }
                }
            }

            progress((epoch + 1.0) / spec.Epochs);
        }

        return [.. Enumerable.Range(0, sizes.Length - 1).Select(i => Joined(members, i, sizes[i], sizes[i + 1]))];
    }

    /// <summary>The learning rate falls along a cosine to 0.</summary>
    /// <param name="done">Share of the steps, 0..1.</param>
    private double Rate(double done) => spec.LearningRate * (1 + Math.Cos(Math.PI * done)) / 2;

    private static TrainingPlaces Places(EstimatorData data)
    {
        int digits = data.Encoding.Alphabets.Length;
        int[] places = new int[data.Samples.Length * digits];
        for (int i = 0; i < data.Samples.Length; i++) data.Encoding.Indices(data.Samples[i].Architecture, places.AsSpan(i * digits, digits));
        return new TrainingPlaces(places, digits);
    }

    /// <summary>
    /// Weights uniform with variance 1 / (ones that enter), biases 0; the last layer starts at a tenth of that, near the regression alone.
    /// </summary>
    private static void Initialise(PerceptronTraining[] members, int[] sizes, int digits, SeedStream random)
    {
        for (int i = 0; i + 1 < sizes.Length; i++)
        {
            double bound = Math.Sqrt(3.0 / (i == 0 ? digits : sizes[i])) * (i + 2 == sizes.Length ? 0.1 : 1);
            foreach (var member in members)
            {
                float[] numbers = new float[(sizes[i] + 1) * sizes[i + 1]];
                foreach (ref float weight in numbers.AsSpan(0, sizes[i] * sizes[i + 1])) weight = (float)(bound * ((2 * random.NextDouble()) - 1));
                member[i] = numbers;
            }
        }
    }

    private static DenseLayer Joined(PerceptronTraining[] members, int layer, int into, int from)
    {
        float[][] numbers = [.. members.Select(member => member[layer])];
        return new DenseLayer(into, from, [.. numbers.SelectMany(member => member[..(into * from)])], [.. numbers.SelectMany(member => member[(into * from)..])]);
    }
}
