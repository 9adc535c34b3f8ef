using EdgeNas.Domain.Sampling;

namespace EdgeNas.Onnx;

/// <summary>
/// Weights for timing: convolutions and linear layers uniform with the variance of He et al. 2015 (2 / fan-in), so that activations neither vanish into slow
/// denormal numbers nor saturate; batch norms are the identity, biases zero. The same seed and name give the same tensor, in any order of asking.
/// </summary>
public sealed class RandomWeights(long seed) : IWeightSource
{
    public ReadOnlyMemory<float> Get(string name, ReadOnlySpan<int> shape)
    {
        int count = 1;
        foreach (int dimension in shape) count = checked(count * dimension);
        float[] values = new float[count];
        if (shape.Length > 1)
        {
            var random = new SeedStream(seed, $"weights/{name}");
            int fanIn = count / shape[0];
            double bound = Math.Sqrt(6.0 / fanIn);
            for (int i = 0; i < values.Length; i++) values[i] = (float)(bound * ((2 * random.NextDouble()) - 1));
        }
        else if (name.EndsWith(".bn.weight", StringComparison.Ordinal) || name.EndsWith(".bn.running_var", StringComparison.Ordinal))
        {
            Array.Fill(values, 1);
        }

        return values;
    }
}
