using EdgeNas.Domain.Sampling;

namespace EdgeNas.Learning.Data;

/// <summary>Normalised images ready for a network.</summary>
/// <param name="Pixels">
/// <c>[Count, size, size, channels]</c>, float32: channels last, the order in which convolutions run fastest. Permuted by (0, 3, 1, 2) it is the
/// <c>[batch, channels, height, width]</c> that a network takes.
/// </param>
/// <param name="Labels">Class of each image.</param>
public sealed record ImageBatch(float[] Pixels, long[] Labels)
{
    public int Count => Labels.Length;

    /// <summary>Takes the named images, each with its own random crop and flip.</summary>
    public static ImageBatch Of(ImageSet images, ReadOnlySpan<int> indices, Normalization normalization, Augmentation augmentation, SeedStream? random)
    {
        int channels = images.Shape.Channels, size = images.Shape.Size, padding = augmentation.CropPadding;
        var table = new float[channels * 256];
        for (int i = 0; i < table.Length; i++) table[i] = ((i % 256 / 255f) - normalization.Mean[i / 256]) / normalization.Deviation[i / 256];
        var pixels = new float[indices.Length * images.ImageBytes];
        var labels = new long[indices.Length];
        for (int n = 0; n < indices.Length; n++)
        {
            labels[n] = images.Labels[indices[n]];
            int dx = padding > 0 ? random!.Next((2 * padding) + 1) - padding : 0, dy = padding > 0 ? random!.Next((2 * padding) + 1) - padding : 0;
            bool flip = augmentation.Flip && random!.Next(2) == 1;
            Place(images.Image(indices[n]), pixels.AsSpan(n * images.ImageBytes, images.ImageBytes), table, channels, size, dx, dy, flip);
        }

        return new ImageBatch(pixels, labels);
    }

    /// <summary>Writes the window that begins at (<paramref name="dx"/>, <paramref name="dy"/>); what lies outside the image stays 0.</summary>
    private static void Place(ReadOnlySpan<byte> image, Span<float> target, float[] table, int channels, int size, int dx, int dy, bool flip)
    {
        for (int y = Math.Max(0, -dy); y < Math.Min(size, size - dy); y++)
        {
            for (int x = Math.Max(0, -dx); x < Math.Min(size, size - dx); x++)
            {
                int from = ((y + dy) * size) + x + dx, to = ((y * size) + (flip ? size - 1 - x : x)) * channels;
                for (int channel = 0; channel < channels; channel++) target[to + channel] = table[(channel * 256) + image[(channel * size * size) + from]];
            }
        }
    }
}
