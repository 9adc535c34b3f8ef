using EdgeNas.Domain.Searches;
using EdgeNas.Hosting.Results;

namespace EdgeNas.Hosting.Report;

/// <summary>Training of the weight-sharing supernet.</summary>
internal static class SupernetSection
{
    public static string Write(SearchState state)
    {
        if (state.Spec.AccuracyTable is { } source) return Html.Section("supernet", "Supernet", "One set of weights for all architectures.", $"<p class=\"empty\">None: accuracies were looked up in {Html.Text(source.Explored.ToString())}.</p>");
        if (state.Rounds.IsEmpty) return Html.Section("supernet", "Supernet", "One set of weights for all architectures.", "<p class=\"empty\">No round is done yet.</p>");
        var spec = state.Spec.Supernet;
        string lead = $"{state.Rounds.Count} of {spec.Rounds} rounds of {spec.StepsPerRound} steps with {spec.Optimizer.Batch} images, one path per step ({Html.Text(spec.Sampler)} sampling). Accuracy: mean of a few uniformly drawn paths on validation images.";
        string table = Html.Table(
            ["round", "training loss", "accuracy", "checkpoint"],
            state.Rounds.Select(round => new[] { $"{round.Round + 1}", $"{round.Loss:0.000}", Figures.Percent(round.Accuracy), round.Checkpoint.Sha256[..12] }));
        return Html.Section("supernet", "Supernet", lead, $"<div class=\"two\">{Curve(state, "loss", round => round.Loss, value => value.ToString("0.00"))}{Curve(state, "accuracy", round => round.Accuracy, value => Figures.Percent(value, 1))}</div>" + Html.Details("Rounds as a table", table));
    }

    private static string Curve(SearchState state, string what, Func<RoundCompleted, double> value, Func<double, string> format)
    {
        var plot = new Plot(
            new Axis("round", state.Rounds.Select(round => round.Round + 1.0), tick => tick.ToString("0"), padding: 0.03, leastStep: 1),
            what == "loss" ? new Axis("training loss", state.Rounds.Select(value), format) : Axis.Percent("accuracy of random paths", [.. state.Rounds.Select(value)]),
            480,
            280);
        foreach (var judged in state.Judgements.Where(judged => judged.Evidence.Any(evidence => evidence.Dropped) && judged.Round > 0 && judged.Round <= state.Rounds.Count))
        {
            plot.Line([(judged.Round + 0.5, state.Rounds.Min(value)), (judged.Round + 0.5, state.Rounds.Max(value))], "ideal");
        }

        plot.Line(state.Rounds.Select(round => (round.Round + 1.0, value(round))), "curve");
        foreach (var round in state.Rounds) plot.Dot(round.Round + 1, value(round), 4, "point", $"Round {round.Round + 1}: {what} {format(value(round))}");
        return Html.Figure(plot.Render($"supernet-{what}", $"Supernet: {what} by round", $"From {format(value(state.Rounds[0]))} to {format(value(state.Rounds[^1]))}; dashed where choices were dropped."), ("curve", what), ("ideal", "choices dropped"));
    }
}
