using EdgeNas.Domain.Spaces;
using static TorchSharp.torch;

namespace EdgeNas.Learning.Modules;

/// <summary>One <see cref="NetworkBlock"/> with its tensors.</summary>
internal sealed class BlockUnit(NetworkBlock block, NamedTensors tensors)
{
    private readonly ConvUnit[] _convolutions = [.. block.Convolutions.Select(convolution => new ConvUnit(convolution, tensors))];

    public IEnumerable<string> ParameterNames => _convolutions.SelectMany(convolution => convolution.ParameterNames);

    /// <summary>The block's result: a new tensor that the caller owns, or the input itself where the block is the identity.</summary>
    public Tensor Apply(Tensor input, BatchNormMode mode)
    {
        var value = input;
        foreach (var convolution in _convolutions)
        {
            var next = convolution.Apply(value, mode);
            if (!ReferenceEquals(value, input)) value.Dispose();
            value = next;
        }

        if (!block.Residual || _convolutions.Length == 0) return value;
        // In place: the last batch norm's gradient needs its input, not its result.
        return value.add_(input);
    }
}
