using System.Numerics.Tensors;
using EdgeNas.Domain.Estimation;
using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Learning.Estimation;

/// <summary>
/// Predicts the latency of an architecture on the device that it was fitted for: an ensemble of multi-layer perceptrons on the one-hot encoding, as in EdgeNAS and
/// LightNAS, each on top of a linear model (per-layer sums), which few samples suffice for. Thread-safe. Every sum is taken in the same order on every
/// processor, so the same bytes predict the same digits anywhere.
/// </summary>
public sealed class LatencyEstimator
{
    /// <summary>Paths over which the effect of a choice is averaged.</summary>
    private const int EffectPaths = 256;

    /// <summary>Architectures predicted together: so many that a member's weights are fetched seldom, so few that their sums stay in the nearest cache beside them.</summary>
    private const int Block = 64;

    private readonly DenseLayer[] _layers;

    /// <summary>
    /// <c>[width, <see cref="_stride"/>]</c>: per place of the encoding what a 1 there adds to each member's linear part; the rest of a row is 0, so that it is whole vectors.
    /// </summary>
    private readonly float[] _linear;
    private readonly int _stride;

    /// <param name="spread">What the members' standard deviation is multiplied with to match the errors on held-out samples.</param>
    internal LatencyEstimator(OneHotEncoding encoding, LatencyTransform transform, EnsembleWeights weights, double spread = 1)
    {
        (Encoding, Transform, Weights, Spread) = (encoding, transform, weights, spread);
        _layers = [.. weights.Layers];
        _stride = (weights.Members + DenseKernels.Lanes - 1) / DenseKernels.Lanes * DenseKernels.Lanes;
        _linear = new float[encoding.Width * _stride];
        for (int place = 0; place < encoding.Width; place++)
        {
            for (int member = 0; member < weights.Members; member++) _linear[(place * _stride) + member] = weights.Linear[(member * encoding.Width) + place];
        }
    }

    /// <summary>How architectures are encoded: digits, and values per digit.</summary>
    public OneHotEncoding Encoding { get; }

    /// <summary>The scale that fitted better.</summary>
    public LatencyScale Scale => Transform.Scale;

    /// <summary>Perceptrons in the ensemble.</summary>
    public int Members => Weights.Members;

    internal LatencyTransform Transform { get; }

    internal EnsembleWeights Weights { get; }

    internal double Spread { get; }

    internal LatencyEstimator WithSpread(double spread) => new(Encoding, Transform, Weights, spread);

    /// <exception cref="EdgeNas.Domain.EdgeNasException">The architecture is not of the space that the estimator was fitted for.</exception>
    public LatencyPrediction Predict(Architecture architecture)
    {
        var prediction = default(LatencyPrediction);
        Predict(new ReadOnlySpan<Architecture>(in architecture), new Span<LatencyPrediction>(ref prediction));
        return prediction;
    }

    /// <summary>Predicted milliseconds of many architectures, in order.</summary>
    public void Predict(ReadOnlySpan<Architecture> architectures, Span<double> milliseconds)
    {
        Span<LatencyPrediction> predictions = stackalloc LatencyPrediction[Block];
        var scratch = new Scratch(this, Math.Min(Block, architectures.Length));
        for (int from = 0; from < architectures.Length; from += Block)
        {
            int count = Math.Min(Block, architectures.Length - from);
            Predict(architectures.Slice(from, count), predictions, scratch);
            for (int i = 0; i < count; i++) milliseconds[from + i] = predictions[i].Milliseconds;
        }
    }

    /// <summary>Predictions of many architectures, in order.</summary>
    public void Predict(ReadOnlySpan<Architecture> architectures, Span<LatencyPrediction> predictions)
    {
        var scratch = new Scratch(this, Math.Min(Block, architectures.Length));
        for (int from = 0; from < architectures.Length; from += Block)
        {
            int count = Math.Min(Block, architectures.Length - from);
            Predict(architectures.Slice(from, count), predictions.Slice(from, count), scratch);
        }
    }

