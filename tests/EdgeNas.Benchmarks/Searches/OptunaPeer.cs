using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace EdgeNas.Benchmarks.Searches;

/// <summary>Optuna's samplers on the same problems, in Debian's Python.</summary>
internal static class OptunaPeer
{
    /// <param name="found">Gets the best accuracy after each query of each run.</param>
    public static void Run(ImmutableArray<TableProblem> problems, int seeds, int budget, Action<SearchRun, double[]> found)
    {
        string file = Path.Combine(Path.GetTempPath(), $"edgenas-search-{Environment.ProcessId}.json");
        var watch = Stopwatch.StartNew();
        try
        {
            File.WriteAllText(file, JsonSerializer.Serialize(new
            {
                seeds,
                budget,
                problems = problems.Select(problem => new
                {
                    limit = problem.LimitMilliseconds,
                    cells = problem.Device.Milliseconds.ToDictionary(cell => cell.Key.Code, cell => new[] { cell.Value, problem.Accuracies[cell.Key] }),
                }),
            }));
            var start = new ProcessStartInfo("/usr/bin/python3", [Path.Combine(AppContext.BaseDirectory, "Searches", "optuna_peer.py"), file]) { RedirectStandardOutput = true };
            using var python = Process.Start(start)!;
            while (python.StandardOutput.ReadLine() is { } line)
            {
                string[] parts = line.Split('\t');
                var run = new SearchRun(parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture), int.Parse(parts[2], CultureInfo.InvariantCulture));
                found(run, [.. parts[3].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(number => double.Parse(number, CultureInfo.InvariantCulture))]);
            }

            python.WaitForExit();
            Console.WriteLine(python.ExitCode == 0
                ? $"search: Optuna ran {seeds} seeds in {watch.Elapsed.TotalSeconds:0} s"
                : "search: Optuna is left out, its script failed, see above. `apt-get install python3-optuna` brings it.");
        }
        finally
        {
            File.Delete(file);
        }
    }
}
