using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using EdgeNas.Domain.Exploration;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Benchmarks.Searches;

/// <summary>
/// How far the best cell found lies below the best that there is, in points of accuracy, after so many accuracy queries: our strategies beside Optuna's TPE and NSGA-II on the same tables.
/// The same rule for all: a proposed cell is measured first, and only one that keeps the limit costs a query, the first time.
/// </summary>
internal static class SearchBenchmark
{
    internal static readonly ImmutableArray<int> Budgets = [50, 100, 300];

    /// <param name="arguments"><see cref="SearchOptions"/>.</param>
    public static int Run(string[] arguments)
    {
        var options = SearchOptions.Parse(arguments);
        if (!File.Exists(Path.Combine(options.Tables, "nb201_accuracy.csv.gz")))
        {
            Console.Error.WriteLine($"search: {options.Tables} has no nb201_accuracy.csv.gz: give the folder of the tables with --tables, or in EDGENAS_TABLES.");
            return 2;
        }

        var problems = TableProblem.All(options.Tables);
        var results = new SearchResults(options.Results);
        Console.WriteLine($"search: results are kept in {options.Results}; runs that it has aren't repeated");
        ExploreAll(problems, options, results);
        if (options.PeerSeeds > 0) OptunaPeer.Run(problems, options, results);

        var asked = results.All.Where(result => options.FirstSeed <= result.Key.Seed && result.Key.Seed < options.FirstSeed + options.Seeds && result.Key.Margin == Margin(result.Key.Method, options)).ToList();
        var both = Shared(asked);
        SearchTable.Print(problems, both, $"the {both.Count / Math.Max(1, both.Select(one => one.Key.Method).Distinct().Count())} pairs of problem and seed that every method ran ({both.Select(one => one.Key.Seed).Distinct().Count()} seeds)");
        var own = asked.Where(result => !OptunaPeer.Samplers.Contains(result.Key.Method)).ToList();
        SearchTable.Print(problems, own, $"all {options.Seeds} seeds from {options.FirstSeed}, {problems.Length} problems");
        return 0;
    }

    /// <summary>Points below the optimum at each budget; a run that ended before a budget keeps its best.</summary>
    internal static double[] Regrets(TableProblem problem, double[] best) =>
        [.. Budgets.Select(budget => problem.Optimum - (best.Length == 0 ? problem.Worst : best[Math.Min(budget, best.Length) - 1]))];

    private static void ExploreAll(ImmutableArray<TableProblem> problems, SearchOptions options, SearchResults results)
    {
        var watch = Stopwatch.StartNew();
        var (seconds, measured, runs) = (new ConcurrentDictionary<string, double>(), new ConcurrentDictionary<string, double>(), new ConcurrentDictionary<string, int>());
        Parallel.For(options.FirstSeed, options.FirstSeed + options.Seeds, new ParallelOptions { MaxDegreeOfParallelism = options.Processes }, seed =>
        {
            var prices = new Dictionary<TableDevice, Dictionary<Architecture, double>>();
            foreach (var problem in problems)
            {
                foreach (var strategy in ExplorationStrategies.All)
                {
                    string method = strategy.Name == "predictor" ? "edgenas" : strategy.Name;
                    var run = new SearchRun(method, problem.Label, seed, Margin(method, options));
                    if (results.Has(run)) continue;
                    if (!prices.TryGetValue(problem.Device, out var priced)) Time("latency models", () => priced = prices[problem.Device] = TableRun.Price(problem.Device, seed));
                    Time(method, () =>
                    {
                        var (best, cells) = TableRun.Explore(problem, strategy, priced!, seed, Budgets[^1], options.Margin);
                        results.Add(run, Regrets(problem, best));
                        measured.AddOrUpdate(method, cells, (_, sum) => sum + cells);
                        runs.AddOrUpdate(method, 1, (_, sum) => sum + 1);
                    });
                }
            }
        });
        if (runs.IsEmpty) return;
        Console.WriteLine($"search: {runs.Values.Sum()} runs in {watch.Elapsed.TotalSeconds:0} s ({string.Join(", ", seconds.OrderBy(one => one.Key).Select(one => $"{one.Key} {one.Value:0} s"))} of its threads' time)");
        string cells = string.Join(", ", measured.OrderBy(one => one.Key).Select(one => $"{one.Key} {one.Value / runs[one.Key]:0}"));
        Console.WriteLine($"search: cells measured per run of up to {Budgets[^1]} queries, beside those that the latency model saw: {cells}");

        void Time(string what, Action action)
        {
            long start = Stopwatch.GetTimestamp();
            action();
            double elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
            seconds.AddOrUpdate(what, elapsed, (_, sum) => sum + elapsed);
        }
    }

    private static double Margin(string method, SearchOptions options) => OptunaPeer.Samplers.Contains(method) ? 1 : options.Margin;

    /// <summary>Results of the pairs of problem and seed that every method has.</summary>
    private static List<KeyValuePair<SearchRun, double[]>> Shared(List<KeyValuePair<SearchRun, double[]>> results)
    {
        int methods = results.Select(result => result.Key.Method).Distinct().Count();
        return [.. results.GroupBy(result => (result.Key.Problem, result.Key.Seed)).Where(pair => pair.Count() == methods).SelectMany(pair => pair)];
    }
}
