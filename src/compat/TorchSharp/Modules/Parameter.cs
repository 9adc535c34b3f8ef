namespace TorchSharp.Modules;

/// <summary>A tensor that a module learns. Takes over the given tensor, which is as if disposed of afterwards.</summary>
public class Parameter : torch.Tensor
{
    public Parameter(torch.Tensor data, bool requires_grad = true)
        : base(data.with_requires_grad(requires_grad))
    {
    }
}
