using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Statistics;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNas.Domain.Tests.Statistics;

public sealed class StatisticsTests
{
    // Quantiles from the usual printed tables.
    [Theory]
    [InlineData(0, 5, 0.5)]
    [InlineData(12.7062047, 1, 0.025)]
    [InlineData(2.2281389, 10, 0.025)]
    [InlineData(-2.2281389, 10, 0.975)]
    [InlineData(2.4572615, 30, 0.01)]
    [InlineData(3.8495163, 20, 0.0005)]
    [InlineData(2.3263479, 100_000_000, 0.01)]
    public void UpperTail_TableValues_AreMet(double t, int degrees, double chance)
    {
        Assert.Equal(chance, StudentT.UpperTail(t, degrees), 1e-6);
    }

    [Fact]
    public void UpperTail_OneAndTwoDegrees_HaveClosedForms()
    {
        foreach (double t in new[] { -40, -3, -0.2, 0.1, 1, 7, 500 })
        {
            Assert.Equal(0.5 - (Math.Atan(t) / Math.PI), StudentT.UpperTail(t, 1), 1e-12);
            Assert.Equal(0.5 - (t / (2 * Math.Sqrt(2 + (t * t)))), StudentT.UpperTail(t, 2), 1e-12);
        }
    }

    [Fact]
    public void Solve_RandomPositiveMatrix_UndoesTheProduct()
    {
        Prop.ForAll((int seed) =>
        {
            var random = new SeedStream(seed, "matrix");
            int size = 1 + random.Next(12);
            var root = new double[size, size];
            for (int i = 0; i < size; i++) for (int j = 0; j < size; j++) root[i, j] = random.NextGaussian();
            var matrix = new double[size, size];
            for (int i = 0; i < size; i++)
            {
                for (int j = 0; j < size; j++) for (int k = 0; k < size; k++) matrix[i, j] += (root[i, k] * root[j, k]) + (i == j ? 0.1 : 0);
            }

            double[] expected = [.. Enumerable.Range(0, size).Select(_ => random.NextGaussian())];
            double[] right = [.. Enumerable.Range(0, size).Select(i => Enumerable.Range(0, size).Sum(j => matrix[i, j] * expected[j]))];
            double[] lower = [.. Enumerable.Range(0, size).SelectMany(i => Enumerable.Range(0, i + 1).Select(j => matrix[i, j]))];
            var factor = new CholeskyFactor(lower, size);
            double[] solved = factor.Solve(right);
            for (int i = 0; i < size; i++) Assert.Equal(expected[i], solved[i], 1e-6);
            Assert.Equal(Enumerable.Range(0, size).Sum(i => right[i] * solved[i]), factor.InverseQuadratic(right), 1e-6);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Cholesky_IndefiniteMatrix_SaysSo()
    {
        var error = Assert.Throws<EdgeNasException>(() => new CholeskyFactor([1, 2, 1], 2));
        Assert.Contains("not positive definite", error.Message);
    }
}
