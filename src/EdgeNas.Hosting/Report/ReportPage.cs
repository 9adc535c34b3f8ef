using System.Text;
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
        page.Append(Tiles(search));
        page.Append(ResultSection.Write(state));
        page.Append(FrontSection.Write(state));
        page.Append(ChoicesSection.Write(state));
        page.Append(EstimatorSection.Write(state));
        page.Append(SupernetSection.Write(state));
        page.Append(TrainingSection.Write(state));
        page.Append(TimeSection.Write(search));
        page.Append(FactsSection.Write(search));
        page.Append($"<footer>EdgeNas {Html.Text(FactsSection.Created(search).Versions.GetValueOrDefault("edgenas", ""))} · search {Html.Text(state.Id.Value)}</footer></main></body></html>\n");
        return page.ToString();
    }

    private static string Head(RecordedSearch search)
    {
        var state = search.State;
        string device = state.Measurements.FirstOrDefault()?.Device is { } identity ? $"{identity.Device} ({identity.Hardware})" : state.Spec.Device;
        string links = string.Concat(Contents.Select(part => $"<a href=\"#{part.Id}\">{Html.Text(part.Title)}</a>"));
        return $"<header><h1>{Html.Text(state.Spec.Name)}<span class=\"tag\">{SearchResults.Phase(state)}</span></h1>"
            + $"<p>Networks of space {Html.Text(state.Spec.Space.Name)} for {Html.Text(state.Spec.Dataset.Name)} on {Html.Text(device)} · begun {search.Events[0].At.UtcDateTime:d MMMM yyyy, HH:mm} UTC</p><nav>{links}</nav></header>\n";
    }

    private static string Tiles(RecordedSearch search)
    {
        var state = search.State;
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
