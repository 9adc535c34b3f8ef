using static TorchSharp.torch;

namespace TorchSharp.Modules;

public sealed class Sigmoid : nn.Module<Tensor, Tensor>
{
    internal Sigmoid(bool inplace) : base(nameof(Sigmoid)) => this.inplace = inplace;

    /// <summary>Whether the input is overwritten; the result is then another reference to it.</summary>
    public bool inplace { get; set; }

    public override Tensor forward(Tensor tensor) => inplace ? tensor.sigmoid_().alias() : tensor.sigmoid();
}
