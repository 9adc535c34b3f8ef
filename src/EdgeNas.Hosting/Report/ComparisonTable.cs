using EdgeNas.Domain.Estimation;
using EdgeNas.Hosting.Results;
using EdgeNas.Learning.LatencyModels;

namespace EdgeNas.Hosting.Report;

/// <summary>Figures of latency models as cells of a table, on the terminal and in the report.</summary>
public static class ComparisonTable
{
    public static IReadOnlyList<string> Head { get; } = ["model", .. ScoreHead, "in 90 % interval", "fit, s"];

    /// <summary>What <see cref="Score"/> tells, in its order.</summary>
    public static IReadOnlyList<string> ScoreHead => ["Spearman", "Kendall", "RMSE, ms", "MAPE", "±5 %", "±10 %"];

    public static IReadOnlyList<string> Row(ModelFigures model) =>
        [model.Score.Model + (model.Chosen ? " *" : ""), .. Score(model.Score), Figures.Percent(model.Coverage, 1), $"{model.Seconds:0.0}"];

    public static IReadOnlyList<string> Score(EstimatorScore score) =>
    [
        $"{score.Spearman:0.0000}",
        $"{score.Kendall:0.000}",
        Figures.Significant(score.RmseMilliseconds),
        Figures.Percent(score.Mape),
        Figures.Percent(score.Within5Percent, 1),
        Figures.Percent(score.Within10Percent, 1),
    ];
}
