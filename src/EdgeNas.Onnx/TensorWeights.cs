using EdgeNas.Domain;
using EdgeNas.Onnx.Safetensors;

namespace EdgeNas.Onnx;

/// <summary>Weights out of named tensors, such as those of a safetensors file.</summary>
public sealed class TensorWeights(IEnumerable<NamedTensor> tensors) : IWeightSource
{
    private readonly Dictionary<string, FloatTensor> _byName = tensors.OfType<FloatTensor>().ToDictionary(tensor => tensor.Name);

    public ReadOnlyMemory<float> Get(string name, ReadOnlySpan<int> shape)
    {
        if (!_byName.TryGetValue(name, out var tensor))
        {
            throw new EdgeNasException($"There is no float32 tensor '{name}' among the {_byName.Count} given: take the weights of this very network.");
        }

        bool same = tensor.Shape.Length == shape.Length;
        for (int i = 0; same && i < shape.Length; i++) same = tensor.Shape[i] == shape[i];
        return same
            ? tensor.Data
            : throw new EdgeNasException(
                $"Tensor '{name}' has the shape [{string.Join(", ", tensor.Shape)}], but the network needs [{string.Join(", ", shape.ToArray())}]: "
                + "take the weights of this very network.");
    }
}
