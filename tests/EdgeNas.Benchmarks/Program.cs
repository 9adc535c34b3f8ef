using EdgeNas.Benchmarks.Estimator;
using EdgeNas.Benchmarks.Studies;
using EdgeNas.Benchmarks.Supernets;

// Each benchmark or study prints its figures and returns the exit code.
var benchmarks = new SortedDictionary<string, Func<string[], int>>(StringComparer.Ordinal)
{
    ["estimator"] = _ => EstimatorBenchmark.Run(),
    ["supernet-step"] = _ => SupernetStepBenchmark.Run(),
    [RankingStudy.Name] = RankingStudy.Run,
};

if (args is [var name, .. var options] && benchmarks.TryGetValue(name, out var run)) return run(options);
Console.Error.WriteLine($"usage: edgenas-bench NAME, where NAME is one of: {string.Join(", ", benchmarks.Keys)}");
return 2;
