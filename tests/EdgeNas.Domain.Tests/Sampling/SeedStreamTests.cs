using EdgeNas.Domain.Sampling;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNas.Domain.Tests.Sampling;

public sealed class SeedStreamTests
{
    // From an implementation of SHA-256 seeding and xoshiro256** in another language: a change here would change every search ever stored.
    [Theory]
    [InlineData(1, "paths", 6525573001711034886, 17746887598307370021, 5862431508314758958, 9126831353770731206)]
    [InlineData(1, "weights", 10420718331752094641, 3108636985548065589, 10017100608986227911, 11872467671576807245)]
    [InlineData(-7, "explore/0", 5737310187798800999, 8038539324997666951, 17066700823080521200, 908333940312965122)]
    public void NextUInt64_SeedAndName_GivesTheGoldenNumbers(long seed, string name, ulong first, ulong second, ulong third, ulong fourth)
    {
        var random = new SeedStream(seed, name);
        Assert.Equal([first, second, third, fourth], [random.NextUInt64(), random.NextUInt64(), random.NextUInt64(), random.NextUInt64()]);
    }

    [Fact]
    public void NextDouble_GoldenStream_GivesTheGoldenNumbers()
    {
        var random = new SeedStream(42, "x");
        Assert.Equal([0.7281457617499999, 0.6935483784984366, 0.43892393325511914], [random.NextDouble(), random.NextDouble(), random.NextDouble()]);
    }

    [Fact]
    public void NextDouble_TwoNamesOfOneSeed_AreUncorrelated()
    {
        SeedStream one = new(5, "round/1"), other = new(5, "round/2");
        double covariance = 0;
        const int Draws = 20_000;
        for (int i = 0; i < Draws; i++) covariance += (one.NextDouble() - 0.5) * (other.NextDouble() - 0.5) / Draws;
        // Standard deviation of the mean product of independent uniform numbers: 1/12/√n = 0.00059.
        Assert.InRange(covariance, -0.0024, 0.0024);
    }

    [Fact]
    public void Next_SmallRange_DrawsEveryNumberAlikeOften()
    {
        var random = new SeedStream(9, "dice");
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++) counts[random.Next(7)]++;
        Assert.All(counts, count => Assert.InRange(count, 9_600, 10_400));
    }

    [Fact]
    public void NextGaussian_ManyDraws_HasMeanZeroAndVarianceOne()
    {
        var random = new SeedStream(3, "noise");
        double[] draws = [.. Enumerable.Range(0, 20_000).Select(_ => random.NextGaussian())];
        Assert.InRange(draws.Average(), -0.03, 0.03);
        Assert.InRange(draws.Average(draw => draw * draw), 0.96, 1.04);
    }

    [Fact]
    public void Shuffle_AnyLength_IsAPermutationAndTheSameAgain()
    {
        Prop.ForAll((int seed, byte length) =>
        {
            int[] once = [.. Enumerable.Range(0, length)], again = [.. once];
            new SeedStream(seed, "order").Shuffle(once.AsSpan());
            new SeedStream(seed, "order").Shuffle(again.AsSpan());
            Assert.Equal(once, again);
            Assert.Equal(Enumerable.Range(0, length), once.Order());
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Shuffle_ThreeItems_ReachesEveryOrderAlikeOften()
    {
        var random = new SeedStream(8, "orders");
        var counts = new Dictionary<string, int>();
        for (int i = 0; i < 12_000; i++)
        {
            char[] items = ['a', 'b', 'c'];
            random.Shuffle(items.AsSpan());
            counts[new string(items)] = counts.GetValueOrDefault(new string(items)) + 1;
        }

        Assert.Equal(6, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 1_840, 2_160));
    }
}
