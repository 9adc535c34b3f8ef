using EdgeNas.Hosting.Results;
using EdgeNas.Learning.LatencyModels;

namespace EdgeNas.Hosting.Report;

/// <summary>Figures of latency models as cells of a table, on the terminal and in the report.</summary>
public static class ComparisonTable
{
    public static IReadOnlyList<string> Head { get; } = ["model", "Spearman", "Kendall", "RMSE, ms", "MAPE", "±5 %", "±10 %", "in 90 % interval", "fit, s"];

    public static IReadOnlyList<string> Row(ModelFigures model) =>
    [
        model.Score.Model + (model.Chosen ? " *" : ""),
        $"{model.Score.Spearman:0.0000}",
        $"{model.Score.Kendall:0.000}",
        Figures.Significant(model.Score.RmseMilliseconds),
        Figures.Percent(model.Score.Mape),
        Figures.Percent(model.Score.Within5Percent, 1),
        Figures.Percent(model.Score.Within10Percent, 1),
        Figures.Percent(model.Coverage, 1),
        $"{model.Seconds:0.0}",
    ];
}
