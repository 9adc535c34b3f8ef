using EdgeNas.Domain.Spaces;

namespace EdgeNas.Domain.Jobs;

/// <summary>Names a network of a search: an architecture of its space, or (without one) the MobileNetV2 chain of a width.</summary>
public sealed record NetworkRef(Architecture? Architecture, double Width = 1)
{
    public Network Build(SearchSpace space, InputShape input) =>
        Architecture is { } architecture ? NetworkBuilder.Build(space, architecture, input) : NetworkBuilder.MobileNetV2(space, input, Width);

    /// <summary>Multiply-adds and parameters, also of architectures that can't be built.</summary>
    public (long MultiplyAdds, long Parameters) Costs(SearchSpace space, InputShape input)
    {
        if (Architecture is { } architecture) return SpaceCosts.Of(space, input).Of(architecture);
        var network = Build(space, input);
        return (network.MultiplyAdds, network.Parameters);
    }

    public override string ToString() => Architecture?.Code ?? $"mobilenetv2-{Width:0.00}";
}
