using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace EdgeNas.ActorBenchmarks;

/// <summary>Runs this program and its twin that was built with the real packages in turns, each in processes of its own, and prints medians and ratios.</summary>
internal static class Comparison
{
    private const int Rounds = 3;

    public static int Run(string suite, string peer)
    {
        var mine = new Dictionary<string, List<Line>>();
        var theirs = new Dictionary<string, List<Line>>();
        for (int round = 0; round < Rounds; round++)
        {
            Collect(suite, typeof(Comparison).Assembly.Location, mine);
            Collect(suite, peer, theirs);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"",-58} {"src/compat",12} {"real",12} {"ratio",7}"));
        foreach (var (name, lines) in mine)
        {
            double ours = Medians.Of(lines.Select(line => line.Value)), real = Medians.Of(theirs[name].Select(line => line.Value));
            double ratio = lines[0].MoreIsBetter ? ours / real : real / ours;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-58} {Report.Figure(ours),12} {Report.Figure(real),12} {ratio,6:0.00}x {lines[0].Unit}"));
        }

        Console.WriteLine($"medians of {Rounds} processes each, in turns; a ratio above 1 means that src/compat is better");
        return 0;
    }

    private static void Collect(string suite, string program, Dictionary<string, List<Line>> into)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, suite, "--json"]) { RedirectStandardOutput = true })!;
        while (process.StandardOutput.ReadLine() is { } text)
        {
            // A library may greet on the same stream.
            if (!text.StartsWith('{')) continue;
            var line = JsonSerializer.Deserialize<Line>(text)!;
            if (!into.TryGetValue(line.Name, out var lines)) into[line.Name] = lines = [];
            lines.Add(line);
        }

        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {suite} ended with exit code {process.ExitCode}.");
    }
}
