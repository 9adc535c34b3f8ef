using System.Collections.Immutable;
using System.Globalization;

namespace EdgeNas.Benchmarks.Searches;

/// <summary>Mean regrets as text: one row for each device, data set and limit, and for all; one column per method.</summary>
internal static class SearchTable
{
    public static void Print(ImmutableArray<TableProblem> problems, IReadOnlyCollection<KeyValuePair<SearchRun, double[]>> results, string which)
    {
        if (results.Count == 0) return;
        string[] methods = [.. results.Select(result => result.Key.Method).Distinct().Order(StringComparer.Ordinal)];
        var known = problems.ToDictionary(problem => problem.Label);
        Console.WriteLine($"search: mean regret in points of accuracy after {string.Join(" / ", SearchBenchmark.Budgets)} queries; {which}");
        Console.WriteLine($"{"",-16}{string.Concat(methods.Select(method => $"{method,24}"))}");
        Row("all", _ => true);
        foreach (string device in problems.Select(problem => problem.Device.Name).Distinct()) Row(device, problem => problem.Device.Name == device);
        foreach (string dataset in problems.Select(problem => problem.Dataset).Distinct()) Row(dataset, problem => problem.Dataset == dataset);
        foreach (int percentile in problems.Select(problem => problem.Percentile).Distinct()) Row($"limit {percentile} %", problem => problem.Percentile == percentile);

        void Row(string name, Func<TableProblem, bool> of) => Console.WriteLine($"{name,-16}{string.Concat(methods.Select(method => $"{Means(method, of),24}"))}");

        string Means(string method, Func<TableProblem, bool> of)
        {
            var some = results.Where(result => result.Key.Method == method && of(known[result.Key.Problem])).Select(result => result.Value).ToList();
            return some.Count == 0 ? "" : string.Join(" / ", SearchBenchmark.Budgets.Select((_, i) => some.Average(regrets => regrets[i]).ToString("0.000", CultureInfo.InvariantCulture)));
        }
    }
}
