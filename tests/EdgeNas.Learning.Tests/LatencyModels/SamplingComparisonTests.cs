using System.Globalization;
using EdgeNas.Domain;
using EdgeNas.Learning.LatencyModels;

namespace EdgeNas.Learning.Tests.LatencyModels;

public sealed class SamplingComparisonTests
{
    private static readonly TrainingSet Table = CellExamples.Samples(160, 31);

    [Fact]
    public void Run_BothSamplings_BeginAlikeAndPartAfterwards()
    {
        var plan = new SamplingPlan([20, 32], 6, 100, 1);
        var figures = SamplingComparison.Run(Table, plan, _ => { });

        Assert.Equal([("uniform", 20), ("active", 20), ("uniform", 32), ("active", 32)], figures.Select(one => (one.Sampling, one.Measurements)));
        Assert.Equal(figures[0].Score with { Model = "active" }, figures[1].Score);
        Assert.NotEqual(figures[2].Score.Mape, figures[3].Score.Mape);
        Assert.Equal(figures.Select(one => one.Score), SamplingComparison.Run(Table, plan, _ => { }).Select(one => one.Score));
    }

    [Fact]
    public void Run_AllRowsMeasured_MeasuresEachOnce()
    {
        var measured = new List<int>();
        SamplingComparison.Run(Table, new SamplingPlan([56, 60], 3, 100, 1), text => measured.Add(int.Parse(text.Split(' ')[1], CultureInfo.InvariantCulture)));

        // Uniform rows at once, chosen ones in batches of three; an architecture chosen twice would leave the last short.
        Assert.Equal([56, 60, 56, 59, 60], measured);
    }

    [Theory]
    [InlineData(new[] { 40, 20 }, 5, "expected ascending")]
    [InlineData(new[] { 4 }, 5, "expected ascending numbers of measurements from 8")]
    [InlineData(new[] { 20 }, 0, "a batch of at least 1")]
    [InlineData(new[] { 20, 61 }, 5, "--train 61: only 60 rows are left beside 100 held-out ones")]
    public void Run_WrongPlan_SaysWhatIsWrong(int[] sizes, int batch, string said) =>
        Assert.Contains(said, Assert.Throws<EdgeNasException>(() => SamplingComparison.Run(Table, new SamplingPlan([.. sizes], batch, 100, 1), _ => { })).Message);
}
