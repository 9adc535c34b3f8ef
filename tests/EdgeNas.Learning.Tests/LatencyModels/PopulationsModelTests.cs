using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Spaces;
using EdgeNas.Learning.LatencyModels;
using EdgeNas.Learning.LatencyModels.Encoding;
using EdgeNas.Learning.LatencyModels.Ensembles;
using EdgeNas.Learning.LatencyModels.Gaussian;

namespace EdgeNas.Learning.Tests.LatencyModels;

public sealed class PopulationsModelTests
{
    /// <summary>Cells whose output doesn't depend on the input: nothing leaves the input, or nothing enters the output.</summary>
    private static readonly Architecture[] Constant = [.. Enumerable.Range(0, 20).Select(i => new Architecture($"00{i / 5}0{i % 5}{(i + 1) % 5}"))];

    [Theory]
    [InlineData("000000", 1)]
    [InlineData("003011", 1)]
    [InlineData("330000", 1)]
    [InlineData("000100", 0)]
    [InlineData("300030", 0)]
    [InlineData("300003", 1)]
    public void Population_OfACell_SaysWhetherItsOutputDependsOnItsInput(string cell, int population) =>
        Assert.Equal(population, EncodedSet.Of(new CellEncoder(), [new Architecture(cell)]).Population(0));

    [Fact]
    public void Fit_PopulationAThousandTimesFaster_IsPredictedInItsOwnUnits()
    {
        Architecture[] judges = [.. Constant.Where((_, i) => i % 4 == 3)];
        var data = Samples([.. Constant.Except(judges)]);
        var (alone, apart) = (Gaussian.Fit(data, Stream()), new PopulationsModel(Gaussian).Fit(data, Stream()));
        var others = EncodedSet.Of(new CellEncoder(), [.. judges]);
        double[] together = new double[5], own = new double[5];
        alone.Predict(others, together, []);
        apart.Predict(others, own, []);

        double Error(double[] predicted) => predicted.Select((ms, i) => Math.Abs(ms - Fast(judges[i])) / Fast(judges[i])).Average();
        Assert.True(Error(own) < 0.1, $"{Error(own)}");
        Assert.True(Error(own) < Error(together) / 5, $"{Error(own)} against {Error(together)}");
    }

    [Fact]
    public void Fit_FewOfAPopulation_LearnsThemTogether()
    {
        var data = Samples(Constant[..5]);
        double[] alone = new double[data.Set.Count], apart = new double[data.Set.Count];
        Gaussian.Fit(data, Stream()).Predict(data.Set, alone, []);
        new PopulationsModel(Gaussian).Fit(data, Stream()).Predict(data.Set, apart, []);

        Assert.Equal(alone, apart);
    }

    private static GaussianProcessModel Gaussian => GaussianProcessModel.Robust("reaching", EdgeNas.Learning.Estimation.LatencyScale.Plain);

    private static double Fast(Architecture cell) => 1e-3 * CellExamples.Latency(cell);

    /// <summary>300 usual cells, and those.</summary>
    private static TrainingSet Samples(Architecture[] constant)
    {
        var usual = CellExamples.Samples(340, 3);
        int[] rows = [.. Enumerable.Range(0, usual.Set.Count).Where(row => usual.Set.Population(row) == 0).Take(310)];
        usual = usual.Rows(rows);
        return new TrainingSet(EncodedSet.Of(new CellEncoder(), [.. usual.Set.Architectures, .. constant]), [.. usual.Milliseconds, .. constant.Select(Fast)]);
    }

    private static SeedStream Stream() => new(1, "populations");
}
