using EdgeNas.Domain.Spaces;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace EdgeNas.Learning.Modules;

/// <summary>The modules of one <see cref="ConvBatchNorm"/>: <c>conv</c>, <c>bn</c> and <c>act</c> in a row.</summary>
internal sealed class ConvUnit
{
    public ConvUnit(ConvBatchNorm shape, Device device)
    {
        Shape = shape;
        Convolution = nn.Conv2d(shape.In, shape.Out, shape.Kernel, shape.Stride, shape.Kernel / 2, groups: shape.Groups, bias: false, device: device);
        Norm = nn.BatchNorm2d(shape.Out, device: device);
        Module = shape.Activation ? nn.Sequential(("conv", Convolution), ("bn", Norm), ("act", nn.ReLU6())) : nn.Sequential(("conv", Convolution), ("bn", Norm));
    }

    public ConvBatchNorm Shape { get; }

    public Conv2d Convolution { get; }

    public BatchNorm2d Norm { get; }

    /// <summary><c>[batch, In, InSize, InSize]</c> to <c>[batch, Out, OutSize, OutSize]</c>.</summary>
    public Sequential Module { get; }

    public IReadOnlyList<string> ParameterNames => [$"{Shape.Name}.conv.weight", $"{Shape.Name}.bn.weight", $"{Shape.Name}.bn.bias"];

    /// <summary>As <see cref="Module"/>, the convolution in bfloat16. What comes in and goes out is of that type too.</summary>
    public Tensor ApplyMixed(Tensor input)
    {
        using var weight = Convolution.weight!.to(ScalarType.BFloat16);
        using var convolved = nn.functional.conv2d(
            input, weight, strides: [Shape.Stride, Shape.Stride], padding: [Shape.Kernel / 2, Shape.Kernel / 2], groups: Shape.Groups);
        var normed = Norm.call(convolved);
        if (!Shape.Activation) return normed;
        using (normed) return nn.functional.relu6(normed);
    }

    /// <summary>Makes the modules' tensors known under their names, with initial values.</summary>
    public void Register(NamedTensors tensors)
    {
        // He et al., 2015, by fan-out as torchvision's MobileNetV2 does it, but counted per group: a depthwise kernel's outputs see one channel.
        double deviation = Math.Sqrt(2.0 / ((double)Shape.Kernel * Shape.Kernel * Shape.Out / Shape.Groups));
        tensors.Normal($"{Shape.Name}.conv.weight", Convolution.weight!, deviation);
        tensors.Add($"{Shape.Name}.bn.weight", Norm.weight!);
        tensors.Add($"{Shape.Name}.bn.bias", Norm.bias!);
        tensors.AddBuffer($"{Shape.Name}.bn.running_mean", Norm.running_mean!);
        tensors.AddBuffer($"{Shape.Name}.bn.running_var", Norm.running_var!);
    }
}
