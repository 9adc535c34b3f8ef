using System.Text;
using EdgeNas.Hosting.Results;
using EdgeNas.Learning.LatencyModels;

namespace EdgeNas.Hosting.Report;

/// <summary>A comparison of latency models on one page: everything in one file, nothing fetched from anywhere, no script.</summary>
public static class ComparisonPage
{
    /// <param name="table">The table's name.</param>
    /// <param name="encoding">How architectures were encoded.</param>
    public static string Write(string table, string target, string encoding, IReadOnlyList<Comparison> comparisons)
    {
        var page = new StringBuilder();
        page.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>");
        page.Append($"<title>{Html.Text($"{target} · EdgeNas")}</title><style>{ReportPage.Style()}</style></head><body><main>\n");
        page.Append($"<header><h1>{Html.Text(target)}</h1><p>Latency models on {Html.Text(table)}, {Html.Text(encoding)}</p></header>\n");
        foreach (var comparison in comparisons) page.Append(Section(comparison));
        page.Append($"<section><h2>Models</h2>{Html.Facts(comparisons[0].Models.Select(model => (model.Score.Model, model.Description)))}</section>");
        return page.Append("</main></body></html>\n").ToString();
    }

    private static string Section(Comparison comparison)
    {
        var plan = comparison.Plan;
        string lead = $"Means over {plan.Seeds} draws of {plan.Training} rows to fit and {plan.HeldOut} others to judge by, which no model saw. Marked: what automatic choice takes, by cross-validation on the rows to fit.";
        string scores = Html.Table(ComparisonTable.Head, comparison.Models.Select(ComparisonTable.Row), marked: row => comparison.Models[row].Chosen);
        return Html.Section($"train-{plan.Training}", $"{plan.Training} samples", lead, $"{scores}{Chart(comparison)}");
    }

    private static string Chart(Comparison comparison)
    {
        double[] all = [.. comparison.HeldOut.SelectMany(p => new[] { p.Measured, p.Predicted.Milliseconds })];
        var x = new Axis("measured latency (ms)", all, Figures.Significant);
        var plot = new Plot(x, new Axis("predicted latency (ms)", all, Figures.Significant), 980, 520);
        double low = x.Minimum, high = x.Maximum;
        plot.Area([(low, low), (low, low * 1.05), (high / 1.05, high), (high, high), (high, high * 0.95), (low / 0.95, low)], "band");
        plot.Line([(low, low), (high, high)], "ideal");
        foreach (var p in comparison.HeldOut)
        {
            plot.Dot(p.Measured, p.Predicted.Milliseconds, 3.4, "point", $"{p.Architecture}: measured {Figures.Milliseconds(p.Measured)}, predicted {Figures.Milliseconds(p.Predicted.Milliseconds)}, 90 % between {Figures.Significant(p.Predicted.Low)} and {Figures.Milliseconds(p.Predicted.High)}");
        }

        string id = $"chart-{comparison.Plan.Training}";
        return Html.Figure(
            plot.Render(id, "Predicted over measured latency of held-out architectures", "Points on the dashed line are predicted exactly; the band is 5 % to either side."),
            ("point", "held-out architecture, first seed, chosen model"), ("ideal", "exact"), ("band", "within 5 %"));
    }
}
