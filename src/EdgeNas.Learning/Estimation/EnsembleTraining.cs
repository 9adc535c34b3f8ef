using System.Collections.Immutable;
using EdgeNas.Domain;
using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Searches;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace EdgeNas.Learning.Estimation;

/// <summary>
/// Fits an ensemble: per member a ridge regression in closed form, then a perceptron for what it leaves over, all members' in one batched computation.
/// Members differ by the weights of the samples (exponentially distributed: Rubin, The Bayesian bootstrap, 1981), by initial weights and by the order of
/// samples. Without the first, members agree far more than they are right; drawing whole samples with repetition costs accuracy where they are few.
/// </summary>
internal sealed class EnsembleTraining(EstimatorSpec spec, Func<IDisposable> step)
{
    private const double Ridge = 0.1;
    private const double WeightDecay = 0.3;
    private const int Batch = 64;

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
        int members = spec.Ensemble, samples = data.Samples.Length, width = data.Encoding.Width;
        int[] sizes = [width, .. spec.Hidden, 1];
        using var scope = NewDisposeScope();
        using var features = Features(data);
        using var targets = from_array(leftOver).view(members, samples);
        using var weights = from_array(counts.SelectMany(member => member).Select(count => (float)count).ToArray()).view(members, samples);
        Parameter[] parameters = [.. Initial(sizes, data.Encoding.Alphabets.Length, random)];
        int batches = (samples + Batch - 1) / Batch;
        using var optimizer = optim.AdamW(parameters, spec.LearningRate, weight_decay: WeightDecay);
        var schedule = optim.lr_scheduler.CosineAnnealingLR(optimizer, spec.Epochs * batches);
        long[][] orders = [.. Enumerable.Range(0, members).Select(_ => Enumerable.Range(0, samples).Select(i => (long)i).ToArray())];
        for (int epoch = 0; epoch < spec.Epochs; epoch++)
        {
            foreach (long[] order in orders) random.Shuffle(order.AsSpan());
            using (step())
            {
                for (int from = 0; from < samples; from += Batch)
                {
                    Step(orders, from, Math.Min(Batch, samples - from), features, targets, weights, parameters, optimizer);
                    schedule.step();
                }
            }

            progress((epoch + 1.0) / spec.Epochs);
        }

        var layers = ImmutableArray.CreateBuilder<DenseLayer>();
        for (int i = 0; i + 1 < sizes.Length; i++) layers.Add(new DenseLayer(sizes[i], sizes[i + 1], Numbers(parameters[2 * i]), Numbers(parameters[(2 * i) + 1])));
        return layers.ToImmutable();
    }

    private static void Step(
        long[][] orders, int from, int count, Tensor features, Tensor targets, Tensor weights, Parameter[] parameters, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        var places = from_array(orders.SelectMany(order => order.AsSpan(from, count).ToArray()).ToArray());
        var rows = places.view(orders.Length, count);
        var hidden = features.index_select(0, places).view(orders.Length, count, features.shape[1]);
        for (int i = 0; i < parameters.Length; i += 2)
        {
            if (i > 0) hidden = hidden.relu();
            hidden = hidden.bmm(parameters[i]) + parameters[i + 1];
        }

        // Mean over the batch, sum over the members: each member's gradient is as if it were trained alone.
        var loss = (weights.gather(1, rows) * (hidden.squeeze(-1) - targets.gather(1, rows)).pow(2)).sum() / count;
        optimizer.zero_grad();
        loss.backward();
        optimizer.step();
    }

    /// <summary>One-hot encodings, float32 <c>[samples, width]</c>.</summary>
    private static Tensor Features(EstimatorData data)
    {
        int width = data.Encoding.Width;
        float[] numbers = new float[data.Samples.Length * width];
        for (int i = 0; i < data.Samples.Length; i++) data.Encoding.Encode(data.Samples[i].Architecture, numbers.AsSpan(i * width, width));
        return from_array(numbers).view(data.Samples.Length, width);
    }

    /// <summary>
    /// Weights <c>[members, in, out]</c> and biases <c>[members, 1, out]</c> of each layer in turn: uniform with variance 1 / (ones that enter); the last layer
    /// starts at a tenth of that, near the regression alone.
    /// </summary>
    private IEnumerable<Parameter> Initial(int[] sizes, int digits, SeedStream random)
    {
        for (int i = 0; i + 1 < sizes.Length; i++)
        {
            double bound = Math.Sqrt(3.0 / (i == 0 ? digits : sizes[i])) * (i + 2 == sizes.Length ? 0.1 : 1);
            float[] weights = new float[spec.Ensemble * sizes[i] * sizes[i + 1]];
            for (int k = 0; k < weights.Length; k++) weights[k] = (float)(bound * ((2 * random.NextDouble()) - 1));
            yield return nn.Parameter(from_array(weights).view(spec.Ensemble, sizes[i], sizes[i + 1]));
            yield return nn.Parameter(zeros(spec.Ensemble, 1, sizes[i + 1]));
        }
    }

    private static float[] Numbers(Parameter parameter)
    {
        using var values = parameter.detach();
        return values.data<float>().ToArray();
    }
}
