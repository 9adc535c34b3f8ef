using static TorchSharp.torch;

namespace TorchSharp.Modules;

public sealed class ReLU : nn.Module<Tensor, Tensor>
{
    internal ReLU(bool inplace) : base(nameof(ReLU)) => this.inplace = inplace;

    /// <summary>Whether the input is overwritten; the result is then another reference to it.</summary>
    public bool inplace { get; set; }

    public override Tensor forward(Tensor tensor) => inplace ? tensor.relu_().alias() : tensor.relu();
}
