using EdgeNas.Domain.Sampling;
using static TorchSharp.torch;

namespace EdgeNas.Learning.Modules;

/// <summary>
/// A chain of blocks, global average pooling and linear layers. Input <c>[batch, channels, size, size]</c>, output logits <c>[batch, classes]</c>, float32.
/// Fastest where the input is a permuted channels-last tensor: the layout carries on through the chain. Owns its tensors. Not thread-safe.
/// </summary>
public abstract class ImageClassifier : nn.Module<Tensor, Tensor>
{
    private protected ImageClassifier(string name, double dropout, long seed, string purpose, ComputeTarget? compute)
        : base(name)
    {
        Dropout = dropout;
        Tensors = new NamedTensors(this, seed, purpose, compute ?? ComputeTarget.Processor);
    }

    /// <summary>What batch norms do in the next forward passes.</summary>
    public BatchNormMode BatchNorm { get; set; } = BatchNormMode.Evaluate;

    /// <summary>Where the next forward passes draw dropout from; null: no dropout.</summary>
    public SeedStream? DropoutRandom { get; set; }

    /// <summary>Names of the parameters that the next forward pass uses.</summary>
    internal IEnumerable<string> UsedParameters =>
        Blocks.SelectMany(block => block.ParameterNames).Concat(Linears.SelectMany(linear => linear.ParameterNames));

    /// <summary>Where the module computes; its input has to be there.</summary>
    internal ComputeTarget Compute => Tensors.Compute;

    internal NamedTensors Tensors { get; }

    private protected abstract IEnumerable<BlockUnit> Blocks { get; }

    private protected abstract IReadOnlyList<LinearUnit> Linears { get; }

    private double Dropout { get; }

    public override Tensor forward(Tensor input)
    {
        var value = input;
        if (Compute.MixedPrecision) Advance(input.to(ScalarType.BFloat16));
        foreach (var block in Blocks) Advance(block.Apply(value, BatchNorm));
        if (Compute.MixedPrecision) Advance(value.to(ScalarType.Float32));
        Advance(value.mean([2, 3]));
        for (int i = 0; i < Linears.Count; i++)
        {
            if (i == Linears.Count - 1 && DropoutRandom is { } random && Dropout > 0)
            {
                using var mask = DropoutMask(value.shape, random);
                Advance(value * mask);
            }

            Advance(Linears[i].Apply(value));
        }

        return value;

        // What autograd still needs it keeps itself; letting go here frees the rest at once.
        void Advance(Tensor next)
        {
            if (ReferenceEquals(next, value)) return;
            if (!ReferenceEquals(value, input)) value.Dispose();
            value = next;
        }
    }

    /// <summary>0 with the chance of dropout, else what keeps the mean. From our own stream: libtorch's generator is shared by all threads.</summary>
    private Tensor DropoutMask(long[] shape, SeedStream random)
    {
        var mask = new float[shape[0] * shape[1]];
        float kept = (float)(1 / (1 - Dropout));
        for (int i = 0; i < mask.Length; i++) mask[i] = random.NextDouble() < Dropout ? 0 : kept;
        return tensor(mask.AsMemory(), shape, device: Compute.Device);
    }
}
