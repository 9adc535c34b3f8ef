using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Batch normalization over all dimensions but the second.</summary>
public abstract class BatchNorm : NormBase
{
    private protected BatchNorm(
        long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name)
        : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, name)
    {
    }

    public override Tensor forward(Tensor input)
    {
        ValidateInputDimensions(input);
        double factor = CountBatch();
        // Without running statistics a batch is its own, in evaluation too.
        bool ownStatistics = training || (running_mean is null && running_var is null);
        bool useRunning = !training || track_running_stats;
        return nn.functional.batch_norm(
            input, useRunning ? running_mean : null, useRunning ? running_var : null, weight, bias, ownStatistics, factor, eps);
    }

    /// <summary>Counts a batch, if they are counted now.</summary>
    /// <returns>The batch's weight in the running statistics.</returns>
    internal double CountBatch()
    {
        if (!training || !track_running_stats || num_batches_tracked is not { } batches) return momentum ?? 0;
        using var frozen = no_grad();
        batches.add_(1);
        return momentum ?? 1.0 / batches.ToDouble();
    }
}
