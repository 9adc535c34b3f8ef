using EdgeNas.Domain.Spaces;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EdgeNas.Learning.Modules;

/// <summary>One <see cref="LinearLayer"/> with its tensors.</summary>
internal sealed class LinearUnit(LinearLayer layer, NamedTensors tensors)
{
    private const double Deviation = 0.01;

    private readonly Tensor _weight = tensors.Normal($"{layer.Name}.weight", Deviation, layer.Out, layer.In);
    private readonly Tensor _bias = tensors.Parameter($"{layer.Name}.bias", 0, layer.Out);

    public IReadOnlyList<string> ParameterNames { get; } = [$"{layer.Name}.weight", $"{layer.Name}.bias"];

    /// <summary><c>[batch, In]</c> to <c>[batch, Out]</c>.</summary>
    public Tensor Apply(Tensor input)
    {
        var value = functional.linear(input, _weight, _bias);
        if (!layer.Activation) return value;
        using (value) return functional.relu6(value);
    }
}
