using EdgeNas.Domain.Sampling;

namespace EdgeNas.Onnx.Tests;

/// <summary>Random weights whose batch norms and biases do something, as after training: a mixed-up vector shows.</summary>
internal sealed class TrainedLikeWeights(long seed) : IWeightSource
{
    private readonly RandomWeights _convolutions = new(seed);

    public ReadOnlyMemory<float> Get(string name, ReadOnlySpan<int> shape)
    {
        if (shape.Length > 1) return _convolutions.Get(name, shape);
        var random = new SeedStream(seed, $"vector/{name}");
        float[] values = new float[shape[0]];
        bool positive = name.EndsWith("bn.weight", StringComparison.Ordinal) || name.EndsWith("running_var", StringComparison.Ordinal);
        for (int i = 0; i < values.Length; i++) values[i] = (float)(positive ? 0.7 + (0.6 * random.NextDouble()) : 0.4 * (random.NextDouble() - 0.5));
        return values;
    }
}
