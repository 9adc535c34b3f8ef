using EdgeNas.Domain.Spaces;

namespace EdgeNas.Learning.Data;

/// <summary>Labelled images in memory. Immutable by convention, so thread-safe.</summary>
/// <param name="Pixels"><c>[Count, channels, size, size]</c>, one byte (0..255) per value.</param>
/// <param name="Labels">Class of each image, 0 to classes − 1.</param>
public sealed record ImageSet(InputShape Shape, byte[] Pixels, byte[] Labels)
{
    public int Count => Labels.Length;

    /// <summary>Bytes of one image.</summary>
    public int ImageBytes => Shape.Channels * Shape.Size * Shape.Size;

    public ReadOnlySpan<byte> Image(int index) => Pixels.AsSpan(index * ImageBytes, ImageBytes);
}
