namespace EdgeNas.Learning.Data;

/// <summary>Turns a byte into <c>(byte / 255 − Mean) / Deviation</c> of its channel.</summary>
public sealed record Normalization(float[] Mean, float[] Deviation)
{
    /// <summary>Mean and standard deviation per channel over the named images. Sums are whole numbers, so the order of the images doesn't matter.</summary>
    public static Normalization Of(ImageSet images, IReadOnlyCollection<int> indices)
    {
        int channels = images.Shape.Channels, area = images.Shape.Size * images.Shape.Size;
        var mean = new float[channels];
        var deviation = new float[channels];
        for (int channel = 0; channel < channels; channel++)
        {
            long sum = 0, squares = 0;
            foreach (int index in indices)
            {
                foreach (byte value in images.Image(index).Slice(channel * area, area))
                {
                    sum += value;
                    squares += value * value;
                }
            }

            double count = (double)indices.Count * area, average = sum / count;
            mean[channel] = (float)(average / 255);
            // A channel of one constant value would divide by zero.
            deviation[channel] = (float)Math.Max(Math.Sqrt(Math.Max(0, (squares / count) - (average * average))) / 255, 1e-3);
        }

        return new Normalization(mean, deviation);
    }
}
