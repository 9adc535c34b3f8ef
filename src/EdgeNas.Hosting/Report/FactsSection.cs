using EdgeNas.Domain.Searches;
using EdgeNas.Hosting.Results;
using EdgeNas.Hosting.Runs;

namespace EdgeNas.Hosting.Report;

/// <summary>What is needed to judge the numbers, and to get them again.</summary>
internal static class FactsSection
{
    /// <param name="state">The search, or one device's side of it.</param>
    public static string Write(RecordedSearch search, SearchState state)
    {
        var created = Created(search);
        string device = state.Measurements.FirstOrDefault()?.Device is { } identity
            ? Html.Facts(
            [
                ("Device", identity.Device), ("Hardware", identity.Hardware), ("Power mode", identity.PowerMode), ("Runtime", identity.Runtime), ("Precision", identity.Precision),
                ("Batch", $"{identity.Batch}"), ("Threads", $"{identity.Threads}"), ("Input", state.Input.ToString()),
            ])
            : $"<p class=\"empty\">{Html.Text(state.Spec.Device)}: nothing measured yet.</p>";
        string facts = Html.Facts(
        [
            ("Search", state.Id.Value),
            ("Seed", $"{state.Spec.Seed}"),
            ("Latency limit", state.LimitMilliseconds is { } ms ? $"{state.Spec.LatencyLimit} = {Figures.Milliseconds(ms)}" : state.Spec.LatencyLimit.ToString()),
            .. created.Versions.Select(version => ($"Version of {version.Key}", version.Value)),
        ]);
        string content = $"<div class=\"two\"><div><h3>Device</h3>{device}</div><div><h3>Search</h3>{facts}</div></div><h3>Measurements</h3>{Measurements(state)}"
            + Html.Details("Effective settings", $"<pre>{Html.Text(created.Settings)}</pre>");
        return Html.Section("facts", "Device and settings", "A latency means nothing without what it was measured on.", content);
    }

    public static SearchCreated Created(RecordedSearch search) => (SearchCreated)search.Events[0].Event;

    private static string Measurements(SearchState state)
    {
        string table = Html.Table(
            ["purpose", "measurements", "networks", "median spread", "suspect", "doubted", "samples"],
            state.Measurements.GroupBy(m => m.Purpose).OrderBy(group => group.Key).Select(group => new[]
            {
                group.Key.ToString().ToLowerInvariant(),
                $"{group.Count()}",
                $"{group.Select(m => m.Network).Distinct().Count()}",
                Figures.Percent(group.Select(m => m.Measurement.CoefficientOfVariation).Order().ElementAt(group.Count() / 2), 1),
                $"{group.Count(m => m.Measurement.Suspicion is not null)}",
                $"{group.Count(m => m.Doubted)}",
                $"{group.Sum(m => m.Measurement.SamplesMilliseconds.Length):N0}",
            }));
        double[] references = [.. state.Measurements.Where(m => m.Purpose == MeasurePurpose.Reference).Select(m => m.Measurement.MedianMilliseconds)];
        string drift = references.Length < 2 ? "" : $"<p class=\"lead\">The reference network was timed {references.Length} times: {Figures.Milliseconds(references.Min())} to {Figures.Milliseconds(references.Max())}, a drift of {Figures.Percent((references.Max() / references.Min()) - 1, 1)}.</p>";
        return drift + table;
    }
}
