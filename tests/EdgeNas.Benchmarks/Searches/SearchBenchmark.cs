using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using EdgeNas.Domain.Exploration;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Benchmarks.Searches;

/// <summary>
/// How far the best cell found lies below the best that there is, in points of accuracy, after so many accuracy queries: our strategies beside Optuna's TPE and NSGA-II on the same tables.
/// The same rule for all: a proposed cell is measured first, and only one that keeps the limit costs a query, the first time.
/// </summary>
internal static class SearchBenchmark
{
    private static readonly int[] Budgets = [50, 100, 300];

    /// <param name="arguments"><c>--tables FOLDER</c>, <c>--seeds K</c> (50), <c>--peer-seeds K</c> (2: Optuna is slow; 0 leaves it out).</param>
    public static int Run(string[] arguments)
    {
        string Option(string name, string otherwise) => arguments.SkipWhile(argument => argument != name).ElementAtOrDefault(1) ?? otherwise;
        string folder = Option("--tables", Environment.GetEnvironmentVariable("EDGENAS_TABLES") is { Length: > 0 } named ? named : Path.Combine(Environment.GetEnvironmentVariable("EDGENAS_ROOT") ?? ".", "..", "shared", "data"));
        if (!File.Exists(Path.Combine(folder, "nb201_accuracy.csv.gz")))
        {
            Console.Error.WriteLine($"search: {folder} has no nb201_accuracy.csv.gz: give the folder of the tables with --tables, or in EDGENAS_TABLES.");
            return 2;
        }

        int seeds = int.Parse(Option("--seeds", "50"), CultureInfo.InvariantCulture), peerSeeds = Math.Min(seeds, int.Parse(Option("--peer-seeds", "2"), CultureInfo.InvariantCulture));
        var problems = TableProblem.All(folder);
        var results = new ConcurrentDictionary<SearchRun, double[]>();
        var watch = Stopwatch.StartNew();
        var (seconds, measured) = (new ConcurrentDictionary<string, double>(), new ConcurrentDictionary<string, double>());
        Parallel.For(0, seeds, seed => Explore(problems, seed, results, seconds, measured));
        string times = string.Join(", ", seconds.OrderBy(one => one.Key).Select(one => $"{one.Key} {one.Value:0} s"));
        string cells = string.Join(", ", measured.OrderBy(one => one.Key).Select(one => $"{one.Key} {one.Value / (seeds * problems.Length):0}"));
        Console.WriteLine($"search: {problems.Length} problems × {seeds} seeds in {watch.Elapsed.TotalSeconds:0} s ({times} of its threads' time)");
        Console.WriteLine($"search: cells measured per run of up to {Budgets[^1]} queries, beside those that the latency model saw: {cells}");
        if (peerSeeds > 0) OptunaPeer.Run(problems, peerSeeds, Budgets[^1], (run, best) => results[run] = Regrets(problems[run.Problem], best));
        Print(problems, results.Where(result => result.Key.Seed < peerSeeds), $"seeds 0 to {peerSeeds - 1}, those that Optuna ran");
        Print(problems, results.Where(result => !result.Key.Method.StartsWith("optuna", StringComparison.Ordinal)), $"all {seeds} seeds");
        return 0;
    }

    private static void Explore(
        ImmutableArray<TableProblem> problems, int seed, ConcurrentDictionary<SearchRun, double[]> results, ConcurrentDictionary<string, double> seconds, ConcurrentDictionary<string, double> measured)
    {
        var prices = new Dictionary<TableDevice, Dictionary<Architecture, double>>();
        void Time(string what, Action action)
        {
            long start = Stopwatch.GetTimestamp();
            action();
            seconds.AddOrUpdate(what, Stopwatch.GetElapsedTime(start).TotalSeconds, (_, sum) => sum + Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        for (int i = 0; i < problems.Length; i++)
        {
            var problem = problems[i];
            if (!prices.ContainsKey(problem.Device)) Time("latency models", () => prices[problem.Device] = TableRun.Price(problem.Device, seed));
            foreach (var strategy in ExplorationStrategies.All)
            {
                string method = strategy.Name == "predictor" ? "edgenas" : strategy.Name;
                Time(method, () =>
                {
                    var (best, cells) = TableRun.Explore(problem, strategy, prices[problem.Device], seed, Budgets[^1]);
                    results[new SearchRun(method, i, seed)] = Regrets(problem, best);
                    measured.AddOrUpdate(method, cells, (_, sum) => sum + cells);
                });
            }
        }
    }

    /// <summary>Points below the optimum at each budget; a run that ended before a budget keeps its best.</summary>
    private static double[] Regrets(TableProblem problem, double[] best) =>
        [.. Budgets.Select(budget => problem.Optimum - (best.Length == 0 ? problem.Worst : best[Math.Min(budget, best.Length) - 1]))];

    private static void Print(ImmutableArray<TableProblem> problems, IEnumerable<KeyValuePair<SearchRun, double[]>> results, string which)
    {
        var all = results.ToList();
        if (all.Count == 0) return;
        string[] devices = [.. problems.Select(problem => problem.Device.Name).Distinct()];
        Console.WriteLine($"search: mean regret in points of accuracy after {string.Join(" / ", Budgets)} queries; {which}");
        Console.WriteLine($"{"",-16}{"all",24}{string.Concat(devices.Select(device => $"{device,24}"))}");
        foreach (string method in all.Select(result => result.Key.Method).Distinct().Order(StringComparer.Ordinal))
        {
            string Means(Func<TableProblem, bool> of)
            {
                var some = all.Where(result => result.Key.Method == method && of(problems[result.Key.Problem])).Select(result => result.Value).ToList();
                return some.Count == 0 ? "" : string.Join(" / ", Budgets.Select((_, i) => some.Average(regrets => regrets[i]).ToString("0.000", CultureInfo.InvariantCulture)));
            }

            Console.WriteLine($"{method,-16}{Means(_ => true),24}{string.Concat(devices.Select(device => $"{Means(problem => problem.Device.Name == device),24}"))}");
        }
    }
}
