using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace EdgeNas.Benchmarks.Searches;

/// <summary>Optuna's samplers on the same problems, in processes of Debian's Python.</summary>
internal static class OptunaPeer
{
    public static ImmutableArray<string> Samplers { get; } = ["optuna TPE", "optuna NSGA-II"];

    /// <summary>Runs what is missing, seed by seed, until it is done or the time is over.</summary>
    public static void Run(ImmutableArray<TableProblem> problems, SearchOptions options, SearchResults results)
    {
        var missing = (from seed in Enumerable.Range(options.FirstSeed, options.PeerSeeds)
                       from method in Samplers
                       from number in Enumerable.Range(0, problems.Length)
                       where !results.Has(new SearchRun(method, problems[number].Label, seed, 1))
                       select new { method, number, seed }).ToList();
        if (missing.Count == 0) return;
        string file = Path.Combine(Path.GetTempPath(), $"edgenas-search-{Environment.ProcessId}.json");
        var watch = Stopwatch.StartNew();
        int ran = 0;
        try
        {
            File.WriteAllText(file, JsonSerializer.Serialize(new
            {
                budget = SearchBenchmark.Budgets[^1],
                seconds = 60 * options.PeerMinutes,
                processes = options.Processes,
                jobs = missing,
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
                var problem = problems[int.Parse(parts[1], CultureInfo.InvariantCulture)];
                double[] best = [.. parts[3].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
                results.Add(new SearchRun(parts[0], problem.Label, int.Parse(parts[2], CultureInfo.InvariantCulture), 1), SearchBenchmark.Regrets(problem, best));
                ran++;
            }

            python.WaitForExit();
            Console.WriteLine(python.ExitCode == 0
                ? $"search: Optuna ran {ran} of {missing.Count} runs that were missing in {watch.Elapsed.TotalSeconds:0} s; the same command goes on with the rest"
                : "search: Optuna is left out, its script failed, see above. `apt-get install python3-optuna` brings it.");
        }
        finally
        {
            File.Delete(file);
        }
    }
}
