using System.Globalization;
using System.Text;
using EdgeNas.Hosting.Results;
using EdgeNas.Hosting.Runs;

namespace EdgeNas.Hosting.Report;

/// <summary>Where the time went.</summary>
internal static class TimeSection
{
    private const double Width = 980, Height = 44;

    public static string Write(RecordedSearch search)
    {
        var phases = PhaseTimes.Of(search.Events);
        double total = phases.Sum(phase => phase.Busy.TotalSeconds);
        if (total <= 0) return Html.Section("time", "Time", "Where it went.", "<p class=\"empty\">Nothing has been done yet.</p>");
        var bars = new StringBuilder();
        double at = 0;
        for (int i = 0; i < phases.Length; i++)
        {
            double width = phases[i].Busy.TotalSeconds / total * Width;
            string title = $"{phases[i].Phase}: {Figures.Duration(phases[i].Busy)} ({Figures.Percent(phases[i].Busy.TotalSeconds / total, 0)})";
            bars.Append(CultureInfo.InvariantCulture, $"<rect class=\"bar b{i}\" x=\"{at:0.##}\" y=\"0\" width=\"{Math.Max(0.5, width - 1.5):0.##}\" height=\"{Height}\" rx=\"3\"><title>{Html.Text(title)}</title></rect>");
            at += width;
        }

        string keys = string.Concat(phases.Select((phase, i) => $"<span><i class=\"b{i}\"></i>{Html.Text(phase.Phase)}</span>"));
        string chart = $"<figure><svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-labelledby=\"time-t time-d\"><title id=\"time-t\">Share of each phase</title><desc id=\"time-d\">As in the table below.</desc>{bars}</svg><figcaption>{keys}</figcaption></figure>";
        string table = Html.Table(
            ["phase", "jobs", "time", "per job", "share"],
            phases.Select(phase => new[] { phase.Phase, $"{phase.Jobs}", Figures.Duration(phase.Busy), Figures.Duration(phase.Mean), Figures.Percent(phase.Busy.TotalSeconds / total, 1) }));
        string lead = $"{Figures.Duration(TimeSpan.FromSeconds(total))} of work, between {search.Events[0].At.UtcDateTime:yyyy-MM-dd HH:mm} and {search.Events[^1].At.UtcDateTime:yyyy-MM-dd HH:mm} UTC; pauses count nothing, work side by side counts twice.";
        return Html.Section("time", "Time", lead, chart + table);
    }
}
