using System.Text;
using System.Text.RegularExpressions;
using EdgeNas.Domain.Searches;
using EdgeNas.Hosting.Results;
using EdgeNas.Hosting.Runs;

namespace EdgeNas.Hosting.Report;

/// <summary>A search on one page: everything in one file, nothing fetched from anywhere, no script.</summary>
public static class ReportPage
{
    private static readonly (string Id, string Title)[] Contents =
    [
        ("result", "Result"), ("front", "Front"), ("architecture", "Choices"), ("estimator", "Latency estimator"), ("supernet", "Supernet"), ("training", "Training"), ("time", "Time"), ("facts", "Device and settings"),
    ];

    public static string Write(RecordedSearch search)
    {
        var state = search.State;
        var page = new StringBuilder();
        page.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>");
        page.Append($"<title>{Html.Text($"{state.Spec.Name} · EdgeNas")}</title><style>{Style()}</style></head><body><main>\n");
        page.Append(Head(search));
        if (state.Others is null) page.Append(OneDevice(search));
        else page.Append(SeveralDevices(search));
        page.Append($"<footer>EdgeNas {Html.Text(FactsSection.Created(search).Versions.GetValueOrDefault("edgenas", ""))} · search {Html.Text(state.Id.Value)}</footer></main></body></html>\n");
        return page.ToString();
    }

    private static string OneDevice(RecordedSearch search)
    {
        var state = search.State;
        return Tiles(search, state) + ResultSection.Write(state) + FrontSection.Write(state) + ChoicesSection.Write(state) + EstimatorSection.Write(state) + SupernetSection.Write(state)
            + TrainingSection.Write(state) + TimeSection.Write(search) + FactsSection.Write(search, state);
    }

    /// <summary>What is each device's own, device by device; then what they share.</summary>
    private static string SeveralDevices(RecordedSearch search)
    {
        var page = new StringBuilder();
        foreach (var side in search.State.Sides)
        {
            string name = side.Spec.Device;
            page.Append($"<h2 id=\"{name}\">Device {Html.Text(name)}</h2>\n");
            string sections = Tiles(search, side) + ResultSection.Write(side) + FrontSection.Write(side) + ChoicesSection.Write(side) + EstimatorSection.Write(side) + TrainingSection.Write(side)
                + FactsSection.Write(search, side);
            // The sections come once per device, and an id only once on a page.
            page.Append(Regex.Replace(sections.Replace(" id=\"", $" id=\"{name}-"), "aria-labelledby=\"(\\S+) (\\S+)\"", $"aria-labelledby=\"{name}-$1 {name}-$2\""));
        }

        return page.Append("<h2 id=\"shared\">All devices</h2>\n").Append(SupernetSection.Write(search.State)).Append(TimeSection.Write(search)).ToString();
    }

    private static string Head(RecordedSearch search)
    {
        var state = search.State;
        string device = string.Join(", ", state.Sides.Select(side => side.Measurements.FirstOrDefault()?.Device is { } identity ? $"{identity.Device} ({identity.Hardware})" : side.Spec.Device));
        var parts = state.Others is null ? Contents : [.. state.Sides.Select(side => (side.Spec.Device, side.Spec.Device)), ("shared", "All devices")];
        string links = string.Concat(parts.Select(part => $"<a href=\"#{part.Id}\">{Html.Text(part.Title)}</a>"));
        return $"<header><h1>{Html.Text(state.Spec.Name)}<span class=\"tag\">{SearchResults.Phase(state)}</span></h1>"
            + $"<p>Networks of space {Html.Text(state.Spec.Space.Name)} for {Html.Text(state.Spec.Dataset.Name)} on {Html.Text(device)} · begun {search.Events[0].At.UtcDateTime:d MMMM yyyy, HH:mm} UTC</p><nav>{links}</nav></header>\n";
    }

    private static string Tiles(RecordedSearch search, SearchState state)
    {
        var winner = SearchResults.Networks(state).FirstOrDefault(row => row.Subject == Subjects.Winner);
        var tiles = new StringBuilder();
        void Tile(string value, string meaning, bool main = false) => tiles.Append($"<div class=\"tile{(main ? " main" : "")}\"><b>{Html.Text(value)}</b><span>{Html.Text(meaning)}</span></div>");
        if (winner?.TestAccuracy is { } accuracy) Tile(Figures.Percent(accuracy), "test accuracy of the winner", main: true);
        else Tile(Figures.Percent(winner?.ValidationAccuracy), "validation accuracy of the winner", main: true);
        Tile(Figures.Milliseconds(winner?.MeasuredMilliseconds), $"measured latency; the limit is {Figures.Milliseconds(state.LimitMilliseconds)}");
        Tile(Figures.Count(winner?.Parameters), "parameters");
        Tile(Figures.Count(winner?.MultiplyAdds), "multiply-adds per image");
        Tile(Figures.Percent(state.Fits.LastOrDefault()?.Report.Estimator.Mape, 1), "held-out error of the latency estimator");
        Tile(Figures.Duration(search.Events[^1].At - search.Events[0].At), "from the first event to the last");
        return $"<div class=\"tiles\">{tiles}</div>\n";
    }

    internal static string Style()
    {
        using var stream = typeof(ReportPage).Assembly.GetManifestResourceStream("report.css") ?? throw new InvalidOperationException("report.css is not built into this program");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
