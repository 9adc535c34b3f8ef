using static TorchSharp.torch;

namespace TorchSharp.Modules;

public sealed class SiLU : nn.Module<Tensor, Tensor>
{
    internal SiLU(bool inplace) : base(nameof(SiLU)) => this.inplace = inplace;

    /// <summary>Whether the input is overwritten; the result is then another reference to it.</summary>
    public bool inplace { get; set; }

    public override string GetName() => nameof(SiLU);

    public override Tensor forward(Tensor tensor) => inplace ? tensor.silu_().alias() : tensor.silu();
}
