using EdgeNas.Domain.Spaces;

namespace EdgeNas.Learning.Modules;

/// <summary>One <see cref="Network"/> alone, under the parameter names that it gives; the same names as in the supernet.</summary>
public sealed class NetworkModule : ImageClassifier
{
    private readonly BlockUnit[] _blocks;
    private readonly LinearUnit[] _linears;

    /// <param name="purpose">Names the streams of the initial weights, such as <c>train/winner</c>.</param>
    /// <param name="compute">Null: on the processor.</param>
    public NetworkModule(Network network, long seed, string purpose, ComputeTarget? compute = null)
        : base(network.Name, network.Dropout, seed, purpose, compute)
    {
        Network = network;
        _blocks = [.. network.Blocks.Select(block => new BlockUnit(block, Tensors))];
        _linears = [.. network.Linears.Select(linear => new LinearUnit(linear, Tensors))];
    }

    public Network Network { get; }

    private protected override IEnumerable<BlockUnit> Blocks => _blocks;

    private protected override IReadOnlyList<LinearUnit> Linears => _linears;
}
