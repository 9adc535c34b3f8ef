using EdgeNas.Domain.Spaces;
using EdgeNas.Learning.Data;
using static TorchSharp.torch;

namespace EdgeNas.Learning.Training;

/// <summary>A batch as tensors. Dispose it.</summary>
/// <param name="Images"><c>[batch, channels, size, size]</c>, float32, channels last in memory.</param>
/// <param name="Labels"><c>[batch]</c>, int64.</param>
internal sealed record BatchTensors(Tensor Images, Tensor Labels) : IDisposable
{
    /// <param name="device">Where they go; null: the processor.</param>
    public static BatchTensors Of(ImageBatch batch, InputShape shape, Device? device = null)
    {
        using var channelsLast = tensor(batch.Pixels.AsMemory(), [batch.Count, shape.Size, shape.Size, shape.Channels], device: device);
        return new BatchTensors(channelsLast.permute(0, 3, 1, 2), tensor(batch.Labels, device: device));
    }

    public void Dispose()
    {
        Images.Dispose();
        Labels.Dispose();
    }
}
