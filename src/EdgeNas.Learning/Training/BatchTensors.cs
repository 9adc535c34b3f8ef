using EdgeNas.Domain.Spaces;
using EdgeNas.Learning.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace EdgeNas.Learning.Training;

/// <summary>A batch as tensors. Dispose it.</summary>
/// <param name="Images"><c>[batch, channels, size, size]</c>, float32, channels last in memory, where convolutions run fastest on it.</param>
/// <param name="Labels"><c>[batch]</c>, int64.</param>
internal sealed record BatchTensors(Tensor Images, Tensor Labels) : IDisposable
{
    /// <param name="device">Where they go; null: the processor.</param>
    public static BatchTensors Of(ImageBatch batch, InputShape shape, Device? device = null)
    {
        using var channelsLast = tensor(batch.Pixels.AsMemory(), [batch.Count, shape.Size, shape.Size, shape.Channels], device: device);
        return new BatchTensors(channelsLast.permute(0, 3, 1, 2), tensor(batch.Labels, device: device));
    }

    /// <summary>
    /// The batches of consecutive steps on a device. They are prepared beside the training only where that leaves a processor idle: between steps they cost less than threads that get into each other's way.
    /// </summary>
    public static BatchSource<BatchTensors> Source(BatchPlan plan, InputShape shape, Device device, int firstStep, int steps, int stride = 1) => new(
        plan, images => Of(images, shape, device), ahead: device.type != DeviceType.CPU || get_num_threads() < Environment.ProcessorCount, firstStep, steps, stride);

    public void Dispose()
    {
        Images.Dispose();
        Labels.Dispose();
    }
}
