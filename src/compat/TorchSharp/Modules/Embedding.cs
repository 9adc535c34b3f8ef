using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Rows of a table [embeddings, dimensions] by number.</summary>
public sealed class Embedding : nn.Module<Tensor, Tensor>
{
    private readonly long _paddingIndex;
    private readonly bool _scaleByFrequency;
    private readonly bool _sparse;

    private readonly double? _maxNorm;
    private readonly double _normType;

    internal Embedding(Parameter weight, long? paddingIndex, double? maxNorm, double normType, bool scaleByFrequency, bool sparse) : base("torch::nn::EmbeddingImpl")
    {
        this.weight = weight;
        _paddingIndex = paddingIndex is { } index ? index < 0 ? weight.size(0) + index : index : -1;
        _maxNorm = maxNorm;
        _normType = normType;
        _scaleByFrequency = scaleByFrequency;
        _sparse = sparse;
        MarkRegistered();
    }

    public Parameter weight
    {
        get;
        set
        {
            field = value;
            Hold("weight", value);
        }
    }

    /// <summary>With a greatest norm, the rows that are asked for and longer are shortened in the table itself first.</summary>
    public override Tensor forward(Tensor input)
    {
        if (_maxNorm is { } greatest)
        {
            using var frozen = no_grad();
            Aten.CallOn(weight, "embedding_renorm_", input, greatest, _normType);
        }

        return Tensor.Of(NativeNn.ent_embedding(weight.Raw, input.Raw, _paddingIndex, _scaleByFrequency ? 1 : 0, _sparse ? 1 : 0), "embedding", weight, input);
    }
}
