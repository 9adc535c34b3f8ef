using EdgeNas.Domain.Estimation;
using EdgeNas.Domain.Sampling;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNas.Domain.Tests.Estimation;

public sealed class RankCorrelationTests
{
    [Theory]
    [InlineData(new double[] { 1, 2, 3, 4 }, new double[] { 2, 4, 6, 9 }, 1, 1)]
    [InlineData(new double[] { 1, 2, 3, 4 }, new double[] { 9, 6, 4, 2 }, -1, -1)]
    [InlineData(new double[] { 1, 2, 3, 4, 5 }, new double[] { 2, 1, 4, 3, 5 }, 0.8, 0.6)]
    [InlineData(new double[] { 1, 1, 1 }, new double[] { 1, 2, 3 }, 0, 0)]
    [InlineData(new double[] { 7 }, new double[] { 7 }, 0, 0)]
    public void SpearmanAndKendall_SmallLists_AreAsByHand(double[] x, double[] y, double spearman, double kendall)
    {
        Assert.Equal(spearman, RankCorrelation.Spearman(x, y), 1e-12);
        Assert.Equal(kendall, RankCorrelation.Kendall(x, y), 1e-12);
    }

    [Fact]
    public void SpearmanAndKendall_TiesInBoth_AreAsByHand()
    {
        // Ranks of x: 1, 2.5, 2.5, 4; of y: 1.5, 1.5, 3, 4. Pearson of these: 3.75 / 4.5 with both sums of squares 4.5.
        // Pairs: 4 concordant, 0 discordant, one tied in x alone and one in y alone: 4 / √(5·5).
        Assert.Equal(3.75 / 4.5, RankCorrelation.Spearman([1, 2, 2, 3], [1, 1, 5, 9]), 1e-12);
        Assert.Equal(0.8, RankCorrelation.Kendall([1, 2, 2, 3], [1, 1, 5, 9]), 1e-12);
    }

    [Fact]
    public void Kendall_RandomListsWithTies_EqualsTheCountOverAllPairs()
    {
        Prop.ForAll((int seed) =>
        {
            var random = new SeedStream(seed, "lists");
            int count = 2 + random.Next(40), values = 1 + random.Next(20);
            double[] x = [.. Enumerable.Range(0, count).Select(_ => (double)random.Next(values))];
            double[] y = [.. Enumerable.Range(0, count).Select(_ => (double)random.Next(values))];
            Assert.Equal(KendallOverAllPairs(x, y), RankCorrelation.Kendall(x, y), 1e-12);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void SpearmanAndKendall_MonotoneMapping_ChangesNothing()
    {
        Prop.ForAll((int seed) =>
        {
            var random = new SeedStream(seed, "monotone");
            double[] x = [.. Enumerable.Range(0, 30).Select(_ => random.NextGaussian())], y = [.. x.Select(value => value + random.NextGaussian())];
            double[] mapped = [.. y.Select(Math.Exp)];
            Assert.Equal(RankCorrelation.Spearman(x, y), RankCorrelation.Spearman(x, mapped), 1e-12);
            Assert.Equal(RankCorrelation.Kendall(x, y), RankCorrelation.Kendall(mapped, x), 1e-12);
        }).QuickCheckThrowOnFailure();
    }

    private static double KendallOverAllPairs(double[] x, double[] y)
    {
        double balance = 0, untiedX = 0, untiedY = 0;
        for (int i = 0; i < x.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                int signX = Math.Sign(x[i] - x[j]), signY = Math.Sign(y[i] - y[j]);
                balance += signX * signY;
                untiedX += Math.Abs(signX);
                untiedY += Math.Abs(signY);
            }
        }

        return untiedX * untiedY == 0 ? 0 : balance / Math.Sqrt(untiedX * untiedY);
    }
}
