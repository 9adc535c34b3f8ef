using EdgeNas.Domain.Searches;
using EdgeNas.Hosting.Results;

namespace EdgeNas.Hosting.Report;

/// <summary>Training of the winner and the baselines from scratch.</summary>
internal static class TrainingSection
{
    public static string Write(SearchState state)
    {
        if (state.Spec.AccuracyTable is { } source) return Html.Section("training", "Training from scratch", "The chosen networks, each alone.", $"<p class=\"empty\">None: test accuracies were looked up in {Html.Text(source.Tested.ToString())}.</p>");
        var trained = state.Trained.Where(network => !network.Epochs.IsEmpty).ToArray();
        if (trained.Length == 0) return Html.Section("training", "Training from scratch", "The chosen networks, each alone.", "<p class=\"empty\">It has not begun.</p>");
        string table = Html.Table(
            ["epoch", .. trained.SelectMany(network => new[] { $"{SearchResults.Title(network.Subject)}: loss", "accuracy" })],
            Enumerable.Range(0, trained.Max(network => network.Epochs.Count)).Select(epoch => new[] { $"{epoch + 1}" }.Concat(trained.SelectMany(network =>
                network.Epochs.ElementAtOrDefault(epoch) is { } done ? new[] { $"{done.Loss:0.000}", Figures.Percent(done.Accuracy) } : [Figures.None, Figures.None]))));
        return Html.Section(
            "training",
            "Training from scratch",
            $"{state.Spec.Train.Epochs} {(state.Spec.Train.Epochs == 1 ? "epoch" : "epochs")} each, batch {state.Spec.Train.Optimizer.Batch}; accuracy on the validation images.",
            $"<div class=\"two\">{Curves(trained, "loss", epoch => epoch.Loss, value => value.ToString("0.00"))}{Curves(trained, "accuracy", epoch => epoch.Accuracy, value => Figures.Percent(value, 1))}</div>" + Html.Details("Epochs as a table", table));
    }

    private static string Curves(TrainedNetwork[] trained, string what, Func<EpochCompleted, double> value, Func<double, string> format)
    {
        var plot = new Plot(
            new Axis("epoch", trained.SelectMany(network => network.Epochs).Select(epoch => epoch.Epoch + 1.0), tick => tick.ToString("0"), padding: 0.03, leastStep: 1),
            what == "loss" ? new Axis("training loss", trained.SelectMany(network => network.Epochs).Select(value), format) : Axis.Percent("validation accuracy", [.. trained.SelectMany(network => network.Epochs).Select(value)]),
            480,
            280);
        foreach (var network in trained.Reverse())
        {
            plot.Line(network.Epochs.Select(epoch => (epoch.Epoch + 1.0, value(epoch))), $"curve {network.Subject}");
            foreach (var epoch in network.Epochs) plot.Dot(epoch.Epoch + 1, value(epoch), 3.4, network.Subject, $"{SearchResults.Title(network.Subject)}, epoch {epoch.Epoch + 1}: {what} {(what == "loss" ? $"{value(epoch):0.000}" : Figures.Percent(value(epoch)))}");
        }

        return Html.Figure(
            plot.Render($"training-{what}", $"Training from scratch: {what} by epoch", string.Join("; ", trained.Select(network => $"{SearchResults.Title(network.Subject)} ends at {format(value(network.Epochs[^1]))}"))),
            [.. trained.Select(network => (network.Subject, SearchResults.Title(network.Subject)))]);
    }
}
