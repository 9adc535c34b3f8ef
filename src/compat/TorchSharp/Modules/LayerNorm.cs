using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Normalization over the last dimensions, which are <see cref="normalized_shape"/>.</summary>
public sealed class LayerNorm : nn.Module<Tensor, Tensor>
{
    internal LayerNorm(long[] normalized_shape, double eps, bool elementwise_affine, bool bias, Device? device, ScalarType? dtype) : base(nameof(LayerNorm))
    {
        this.normalized_shape = normalized_shape;
        this.eps = eps;
        this.elementwise_affine = elementwise_affine;
        if (elementwise_affine)
        {
            weight = new Parameter(ones(normalized_shape, dtype, device));
            if (bias) this.bias = new Parameter(zeros(normalized_shape, dtype, device));
        }

        MarkRegistered();
    }

    public long[] normalized_shape { get; }

    public double eps { get; set; }

    public bool elementwise_affine { get; }

    public Parameter? weight
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

    public override Tensor forward(Tensor tensor) => nn.functional.layer_norm(tensor, normalized_shape, weight, bias, eps);
}