    /// <summary>
    /// The effect of each choice on latency, in milliseconds, <c>[layer][choice]</c>: the mean prediction over the same 256 random paths with that choice put in
    /// its layer, minus the mean of that over the layer's active choices. 0 for choices that are not active.
    /// </summary>
    public double[][] ChoiceEffects(ActiveChoices active, long seed)
    {
        var random = new SeedStream(seed, "estimator/choice-effects");
        Architecture[] paths = [.. Enumerable.Range(0, EffectPaths).Select(_ => ArchitectureSampling.Uniform(active, random))];
        double[] milliseconds = new double[paths.Length];
        double[][] effects = new double[active.Layers.Length][];
        for (int layer = 0; layer < effects.Length; layer++)
        {
            effects[layer] = new double[Encoding.Alphabets[layer]];
            foreach (int choice in active.Layers[layer])
            {
                Predict([.. paths.Select(path => path.With(layer, choice))], milliseconds);
                effects[layer][choice] = milliseconds.Average();
            }

            double mean = active.Layers[layer].Average(choice => effects[layer][choice]);
            foreach (int choice in active.Layers[layer]) effects[layer][choice] -= mean;
        }

        return effects;
    }

    /// <summary>A block of architectures, one member after the other, so that a member's weights stay in the nearest cache.</summary>
    private void Predict(ReadOnlySpan<Architecture> architectures, Span<LatencyPrediction> predictions, Scratch scratch)
    {
        int count = architectures.Length;
        for (int i = 0; i < count; i++)
        {
            Encoding.Indices(architectures[i], scratch.PlacesOf(i));
            DenseKernels.AddRows(scratch.Zeros, _linear, scratch.PlacesOf(i), scratch.Linear.AsSpan(i * _stride, _stride));
        }

        for (int member = 0; member < Members; member++)
        {
            var rest = Perceptron(member, count, scratch);
            for (int i = 0; i < count; i++) scratch.Outputs[(i * Members) + member] = Transform.Milliseconds((double)scratch.Linear[(i * _stride) + member] + rest[i]);
        }

        for (int i = 0; i < count; i++) predictions[i] = Mean(scratch.Outputs.AsSpan(i * Members, Members));
    }

    private LatencyPrediction Mean(ReadOnlySpan<double> outputs)
    {
        double total = 0, squares = 0;
        foreach (double output in outputs) total += output;
        double mean = total / Members;
        foreach (double output in outputs) squares += (output - mean) * (output - mean);
        return new LatencyPrediction(mean, Members > 1 ? Spread * Math.Sqrt(squares / (Members - 1)) : 0);
    }

    /// <summary>What one member's perceptron says about each architecture of a block.</summary>
    private ReadOnlySpan<float> Perceptron(int member, int count, Scratch scratch)
    {
        var first = _layers[0];
        var input = scratch.Even.AsSpan(0, count * first.Out);
        for (int i = 0; i < count; i++) DenseKernels.AddRows(Biases(first), Weights(first), scratch.PlacesOf(i), input.Slice(i * first.Out, first.Out));
        for (int i = 1; i < _layers.Length; i++)
        {
            var layer = _layers[i];
            var output = (i % 2 == 0 ? scratch.Even : scratch.Odd).AsSpan(0, count * layer.Out);
            TensorPrimitives.Max(input, 0, input);
            DenseKernels.Dense(input, count, Weights(layer), Biases(layer), output);
            input = output;
        }

        return input;

        ReadOnlySpan<float> Weights(DenseLayer layer) => layer.Weights.AsSpan(member * layer.In * layer.Out, layer.In * layer.Out);
        ReadOnlySpan<float> Biases(DenseLayer layer) => layer.Biases.AsSpan(member * layer.Out, layer.Out);
    }

    private sealed class Scratch(LatencyEstimator estimator, int block)
    {
        private readonly int _digits = estimator.Encoding.Alphabets.Length;
        private readonly int[] _places = new int[block * estimator.Encoding.Alphabets.Length];

        public float[] Zeros { get; } = new float[estimator._stride];

        public float[] Linear { get; } = new float[block * estimator._stride];

        public float[] Even { get; } = new float[block * estimator._layers.Max(layer => layer.Out)];

        public float[] Odd { get; } = new float[block * estimator._layers.Max(layer => layer.Out)];

        public double[] Outputs { get; } = new double[block * estimator.Members];

        /// <summary>Where the ones of an architecture's encoding stand.</summary>
        public Span<int> PlacesOf(int architecture) => _places.AsSpan(architecture * _digits, _digits);
    }
}
