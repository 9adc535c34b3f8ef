using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Convolution of images [batch, channels, height, width].</summary>
public sealed class Conv2d : Convolution
{
    internal Conv2d(
        long in_channels, long out_channels, (long, long) kernel_size, (long, long)? stride, (long, long)? padding, Padding? padding_type, (long, long)? dilation,
        PaddingModes padding_mode, long groups, bool bias, Device? device, ScalarType? dtype)
        : base(
            nameof(Conv2d), in_channels, out_channels, Pair(kernel_size), Pair(stride ?? (1, 1)), Pair(padding ?? (0, 0)), padding_type, Pair(dilation ?? (1, 1)),
            groups, bias, padding_mode, device, dtype)
    {
    }

    /// <summary>Of the chain that begins here.</summary>
    internal ChainRecordings Recordings { get; } = NativeChain.ent_chain_recordings();

    /// <exception cref="ArgumentException">The input is no image or batch of images with <see cref="Convolution.in_channels"/> channels.</exception>
    public override Tensor forward(Tensor input)
    {
        if (!ValidateShape(input, 2))
            throw new ArgumentException($"Expected 3D (unbatched) or 4D (batched) input with {in_channels} channels to Conv2d, but got an input of shape [{string.Join(", ", input.shape)}].");
        if (padding_type is { } rule) return nn.functional.conv2d_padding(input, weight, bias, stride, rule, dilation, groups);
        if (padding_mode == PaddingModes.Zeros) return nn.functional.conv2d(input, weight, bias, stride, padding, dilation, groups);
        using var padded = nn.functional.pad(input, [padding[1], padding[1], padding[0], padding[0]], padding_mode);
        return nn.functional.conv2d(padded, weight, bias, stride, [0, 0], dilation, groups);
    }

    private protected override void DisposeOwn() => Recordings.Dispose();

    private static long[] Pair((long, long) pair) => [pair.Item1, pair.Item2];
}
