using EdgeNas.Domain.Estimation;

namespace EdgeNas.Domain.Tests.Estimation;

public sealed class EstimatorMetricsTests
{
    [Fact]
    public void Score_KnownErrors_GivesEveryMetric()
    {
        // Errors of 0 %, 4 %, 10 % and 50 %.
        var score = EstimatorMetrics.Score("test", [1, 10, 20, 40], [1, 10.4, 22, 20]);
        Assert.Equal("test", score.Model);
        Assert.Equal((0.04 + 0.1 + 0.5) / 4, score.Mape, 1e-12);
        Assert.Equal(Math.Sqrt((0.16 + 4 + 400) / 4), score.RmseMilliseconds, 1e-12);
        Assert.Equal(0.5, score.Within5Percent);
        Assert.Equal(0.75, score.Within10Percent);
        Assert.Equal(0.8, score.Spearman, 1e-12);
        Assert.Equal(4.0 / 6, score.Kendall, 1e-12);
    }

    [Fact]
    public void Score_NothingOrUnequalLists_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => EstimatorMetrics.Score("test", [], []));
        Assert.Throws<ArgumentException>(() => EstimatorMetrics.Score("test", [1], [1, 2]));
    }
}
