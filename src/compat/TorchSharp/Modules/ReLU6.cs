using static TorchSharp.torch;

namespace TorchSharp.Modules;

public sealed class ReLU6 : nn.Module<Tensor, Tensor>
{
    internal ReLU6(bool inplace) : base(nameof(ReLU6)) => this.inplace = inplace;

    /// <summary>Whether the input is overwritten; the result is then another reference to it.</summary>
    public bool inplace { get; set; }

    public override Tensor forward(Tensor tensor) => inplace ? tensor.relu6_().alias() : tensor.relu6();
}
