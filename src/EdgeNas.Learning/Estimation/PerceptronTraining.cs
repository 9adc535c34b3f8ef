using System.Numerics.Tensors;

namespace EdgeNas.Learning.Estimation;

/// <summary>Architectures to learn from: where the ones of their encodings stand, <paramref name="Digits"/> for each in turn.</summary>
internal sealed record TrainingPlaces(int[] Places, int Digits)
{
    public ReadOnlySpan<int> this[int sample] => Places.AsSpan(sample * Digits, Digits);
}

/// <summary>
/// One perceptron (ReLU between its layers) while it is trained: weighted squared error on one-hot encodings, AdamW. A step is written out, since the work in it
/// is less than what a tensor library needs to start its operators: the first layer adds rows up instead of multiplying with zeros, one pass updates all parameters,
/// nothing is allocated. On one thread, with the same digits whatever vectors the processor has.
/// </summary>
internal sealed class PerceptronTraining
{
    private readonly TrainingPlaces _architectures;
    private readonly float[] _targets, _weights;
    private readonly Layer[] _layers;
    private readonly float[] _values, _gradients, _averages, _squares;
    private readonly float[] _transposed, _zeros;
    private int _steps;

    /// <param name="sizes">From the encoding's width to 1.</param>
    /// <param name="weights">How much each sample counts.</param>
    /// <param name="batch">Samples of a step, at most.</param>
    public PerceptronTraining(ReadOnlySpan<int> sizes, TrainingPlaces architectures, float[] targets, float[] weights, int batch)
    {
        (_architectures, _targets, _weights) = (architectures, targets, weights);
        _layers = new Layer[sizes.Length - 1];
        int parameters = 0, rows = sizes[0];
        for (int i = 0; i < _layers.Length; i++)
        {
            int width = Rounded(sizes[i + 1], TrainingKernels.Lanes), numbers = Rounded(batch, TrainingKernels.Tile) * width;
            _layers[i] = new Layer(sizes[i], sizes[i + 1], rows, width, parameters, new float[numbers], new float[numbers]);
            parameters += (rows + 1) * width;
            rows = width;
        }

        (_values, _gradients, _averages, _squares) = (new float[parameters], new float[parameters], new float[parameters], new float[parameters]);
        _transposed = new float[_layers.Skip(1).Max(layer => layer.Rows * layer.Out)];
        _zeros = new float[_layers.Max(layer => layer.Width)];
    }

    /// <summary>A layer's weights <c>[in, out]</c>, then its biases <c>[out]</c>, one by one.</summary>
    public float[] this[int layer]
    {
        get
        {
            var (shape, numbers) = (_layers[layer], new float[(_layers[layer].In + 1) * _layers[layer].Out]);
            for (int row = 0; row <= shape.In; row++) Row(shape, row).CopyTo(numbers.AsSpan(row * shape.Out));
            return numbers;
        }

        set
        {
            var shape = _layers[layer];
            for (int row = 0; row <= shape.In; row++) value.AsSpan(row * shape.Out, shape.Out).CopyTo(Row(shape, row));
        }
    }

    /// <summary>One step on a batch of samples, each meant by its number.</summary>
    public void Step(ReadOnlySpan<int> samples, double rate, double weightDecay)
    {
        int rows = Rounded(samples.Length, TrainingKernels.Tile);
        Forward(samples, rows);
        Loss(samples, rows);
        for (int i = _layers.Length - 1; i > 0; i--) Backward(_layers[i], _layers[i - 1], rows);

        var first = _layers[0];
        var table = first.WeightsOf(_gradients);
        table.Clear();
        for (int i = 0; i < samples.Length; i++) TrainingKernels.AddToRows(table, _architectures[samples[i]], first.Gradients.AsSpan(i * first.Width, first.Width));
        TrainingKernels.SumRows(first.Gradients.AsSpan(0, rows * first.Width), first.BiasesOf(_gradients));

        TrainingKernels.AdamW(_values, _gradients, _averages, _squares, ++_steps, rate, weightDecay);
    }

    private void Forward(ReadOnlySpan<int> samples, int rows)
    {
        var first = _layers[0];
        for (int i = 0; i < samples.Length; i++)
        {
            DenseKernels.AddRows(first.BiasesOf(_values), first.WeightsOf(_values), _architectures[samples[i]], first.Results.AsSpan(i * first.Width, first.Width));
        }

        for (int i = 1; i < _layers.Length; i++)
        {
            var layer = _layers[i];
            var results = _layers[i - 1].Results.AsSpan(0, rows * layer.Rows);
            TensorPrimitives.Max(results, 0f, results);
            TrainingKernels.Multiply(results, layer.Rows, 1, layer.In, layer.WeightsOf(_values), layer.BiasesOf(_values), layer.Results.AsSpan(0, rows * layer.Width));
        }
    }

    /// <summary>The gradients of the mean over the batch with respect to the last layer's results. Rows that only fill up the tile have none.</summary>
    private void Loss(ReadOnlySpan<int> samples, int rows)
    {
        var last = _layers[^1];
        for (int i = 0; i < rows; i++)
        {
            int at = i * last.Width;
            last.Gradients[at] = i < samples.Length ? 2 * _weights[samples[i]] * (last.Results[at] - _targets[samples[i]]) / samples.Length : 0;
        }
    }

    private void Backward(Layer layer, Layer before, int rows)
    {
        var gradients = layer.Gradients.AsSpan(0, rows * layer.Width);
        var inputs = before.Results.AsSpan(0, rows * layer.Rows);
        var inputGradients = before.Gradients.AsSpan(0, rows * layer.Rows);
        TrainingKernels.Multiply(inputs, 1, layer.Rows, rows, gradients, _zeros.AsSpan(0, layer.Width), layer.WeightsOf(_gradients));
        TrainingKernels.SumRows(gradients, layer.BiasesOf(_gradients));
        TrainingKernels.Transpose(layer.WeightsOf(_values), layer.Width, layer.Out, _transposed);
        TrainingKernels.Multiply(gradients, layer.Width, 1, layer.Out, _transposed, _zeros.AsSpan(0, layer.Rows), inputGradients);
        TrainingKernels.Rectify(inputGradients, inputs);
    }

    private Span<float> Row(Layer layer, int row) => _values.AsSpan(layer.Start + ((row == layer.In ? layer.Rows : row) * layer.Width), layer.Out);

    private static int Rounded(int count, int multiple) => (count + multiple - 1) / multiple * multiple;

    /// <summary>
    /// A layer whose matrices are filled up with zeros, which stay zeros, to whole vectors: <paramref name="Rows"/> by <paramref name="Width"/> weights at
    /// <paramref name="Start"/> of the parameters, and behind them as many biases as a row has weights.
    /// </summary>
    /// <param name="Results">Of the batch; the next layer puts them through ReLU in place.</param>
    /// <param name="Gradients">With respect to the results before ReLU.</param>
    private sealed record Layer(int In, int Out, int Rows, int Width, int Start, float[] Results, float[] Gradients)
    {
        public Span<float> WeightsOf(float[] parameters) => parameters.AsSpan(Start, Rows * Width);

        public Span<float> BiasesOf(float[] parameters) => parameters.AsSpan(Start + (Rows * Width), Width);
    }
}
