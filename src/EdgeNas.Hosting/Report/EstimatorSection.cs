using EdgeNas.Domain.Searches;
using EdgeNas.Hosting.Results;

namespace EdgeNas.Hosting.Report;

/// <summary>How well latencies are predicted.</summary>
internal static class EstimatorSection
{
    public static string Write(SearchState state)
    {
        if (state.Fits.LastOrDefault() is not { } fit) return Html.Section("estimator", "Latency estimator", "From architecture to latency.", "<p class=\"empty\">It has not been fitted yet.</p>");
        string scores = Html.Table(
            ["model", "Spearman", "Kendall", "RMSE, ms", "MAPE", "±5 %", "±10 %"],
            fit.Report.Scores.Select(score => new[]
            {
                score.Model, $"{score.Spearman:0.000}", $"{score.Kendall:0.000}", Figures.Significant(score.RmseMilliseconds), Figures.Percent(score.Mape), Figures.Percent(score.Within5Percent, 0), Figures.Percent(score.Within10Percent, 0),
            }),
            marked: row => row == 0);
        string fits = state.Fits.Count < 2 ? "" : Html.Details($"All {state.Fits.Count} fits", Html.Table(
            ["fit", "trained on", "held out", "MAPE", "Spearman", "accepted"],
            state.Fits.Select(each => new[]
            {
                $"{each.Fit + 1}", $"{each.Report.TrainingSamples}", $"{each.Report.HeldOut.Length}", Figures.Percent(each.Report.Estimator.Mape), $"{each.Report.Estimator.Spearman:0.000}", each.Accepted ? "yes" : "no: more were measured",
            })));
        string held = Html.Details($"Held-out architectures ({fit.Report.HeldOut.Length})", Html.Table(
            ["architecture", "measured (ms)", "predicted (ms)", "error", "ensemble's deviation (ms)"],
            fit.Report.HeldOut.Select(p => new[]
            {
                p.Architecture.Code, Figures.Significant(p.MeasuredMilliseconds), Figures.Significant(p.PredictedMilliseconds), Figures.Percent((p.PredictedMilliseconds / p.MeasuredMilliseconds) - 1, 1), Figures.Significant(p.DeviationMilliseconds),
            })));
        string lead = $"An ensemble of {state.Spec.Estimator.Ensemble} multi-layer perceptrons on the one-hot encoding, trained on {fit.Report.TrainingSamples} measured architectures and judged on {fit.Report.HeldOut.Length} others, which it never saw; the baselines on the same ones."
            + $" The aim was an error below {Figures.Percent(state.Spec.Estimator.TargetError, 1)}.";
        return Html.Section("estimator", "Latency estimator", lead, $"<div class=\"two uneven\">{Chart(fit)}<div>{scores}{fits}{held}</div></div>");
    }

    private static string Chart(EstimatorFitted fit)
    {
        double[] all = [.. fit.Report.HeldOut.SelectMany(p => new[] { p.MeasuredMilliseconds, p.PredictedMilliseconds })];
        var x = new Axis("measured latency (ms)", all, Figures.Significant);
        var plot = new Plot(x, new Axis("predicted latency (ms)", all, Figures.Significant), 480, 400);
        double low = x.Minimum, high = x.Maximum;
        plot.Area([(low, low), (low, low * 1.05), (high / 1.05, high), (high, high), (high, high * 0.95), (low / 0.95, low)], "band");
        plot.Line([(low, low), (high, high)], "ideal");
        foreach (var p in fit.Report.HeldOut) plot.Dot(p.MeasuredMilliseconds, p.PredictedMilliseconds, 4.2, "point", $"{p.Architecture}: measured {Figures.Milliseconds(p.MeasuredMilliseconds)}, predicted {Figures.Milliseconds(p.PredictedMilliseconds)} ± {Figures.Significant(p.DeviationMilliseconds)}");
        return Html.Figure(
            plot.Render("estimator-chart", "Predicted over measured latency of held-out architectures", "Points on the dashed line are predicted exactly; the band is 5 % to either side."),
            ("point", "held-out architecture"), ("ideal", "exact"), ("band", "within 5 %"));
    }
}
