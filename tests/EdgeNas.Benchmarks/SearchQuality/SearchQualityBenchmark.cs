using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using EdgeNas.Domain.Exploration;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Benchmarks.SearchQuality;

/// <summary>
/// How far the best cell found lies below the best that there is, in points of accuracy, after so many accuracy queries: our strategies beside Optuna's TPE and NSGA-II on the same tables.
/// The same rule for all: a proposed cell is measured first, and only one that keeps the limit costs a query, the first time.
/// </summary>
internal static class SearchQualityBenchmark
{
    private static readonly int[] Budgets = [50, 100, 300];

    /// <param name="arguments">Seeds (50), then <c>--no-peer</c> to leave Optuna out.</param>
    public static int Run(string[] arguments)
    {
        string folder = Environment.GetEnvironmentVariable("EDGENAS_TABLES") is { Length: > 0 } named ? named : Path.Combine(Environment.GetEnvironmentVariable("EDGENAS_ROOT") ?? ".", "..", "shared", "data");
        if (!File.Exists(Path.Combine(folder, "nb201_accuracy.csv.gz")))
        {
            Console.WriteLine("search-quality: skipped, the tables are neither in the folder that EDGENAS_TABLES names nor in ../shared/data from the project's root");
            return 0;
        }

        int seeds = arguments.Select(text => int.TryParse(text, out int number) ? number : 0).FirstOrDefault(number => number > 0, 50);
        var problems = TableProblem.All(folder);
        var results = new ConcurrentDictionary<(string Method, int Problem, int Seed), double[]>();
        var watch = Stopwatch.StartNew();
        Parallel.For(0, seeds, seed =>
        {
            var prices = new Dictionary<string, Dictionary<Architecture, double>>();
            for (int i = 0; i < problems.Length; i++)
            {
                if (!prices.TryGetValue(problems[i].Device, out var priced)) priced = prices[problems[i].Device] = TableRun.Price(problems[i], seed);
                foreach (var strategy in ExplorationStrategies.All)
                {
                    string method = strategy.Name == "predictor" ? "edgenas (predictor)" : strategy.Name;
                    results[(method, i, seed)] = Regrets(problems[i], TableRun.Explore(problems[i], strategy, priced, seed, Budgets[^1]));
                }
            }
        });
        Console.Error.WriteLine($"our strategies: {problems.Length} problems, {seeds} seeds in {watch.Elapsed.TotalSeconds:0} s");
        if (!arguments.Contains("--no-peer")) Peer(problems, seeds, results);
        Print(problems, seeds, results);
        return 0;
    }

    /// <summary>Points below the optimum at each budget.</summary>
    private static double[] Regrets(TableProblem problem, double[] best) =>
        [.. Budgets.Select(budget => problem.Optimum - (best.Length == 0 ? problem.Worst : best[Math.Min(budget, best.Length) - 1]))];

    private static void Peer(ImmutableArray<TableProblem> problems, int seeds, ConcurrentDictionary<(string, int, int), double[]> results)
    {
        string file = Path.Combine(Path.GetTempPath(), $"edgenas-quality-{Environment.ProcessId}.json");
        try
        {
            File.WriteAllText(file, JsonSerializer.Serialize(new
            {
                seeds,
                budget = Budgets[^1],
                problems = problems.Select(problem => new { limit = problem.LimitMilliseconds, cells = problem.Cells.ToDictionary(cell => cell.Key.Code, cell => new[] { cell.Value.Milliseconds, cell.Value.Accuracy }) }),
            }));
            var start = new ProcessStartInfo("/usr/bin/python3", [Path.Combine(AppContext.BaseDirectory, "SearchQuality", "optuna_peer.py"), file]) { RedirectStandardOutput = true };
            using var python = Process.Start(start)!;
            while (python.StandardOutput.ReadLine() is { } line)
            {
                string[] parts = line.Split('\t');
                results[(parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture), int.Parse(parts[2], CultureInfo.InvariantCulture))] =
                    Regrets(problems[int.Parse(parts[1], CultureInfo.InvariantCulture)], [.. parts[3].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(number => double.Parse(number, CultureInfo.InvariantCulture))]);
            }

            python.WaitForExit();
            if (python.ExitCode != 0) Console.WriteLine("Optuna is left out: its script failed, see above. `apt-get install python3-optuna` brings it.");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void Print(ImmutableArray<TableProblem> problems, int seeds, ConcurrentDictionary<(string Method, int Problem, int Seed), double[]> results)
    {
        string[] devices = [.. problems.Select(problem => problem.Device).Distinct()];
        Console.WriteLine($"search-quality: mean regret in points of accuracy after {string.Join(" / ", Budgets)} queries; {problems.Length} problems, {seeds} seeds");
        Console.WriteLine($"{"method",-20}{"all",24}{string.Concat(devices.Select(device => $"{device,24}"))}");
        foreach (string method in results.Keys.Select(key => key.Method).Distinct().Order(StringComparer.Ordinal))
        {
            string Means(Func<TableProblem, bool> of)
            {
                var some = results.Where(result => result.Key.Method == method && of(problems[result.Key.Problem])).Select(result => result.Value).ToList();
                return string.Join(" / ", Budgets.Select((_, i) => some.Average(regrets => regrets[i]).ToString("0.000", CultureInfo.InvariantCulture)));
            }

            Console.WriteLine($"{method,-20}{Means(_ => true),24}{string.Concat(devices.Select(device => $"{Means(problem => problem.Device == device),24}"))}");
        }
    }
}
