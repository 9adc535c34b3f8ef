using EdgeNas.Domain.Searches;
using EdgeNas.Hosting.Results;

namespace EdgeNas.Hosting.Report;

/// <summary>What the exploration saw, and the front among it.</summary>
internal static class FrontSection
{
    public static string Write(SearchState state)
    {
        var front = SearchResults.Front(state);
        if (front.IsEmpty) return Html.Section("front", "Front", "Accuracy against latency.", "<p class=\"empty\">The exploration has not begun.</p>");
        string table = Html.Table(
            ["architecture", "inherited accuracy", "predicted latency", "measured latency", "parameters", "multiply-adds"],
            front.Select(row => new[]
            {
                row.Architecture.Code + (row.IsWinner ? "  ◆ winner" : ""),
                Figures.Percent(row.Accuracy),
                Figures.Milliseconds(row.PredictedMilliseconds),
                Figures.Milliseconds(row.MeasuredMilliseconds),
                Figures.Count(row.Parameters),
                Figures.Count(row.MultiplyAdds),
            }),
            marked: row => front[row].IsWinner);
        string lead = $"{state.Scored.Count} architectures were scored with the supernet's weights and priced by the estimator, in {state.GenerationsScored} generations of strategy {Html.Text(state.Spec.Explore.Strategy)}."
            + " No other one beats those on the front in both. The most accurate were measured on the device: rings show where they came out.";
        return Html.Section("front", "Front", lead, Chart(state) + Html.Details($"The front as a table ({front.Length})", table));
    }

    private static string Chart(SearchState state)
    {
        var front = SearchResults.Front(state);
        double limit = state.LimitMilliseconds ?? front[^1].PredictedMilliseconds;
        var confirmed = state.Scored
            .Select(candidate => (candidate, measured: SearchResults.Confirmed(state, candidate.Architecture)))
            .Where(pair => pair.measured is not null)
            .ToArray();
        var random = state.Find(Subjects.Random)?.Network?.Architecture is { } chosen ? state.RandomScored?.FirstOrDefault(candidate => candidate.Architecture == chosen) : null;
        double? randomMeasured = state.Find(Subjects.Random)?.MeasuredMilliseconds;
        var plot = new Plot(
            new Axis("latency (ms)", [.. state.Scored.Select(c => c.PredictedMilliseconds), .. confirmed.Select(pair => pair.measured!.Value), limit], Figures.Significant),
            Axis.Percent("inherited accuracy", [.. state.Scored.Select(c => c.Accuracy), .. random is null ? [] : new[] { random.Accuracy }]),
            height: 440);
        plot.Vertical(limit, "limit", $"limit {Figures.Milliseconds(limit)}");
        foreach (var candidate in state.Scored) plot.Dot(candidate.PredictedMilliseconds, candidate.Accuracy, 3.2, "dot", $"{candidate.Architecture}: {Figures.Percent(candidate.Accuracy)}, predicted {Figures.Milliseconds(candidate.PredictedMilliseconds)}");
        plot.Line(front.Select(row => (row.PredictedMilliseconds, row.Accuracy)), "front");
        foreach (var row in front) plot.Dot(row.PredictedMilliseconds, row.Accuracy, 4.6, "point", $"On the front: {row.Architecture}: {Figures.Percent(row.Accuracy)}, predicted {Figures.Milliseconds(row.PredictedMilliseconds)}");
        foreach (var (candidate, measured) in confirmed) plot.Dot(measured!.Value, candidate.Accuracy, 5.5, "confirmed", $"Measured: {candidate.Architecture}: {Figures.Milliseconds(measured)} (predicted {Figures.Milliseconds(candidate.PredictedMilliseconds)})");
        if (random is not null && randomMeasured is { } at) plot.Dot(at, random.Accuracy, 7, "random", $"Best of random, {random.Architecture}: {Figures.Percent(random.Accuracy)}, measured {Figures.Milliseconds(at)}");
        if (state.Winner is { } winner)
        {
            plot.Diamond(winner.MeasuredMilliseconds, winner.InheritedAccuracy, 10, "winner", $"Winner {winner.Architecture}: {Figures.Percent(winner.InheritedAccuracy)}, measured {Figures.Milliseconds(winner.MeasuredMilliseconds)}");
            plot.Label(winner.MeasuredMilliseconds, winner.InheritedAccuracy, "Winner", "strong", up: 14);
        }

        return Html.Figure(
            plot.Render("front-chart", "Inherited accuracy over latency", $"{state.Scored.Count} candidates, {front.Length} of them on the front, the limit at {Figures.Milliseconds(limit)}, and the winner."),
            ("dot", "scored, latency predicted"), ("point", "on the front"), ("confirmed", "measured on the device"), ("winner", "winner"), ("random", "best of random, measured"), ("limit", "latency limit"));
    }
}
