using static TorchSharp.torch;

namespace TorchSharp.Modules;

public sealed class Tanh : nn.Module<Tensor, Tensor>
{
    internal Tanh(bool inplace) : base(nameof(Tanh)) => this.inplace = inplace;

    /// <summary>Whether the input is overwritten; the result is then another reference to it.</summary>
    public bool inplace { get; set; }

    public override string GetName() => nameof(Tanh);

    public override Tensor forward(Tensor tensor) => inplace ? tensor.tanh_().alias() : tensor.tanh();
}
