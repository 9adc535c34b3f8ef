using EdgeNas.Hosting.Results;
using EdgeNas.Hosting.Sessions;

namespace EdgeNas.Cli.Views;

/// <summary>A search's board as text.</summary>
internal static class BoardText
{
    /// <summary>Several lines: one per track and per job under way.</summary>
    public static string Write(SearchBoard board)
    {
        var rows = board.Lines.Select(line => (string[])[line.Title, Bar(line.Fraction, 24), line.Count, line.Text]);
        int width = Math.Max(13, board.Lines.Max(line => line.Title.Length));
        string text = string.Concat(rows.Select(row => $"{row[0].PadRight(width)} {row[1]} {row[2],9}  {row[3]}".TrimEnd() + Environment.NewLine));
        foreach (var job in board.Jobs) text += $"{"now".PadRight(width)} {Bar(job.Fraction, 24)} {Figures.Percent(job.Fraction, 0),9}  {job.Id}{(job.Text.Length > 0 ? $": {job.Text}" : "")}{Environment.NewLine}";
        foreach (string reason in board.Waits) text += $"{"now".PadRight(width)} {reason}{Environment.NewLine}";
        return board.Left is { } left ? $"{text}{left}{Environment.NewLine}" : text;
    }

    /// <summary>One line for a log.</summary>
    public static string OneLine(SearchBoard board)
    {
        string tracks = string.Join(", ", board.Lines.Where(line => line.Fraction < 1).Select(line => $"{line.Title.ToLowerInvariant()} {line.Count}"));
        string jobs = string.Join("; ", board.Jobs.Select(job => $"{job.Id} {Figures.Percent(job.Fraction, 0)}{(job.Text.Length > 0 ? $" ({job.Text})" : "")}"));
        return string.Join(" | ", new[] { tracks, jobs, string.Join("; ", board.Waits), board.Left?.ToString() ?? "" }.Where(part => part.Length > 0));
    }

    public static string Bar(double fraction, int width)
    {
        int full = (int)Math.Round(Math.Clamp(fraction, 0, 1) * width);
        return new string('━', full) + new string('─', width - full);
    }
}
