using EdgeNas.Domain.Spaces;
using EdgeNas.Learning.Modules;

namespace EdgeNas.Learning.Supernets;

/// <summary>
/// One set of weights for all architectures of a space: each choice of each layer has weights of its own, and a path uses those of its choices.
/// Trained one path per step.
/// Sources: Guo et al., Single Path One-Shot Neural Architecture Search with Uniform Sampling, ECCV 2020, sections 3.2 and 3.4 (also the recalibration of batch
/// norm); Chu et al., FairNAS, ICCV 2021 (fair sampling).
/// </summary>
public sealed class Supernet : ImageClassifier
{
    private readonly BlockUnit _stem, _head;
    private readonly BlockUnit[][] _layers;
    private readonly LinearUnit[] _linears;
    private readonly SearchSpace _space;

    /// <param name="compute">Null: on the processor.</param>
    public Supernet(SearchSpace space, InputShape input, long seed, ComputeTarget? compute = null)
        : base(space.Name, space.Dropout, seed, "supernet", compute)
    {
        _space = space;
        Path = Architecture.FromChoices(new int[space.Searchable.Length]);
        _stem = new BlockUnit(NetworkBuilder.Stem(input, space.StemChannels, space.StemStride), Tensors);
        int size = Halved(input.Size, space.StemStride);
        _layers = new BlockUnit[space.Layers.Length][];
        for (int i = 0; i < _layers.Length; i++)
        {
            var layer = space.Layers[i];
            int number = i, entered = size;
            _layers[i] = [.. layer.Choices.Select(choice => new BlockUnit(NetworkBuilder.Block(number, choice, layer.In, layer.Out, layer.Stride, entered), Tensors))];
            size = Halved(size, layer.Stride);
        }

        _head = new BlockUnit(NetworkBuilder.Head(space.Layers[^1].Out, space.HeadChannels, size), Tensors);
        _linears = [.. NetworkBuilder.Classifier(space.HeadChannels, space.HeadFeatures, input.Classes).Select(linear => new LinearUnit(linear, Tensors))];
    }

    /// <summary>The architecture whose weights the next forward passes use.</summary>
    public Architecture Path { get; set; }

    private protected override IEnumerable<BlockUnit> Blocks
    {
        get
        {
            yield return _stem;
            int digit = 0;
            for (int i = 0; i < _layers.Length; i++) yield return _layers[i][_space.Layers[i].IsSearchable ? Path[digit++] : 0];
            yield return _head;
        }
    }

    private protected override IReadOnlyList<LinearUnit> Linears => _linears;

    private static int Halved(int size, int stride) => (size + stride - 1) / stride;
}
