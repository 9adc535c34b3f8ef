using EdgeNas.Domain.Sampling;

namespace EdgeNas.Learning.Data;

/// <summary>
/// Which images a training step sees, as a pure function of seed, purpose and step: each epoch is a permutation of the training images, cut into batches of
/// one size (what is left over at its end is not used in that epoch). Steps count from 0 over the whole training. Not thread-safe.
/// </summary>
/// <param name="purpose">Names the random streams, such as <c>supernet</c>.</param>
public sealed class BatchPlan(DatasetSplits splits, Augmentation augmentation, int batch, long seed, string purpose)
{
    private readonly int _batch = Math.Min(batch, splits.Training.Length);
    private int _epoch = -1;
    private int[] _order = [];

    public int BatchSize => _batch;

    public int StepsPerEpoch => splits.Training.Length / _batch;

    /// <summary>The batch of one step. Random crops and flips have a stream of their own for each step, so threads can't change them.</summary>
    public ImageBatch Batch(int step)
    {
        int epoch = step / StepsPerEpoch, index = step % StepsPerEpoch;
        if (epoch != _epoch)
        {
            _order = [.. splits.Training];
            new SeedStream(seed, $"{purpose}/order/{epoch}").Shuffle(_order.AsSpan());
            _epoch = epoch;
        }

        var random = new SeedStream(seed, $"{purpose}/augmentation/{epoch}/{index}");
        return ImageBatch.Of(splits.Images, _order.AsSpan(index * _batch, _batch), splits.Normalization, augmentation, random);
    }
}
