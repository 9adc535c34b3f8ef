using EdgeNas.Domain.Spaces;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EdgeNas.Learning.Modules;

/// <summary>The tensors of one <see cref="ConvBatchNorm"/>, and how they are applied. Holds no ownership: the module that made it does.</summary>
internal sealed class ConvUnit
{
    private const double Epsilon = 1e-5;

    private readonly ConvBatchNorm _shape;
    private readonly Tensor _kernel, _scale, _shift, _mean, _variance;
    private readonly long[] _stride, _padding;

    public ConvUnit(ConvBatchNorm shape, NamedTensors tensors)
    {
        _shape = shape;
        // He et al., 2015, by fan-out as torchvision's MobileNetV2 does it, but counted per group: a depthwise kernel's outputs see one channel.
        double deviation = Math.Sqrt(2.0 / ((double)shape.Kernel * shape.Kernel * shape.Out / shape.Groups));
        _kernel = tensors.Normal($"{shape.Name}.conv.weight", deviation, shape.Out, shape.In / shape.Groups, shape.Kernel, shape.Kernel);
        _scale = tensors.Parameter($"{shape.Name}.bn.weight", 1, shape.Out);
        _shift = tensors.Parameter($"{shape.Name}.bn.bias", 0, shape.Out);
        _mean = tensors.Buffer($"{shape.Name}.bn.running_mean", 0, shape.Out);
        _variance = tensors.Buffer($"{shape.Name}.bn.running_var", 1, shape.Out);
        _stride = [shape.Stride, shape.Stride];
        _padding = [shape.Kernel / 2, shape.Kernel / 2];
        ParameterNames = [$"{shape.Name}.conv.weight", $"{shape.Name}.bn.weight", $"{shape.Name}.bn.bias"];
    }

    public IReadOnlyList<string> ParameterNames { get; }

    /// <summary><c>[batch, In, InSize, InSize]</c> to <c>[batch, Out, OutSize, OutSize]</c>. Intermediate results are let go of at once.</summary>
    public Tensor Apply(Tensor input, BatchNormMode mode)
    {
        using var convolved = functional.conv2d(input, _kernel, null, _stride, _padding, null, _shape.Groups);
        var normalised = functional.batch_norm(convolved, _mean, _variance, _scale, _shift, mode.UsesBatch, mode.Momentum, Epsilon);
        if (!_shape.Activation) return normalised;
        // In place: batch norm's gradient needs its input, not its result, and the activation's needs only its own.
        var active = functional.relu6(normalised, inplace: true);
        if (!ReferenceEquals(active, normalised)) normalised.Dispose();
        return active;
    }
}
