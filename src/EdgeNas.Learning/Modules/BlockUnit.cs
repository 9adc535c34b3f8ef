using EdgeNas.Domain.Spaces;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace EdgeNas.Learning.Modules;

/// <summary>One <see cref="NetworkBlock"/> with its modules: a sequence of convolutions, so that the tensor layer can compute them at once.</summary>
internal sealed class BlockUnit
{
    private readonly NetworkBlock _block;
    private readonly ConvUnit[] _convolutions;
    private readonly Sequential? _body;
    private readonly bool _mixed;
    private BatchNormMode? _mode;

    public BlockUnit(NetworkBlock block, NamedTensors tensors)
    {
        (_block, _mixed) = (block, tensors.Compute.MixedPrecision);
        _convolutions = [.. block.Convolutions.Select(convolution => new ConvUnit(convolution, tensors.Compute.Device))];
        ParameterNames = [.. _convolutions.SelectMany(convolution => convolution.ParameterNames)];
        if (_convolutions.Length == 0) return;
        // A block of one convolution may bear its name.
        bool alone = _convolutions is [var only] && only.Shape.Name == block.Name;
        _body = alone
            ? _convolutions[0].Module
            : nn.Sequential([.. _convolutions.Select(unit => (unit.Shape.Name[(block.Name.Length + 1)..], (nn.Module<Tensor, Tensor>)unit.Module))]);
        tensors.Attach(block.Name, _body);
        foreach (var convolution in _convolutions) convolution.Register(tensors);
    }

    public IReadOnlyList<string> ParameterNames { get; }

    /// <summary>The block's result: a new tensor that the caller owns, or the input itself where the block is the identity.</summary>
    public Tensor Apply(Tensor input, BatchNormMode mode)
    {
        if (_body is null) return input;
        if (_mode != mode) Set(mode);
        var value = _mixed ? Mixed(input) : _body.call(input);
        // In place: the last batch norm's gradient needs its input, not its result.
        return _block.Residual ? value.add_(input) : value;
    }

    private Tensor Mixed(Tensor input)
    {
        var value = input;
        foreach (var convolution in _convolutions)
        {
            var next = convolution.ApplyMixed(value);
            if (!ReferenceEquals(value, input)) value.Dispose();
            value = next;
        }

        return value;
    }

    private void Set(BatchNormMode mode)
    {
        _body!.train(mode.UsesBatch);
        foreach (var convolution in _convolutions) convolution.Norm.momentum = mode.Momentum;
        _mode = mode;
    }
}
