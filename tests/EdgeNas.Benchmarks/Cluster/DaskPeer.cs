using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace EdgeNas.Benchmarks.Cluster;

/// <param name="PerSecond">Jobs of a batch.</param>
/// <param name="Milliseconds">Of one job alone, from submitted to answered.</param>
internal sealed record ClusterFigures(double PerSecond, double Milliseconds);

/// <summary>Debian's python3-distributed: a scheduler and workers in processes of their own.</summary>
internal static class DaskPeer
{
    private const int Trips = 200;

    /// <summary>Null where it isn't installed.</summary>
    public static ClusterFigures? Measure(int workers, int jobs)
    {
        string script = Path.Combine(AppContext.BaseDirectory, "Cluster", "peer.py");
        string[] arguments = [script, .. new[] { workers, jobs, Trips }.Select(number => number.ToString(CultureInfo.InvariantCulture))];
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/python3", arguments) { RedirectStandardOutput = true })!;
        string answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) return null;
        using var figures = JsonDocument.Parse(answer);
        return new ClusterFigures(figures.RootElement.GetProperty("perSecond").GetDouble(), figures.RootElement.GetProperty("milliseconds").GetDouble());
    }
}
