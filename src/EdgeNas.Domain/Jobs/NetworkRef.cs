using EdgeNas.Domain.Spaces;

namespace EdgeNas.Domain.Jobs;

/// <summary>Names a network of a search: an architecture of its space, or (without one) the MobileNetV2 chain of a width.</summary>
public sealed record NetworkRef(Architecture? Architecture, double Width = 1)
{
    public Network Build(SearchSpace space, InputShape input) =>
        Architecture is { } architecture ? NetworkBuilder.Build(space, architecture, input) : NetworkBuilder.MobileNetV2(space, input, Width);

    public override string ToString() => Architecture?.Code ?? $"mobilenetv2-{Width:0.00}";
}
