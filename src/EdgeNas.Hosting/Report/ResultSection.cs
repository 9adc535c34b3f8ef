using EdgeNas.Domain.Searches;
using EdgeNas.Hosting.Results;

namespace EdgeNas.Hosting.Report;

/// <summary>The winner beside the baselines, all trained alike.</summary>
internal static class ResultSection
{
    public static string Write(SearchState state)
    {
        var networks = SearchResults.Networks(state);
        if (networks.IsEmpty) return Html.Section("result", "Result", "What the search is for.", "<p class=\"empty\">No winner has been chosen yet.</p>");
        string table = Html.Table(
            ["network", "code", "test accuracy", "measured latency", "of the limit", "parameters", "multiply-adds", "epochs"],
            networks.Select(row => new[]
            {
                SearchResults.Title(row.Subject),
                row.Network?.ToString() ?? "none keeps the limit",
                Figures.Percent(row.TestAccuracy),
                Figures.Milliseconds(row.MeasuredMilliseconds),
                Figures.Percent(row.MeasuredMilliseconds / state.LimitMilliseconds, 0),
                Figures.Count(row.Parameters),
                Figures.Count(row.MultiplyAdds),
                $"{row.EpochsTrained}",
            }),
            words: 2,
            marked: row => networks[row].Subject == Subjects.Winner);
        return Html.Section(
            "result",
            "Result",
            "The winner is the most accurate architecture whose latency, measured on the device, keeps the limit. " + (state.Spec.AccuracyTable is null
                ? "It and the baselines were trained from scratch with the same budget; the test set was opened once, after that."
                : "All accuracies were looked up in a table."),
            Chart(state) + table);
    }

    private static string Chart(SearchState state)
    {
        var finished = SearchResults.Networks(state).Where(row => row is { TestAccuracy: not null, MeasuredMilliseconds: not null }).ToArray();
        if (finished.Length == 0 || state.LimitMilliseconds is not { } limit) return "";
        var plot = new Plot(
            new Axis("measured latency (ms)", [.. finished.Select(row => row.MeasuredMilliseconds!.Value), limit], Figures.Significant, padding: 0.3),
            Axis.Percent("test accuracy", [.. finished.Select(row => row.TestAccuracy!.Value)], padding: 0.35),
            height: 300);
        plot.Vertical(limit, "limit", $"limit {Figures.Milliseconds(limit)}");
        foreach (var row in finished)
        {
            string title = $"{SearchResults.Title(row.Subject)} ({row.Network}): {Figures.Percent(row.TestAccuracy)} at {Figures.Milliseconds(row.MeasuredMilliseconds)}";
            if (row.Subject == Subjects.Winner) plot.Diamond(row.MeasuredMilliseconds!.Value, row.TestAccuracy!.Value, 9, row.Subject, title);
            else plot.Dot(row.MeasuredMilliseconds!.Value, row.TestAccuracy!.Value, 7, row.Subject, title);
            plot.Label(row.MeasuredMilliseconds!.Value, row.TestAccuracy!.Value, $"{SearchResults.Title(row.Subject)}  {Figures.Percent(row.TestAccuracy)}", "strong", up: row.Subject == Subjects.Random ? -20 : 12);
        }

        return Html.Figure(plot.Render("result-chart", "Test accuracy over measured latency", "The winner and the baselines; the table below has the numbers."));
    }
}
