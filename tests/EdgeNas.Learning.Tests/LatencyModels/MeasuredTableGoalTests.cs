using EdgeNas.Domain.Tables;
using EdgeNas.Learning.LatencyModels;
using EdgeNas.Learning.LatencyModels.Encoding;
using EdgeNas.Learning.Tests.Estimation;

namespace EdgeNas.Learning.Tests.LatencyModels;

/// <summary>The default model on latencies that others measured, with margins for chance: `edgenas estimator compare` gives the figures.</summary>
public sealed class MeasuredTableGoalTests
{
    private const string Jetson = "nb201_jetson_tx2.csv";

    [TableFact(Jetson)]
    [Trait("Speed", "Slow")]
    public void JetsonTx2_100Samples_RanksAndCovers()
    {
        var model = Judge(100, 3);

        Assert.True(model.Score.Spearman >= 0.968, $"{model}");
        Assert.True(model.Score.Within10Percent >= 0.93, $"{model}");
        Assert.InRange(model.Coverage, 0.85, 0.95);
    }

    [TableFact(Jetson)]
    [Trait("Speed", "Slow")]
    public void JetsonTx2_900Samples_RanksAndCovers()
    {
        var model = Judge(900, 3);

        Assert.True(model.Score.Spearman >= 0.982, $"{model}");
        Assert.True(model.Score.Mape <= 0.02, $"{model}");
        Assert.True(model.Score.Within5Percent >= 0.94, $"{model}");
        Assert.InRange(model.Coverage, 0.85, 0.95);
    }

    private static ModelFigures Judge(int training, int seeds)
    {
        var measured = MeasuredTable.Load(TableFactAttribute.PathOf(Jetson)).Measured("ops", "jetson_tx2_ms");
        var table = new TrainingSet(EncodedSet.Of(new CellEncoder(), [.. measured.Select(row => row.Architecture)]), [.. measured.Select(row => row.Value)]);
        return ModelComparison.Run(table, new ComparisonPlan(training, 399, seeds), [ModelKinds.Find("ensemble")], TimeProvider.System, _ => { }).Models[0];
    }
}
