using static TorchSharp.torch;

namespace TorchSharp.Modules;

public sealed class Hardsigmoid : nn.Module<Tensor, Tensor>
{
    internal Hardsigmoid(bool inplace) : base(nameof(Hardsigmoid)) => this.inplace = inplace;

    /// <summary>Whether the input is overwritten; the result is then another reference to it.</summary>
    public bool inplace { get; set; }

    public override Tensor forward(Tensor tensor) => inplace ? tensor.hardsigmoid_().alias() : tensor.hardsigmoid();
}
