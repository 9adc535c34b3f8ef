using EdgeNas.Domain.Searches;
using EdgeNas.Hosting.Results;

namespace EdgeNas.Cli.Views;

/// <summary>What a search has found, as tables.</summary>
internal static class ResultText
{
    public static string Write(SearchState state) => state.Others is null
        ? WriteDevice(state)
        : string.Concat(state.Sides.Select(side => WriteDevice(side) is { Length: > 0 } text ? $"\nDevice {side.Spec.Device}\n{text}" : ""));

    private static string WriteDevice(SearchState state)
    {
        var front = SearchResults.Front(state);
        var networks = SearchResults.Networks(state);
        string text = "";
        if (!front.IsEmpty)
        {
            text += $"\nFront (accuracy {(state.Spec.AccuracyTable is { } table ? $"of {table.Explored}" : "inherited from the supernet")})\n\n" + TextTable.Write(
                ["architecture", "", "measured", "predicted", "accuracy", "parameters", "multiply-adds"],
                front.Select(row => (string[])
                [
                    row.Architecture.Code, row.IsWinner ? "winner" : "", Figures.Milliseconds(row.MeasuredMilliseconds), Figures.Milliseconds(row.PredictedMilliseconds), Figures.Percent(row.Accuracy),
                    Figures.Count(row.Parameters), Figures.Count(row.MultiplyAdds),
                ]),
                words: 2);
        }

        if (!networks.IsEmpty)
        {
            text += $"\n{(state.Spec.AccuracyTable is null ? "Trained from scratch" : "Winner and baselines")} (limit {Figures.Milliseconds(state.LimitMilliseconds)})\n\n" + TextTable.Write(
                ["network", "code", "test accuracy", "measured", "parameters", "multiply-adds"],
                networks.Select(row => (string[])
                [
                    SearchResults.Title(row.Subject), row.Network?.ToString() ?? "none keeps the limit", Figures.Percent(row.TestAccuracy), Figures.Milliseconds(row.MeasuredMilliseconds),
                    Figures.Count(row.Parameters), Figures.Count(row.MultiplyAdds),
                ]),
                words: 2);
        }

        return text;
    }
}
