using System.Collections.Concurrent;
using EdgeNas.Domain;
using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Searches;
using EdgeNas.Domain.Spaces;
using EdgeNas.Learning.Data;

namespace EdgeNas.Learning.Tests.Data;

public sealed class BatchTests
{
    private static readonly ImageSet Images = Random(new InputShape(3, 6, 4), 100);

    [Fact]
    public void Of_SameSeed_SplitsAlikeWithoutOverlap()
    {
        var spec = new DatasetSpec("any", null, ValidationImages: 20, TrainingImages: 50, CropPadding: 0, Flip: false);

        var first = DatasetSplits.Of(Images, spec, 7);
        var second = DatasetSplits.Of(Images, spec, 7);
        var other = DatasetSplits.Of(Images, spec, 8);

        Assert.Equal(first.Validation, second.Validation);
        Assert.NotEqual(first.Validation, other.Validation);
        Assert.Equal(50, first.Training.Length);
        Assert.Empty(first.Training.Intersect(first.Validation));
    }

    [Fact]
    public void Of_MoreImagesThanThereAre_IsRefused() =>
        Assert.Throws<EdgeNasException>(() => DatasetSplits.Of(Images, new DatasetSpec("any", null, 60, 50, 0, false), 7));

    [Fact]
    public void Batch_WithoutAugmentation_IsNormalisedOverTheTrainingSet()
    {
        var splits = DatasetSplits.Of(Images, new DatasetSpec("any", null, 20, 0, 0, false), 7);

        var batch = ImageBatch.Of(Images, splits.Training, splits.Normalization, Augmentation.None, null);

        for (int channel = 0; channel < 3; channel++)
        {
            double[] values = [.. batch.Pixels.Where((_, i) => i % 3 == channel).Select(v => (double)v)];
            Assert.Equal(0, values.Average(), 1e-4);
            Assert.Equal(1, values.Select(v => v * v).Average(), 1e-3);
        }
    }

    [Fact]
    public void Batch_CropAndFlip_AreWindowsOfThePaddedImage()
    {
        var normalization = new Normalization([0, 0, 0], [1, 1, 1]);
        int[] indices = [.. Enumerable.Range(0, 100)];

        var batch = ImageBatch.Of(Images, indices, normalization, new Augmentation(2, true), new SeedStream(1, "test"));

        var seen = new HashSet<(int, int, bool)>();
        for (int n = 0; n < 100; n++) seen.Add(Window(n, batch.Pixels.AsSpan(n * 108, 108).ToArray()));
        Assert.True(seen.Count > 30, $"only {seen.Count} different windows of 50 were drawn");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void BatchSource_AnyStart_GivesWhatThePlanGives_BesideTheTrainingOrOnItsThread(bool ahead)
    {
        var splits = DatasetSplits.Of(Images, new DatasetSpec("any", null, 20, 0, 0, false), 7);
        BatchPlan Plan() => new(splits, new Augmentation(1, true), 16, 7, "train");
        var expected = Enumerable.Range(0, 12).Select(step => Plan().Batch(step)).ToArray();

        var threads = new ConcurrentDictionary<int, bool>();
        ImageBatch Prepare(ImageBatch images)
        {
            threads[Environment.CurrentManagedThreadId] = true;
            return images;
        }

        using var source = new BatchSource<ImageBatch>(Plan(), Prepare, ahead, firstStep: 3, steps: 9);

        for (int step = 3; step < 12; step++)
        {
            var batch = source.Next(CancellationToken.None);
            Assert.Equal(expected[step].Pixels, batch.Pixels);
            Assert.Equal(expected[step].Labels, batch.Labels);
        }

        Assert.Throws<InvalidOperationException>(() => source.Next(CancellationToken.None));
        Assert.Equal(!ahead, Assert.Single(threads.Keys) == Environment.CurrentManagedThreadId);
    }

    [Fact]
    public void BatchPlan_OneEpoch_UsesEveryImageOnce()
    {
        var numbered = Images with { Labels = [.. Enumerable.Range(0, 100).Select(i => (byte)i)] };
        var splits = DatasetSplits.Of(numbered, new DatasetSpec("any", null, 20, 0, 0, false), 7);
        var plan = new BatchPlan(splits, Augmentation.None, 16, 7, "train");

        var first = Enumerable.Range(0, 5).SelectMany(step => plan.Batch(step).Labels).ToArray();
        var second = Enumerable.Range(5, 5).SelectMany(step => plan.Batch(step).Labels).ToArray();

        Assert.Equal(5, plan.StepsPerEpoch);
        Assert.Equal(splits.Training.Order().Select(i => (long)i), first.Order());
        Assert.NotEqual(first, second);
        Assert.Equal(first.Order(), second.Order());
    }

    [Fact]
    public void Dispose_BeforeTheEnd_StopsTheThread()
    {
        var splits = DatasetSplits.Of(Images, new DatasetSpec("any", null, 20, 0, 0, false), 7);
        var source = new BatchSource<ImageBatch>(new BatchPlan(splits, Augmentation.None, 16, 7, "train"), images => images, ahead: true, 0, int.MaxValue);
        source.Next(CancellationToken.None);

        source.Dispose(); // Joins the thread: would never return if the thread went on.
    }

    [Fact]
    public void Dispose_BatchesThatNobodyTook_DisposesOfThem()
    {
        var splits = DatasetSplits.Of(Images, new DatasetSpec("any", null, 20, 0, 0, false), 7);
        int made = 0, disposed = 0;
        var source = new BatchSource<OnDispose>(new BatchPlan(splits, Augmentation.None, 16, 7, "train"), _ => new OnDispose(Interlocked.Increment(ref made), () => disposed++), ahead: true, 0, int.MaxValue);
        Assert.Equal(1, source.Next(CancellationToken.None).Number);

        source.Dispose();

        Assert.Equal(made - 1, disposed);
    }

    private sealed record OnDispose(int Number, Action Then) : IDisposable
    {
        public void Dispose() => Then();
    }

    /// <summary>Offset and flip of the one window of image <paramref name="n"/> that equals the given pixels.</summary>
    private static (int Dx, int Dy, bool Flip) Window(int n, float[] pixels)
    {
        var image = Images.Image(n).ToArray();
        float At(int x, int y, int channel) => x is < 0 or > 5 || y is < 0 or > 5 ? 0 : image[(channel * 36) + (y * 6) + x] / 255f;
        for (int dx = -2; dx <= 2; dx++)
        {
            for (int dy = -2; dy <= 2; dy++)
            {
                foreach (bool flip in new[] { false, true })
                {
                    bool equal = Enumerable.Range(0, 108).All(i =>
                        pixels[i] == At((flip ? 5 - (i / 3 % 6) : i / 3 % 6) + dx, (i / 18) + dy, i % 3));
                    if (equal) return (dx, dy, flip);
                }
            }
        }

        Assert.Fail($"image {n} of the batch is no window of the image");
        return default;
    }

    private static ImageSet Random(InputShape shape, int count)
    {
        var random = new SeedStream(3, "images");
        byte[] pixels = [.. Enumerable.Range(0, count * shape.Channels * shape.Size * shape.Size).Select(_ => (byte)random.Next(256))];
        return new ImageSet(shape, pixels, [.. Enumerable.Range(0, count).Select(i => (byte)(i % shape.Classes))]);
    }
}
