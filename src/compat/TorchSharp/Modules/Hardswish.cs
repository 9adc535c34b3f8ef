using static TorchSharp.torch;

namespace TorchSharp.Modules;

public sealed class Hardswish : nn.Module<Tensor, Tensor>
{
    internal Hardswish(bool inplace) : base(nameof(Hardswish)) => this.inplace = inplace;

    /// <summary>Whether the input is overwritten; the result is then another reference to it.</summary>
    public bool inplace { get; set; }

    public override Tensor forward(Tensor tensor) => inplace ? tensor.hardswish_().alias() : tensor.hardswish();
}
