using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Batch normalization of images [batch, channels, height, width].</summary>
public sealed class BatchNorm2d : BatchNorm
{
    // The real package's name for it is that of BatchNorm1d.
    internal BatchNorm2d(long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype)
        : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, nameof(BatchNorm1d))
    {
    }

    protected override void ValidateInputDimensions(Tensor input)
    {
        if (input.ndim != 4) throw new ArgumentException($"expected 4D input to BatchNorm2d, got {input.ndim}D of shape [{string.Join(", ", input.shape)}]");
    }
}
