using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Rows of a table [embeddings, dimensions] by number.</summary>
public sealed class Embedding : nn.Module<Tensor, Tensor>
{
    private readonly long _paddingIndex;
    private readonly bool _scaleByFrequency;
    private readonly bool _sparse;

    internal Embedding(Parameter weight, long? paddingIndex, bool scaleByFrequency, bool sparse) : base(nameof(Embedding))
    {
        this.weight = weight;
        _paddingIndex = paddingIndex is { } index ? index < 0 ? weight.size(0) + index : index : -1;
        _scaleByFrequency = scaleByFrequency;
        _sparse = sparse;
        register_parameter("weight", weight);
        MarkRegistered();
    }

    public Parameter weight
    {
        get;
        set
        {
            field = value;
            register_parameter("weight", value);
        }
    }

    public override Tensor forward(Tensor input) =>
        Tensor.Of(Native.NativeNn.ent_embedding(weight.Raw, input.Raw, _paddingIndex, _scaleByFrequency ? 1 : 0, _sparse ? 1 : 0));
}
