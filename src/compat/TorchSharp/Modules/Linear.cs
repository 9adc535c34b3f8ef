using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>y = x·weightᵀ + bias, weight [out, in]; initial values as PyTorch draws them.</summary>
public sealed class Linear : nn.Module<Tensor, Tensor>
{
    internal Linear(long inputSize, long outputSize, bool hasBias, Device? device, ScalarType? dtype)
        : this(new Parameter(empty([outputSize, inputSize], dtype, device)), hasBias ? new Parameter(empty([outputSize], dtype, device)) : null) =>
        nn.init.ResetLinear(weight, bias);

    internal Linear(Parameter weight, Parameter? bias) : base(nameof(Linear))
    {
        this.weight = weight;
        this.bias = bias;
        in_features = weight.size(1);
        out_features = weight.size(0);
        MarkRegistered();
    }

    public long in_features { get; }

    public long out_features { get; }

    public Parameter weight
    {
        get;
        set
        {
            field = value;
            Hold("weight", value);
        }
    }

    public Parameter? bias
    {
        get;
        set
        {
            field = value;
            Hold("bias", value);
        }
    }

    public override Tensor forward(Tensor tensor) => nn.functional.linear(tensor, weight, bias);
}
