using EdgeNas.Benchmarks.Estimator;
using EdgeNas.Benchmarks.Supernets;

// Each benchmark prints its figures and returns the exit code.
var benchmarks = new SortedDictionary<string, Func<int>>(StringComparer.Ordinal)
{
    ["estimator"] = EstimatorBenchmark.Run,
    ["supernet-step"] = SupernetStepBenchmark.Run,
};

if (args is [var name, ..] && benchmarks.TryGetValue(name, out var run)) return run();
Console.Error.WriteLine($"usage: edgenas-bench NAME, where NAME is one of: {string.Join(", ", benchmarks.Keys)}");
return 2;
