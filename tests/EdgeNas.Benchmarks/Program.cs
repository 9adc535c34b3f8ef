using EdgeNas.Benchmarks.Cluster;
using EdgeNas.Benchmarks.Estimator;
using EdgeNas.Benchmarks.LatencyModels;
using EdgeNas.Benchmarks.Searches;
using EdgeNas.Benchmarks.Studies;
using EdgeNas.Benchmarks.Supernets;
using EdgeNas.Domain;

// Each benchmark or study prints its figures and returns the exit code.
// Those that are parts of others end like them.
var benchmarks = new SortedDictionary<string, Func<string[], int>>(StringComparer.Ordinal)
{
    [BenchProfilers.Verb] = BenchProfilers.Run,
    [ScaleBenchmark.Name] = ScaleBenchmark.Run,
    [BenchWorker.Verb] = BenchWorker.Run,
    [ClusterBenchmark.Name] = ClusterBenchmark.Run,
    ["estimator"] = _ => EstimatorBenchmark.Run(),
    [ResumeBenchmark.Name] = ResumeBenchmark.Run,
    [ModelsBenchmark.Name] = ModelsBenchmark.Run,
    ["search"] = SearchBenchmark.Run,
    ["supernet-step"] = SupernetStepBenchmark.Run,
    [LossCurveStudy.Name] = LossCurveStudy.Run,
    [RankingStudy.Name] = RankingStudy.Run,
};

if (args is [var name, .. var options] && benchmarks.TryGetValue(name, out var run))
{
    try
    {
        return run(options);
    }
    catch (EdgeNasException failure)
    {
        Console.Error.WriteLine($"{name}: {failure.Message}");
        return 1;
    }
}

Console.Error.WriteLine($"usage: edgenas-bench NAME, where NAME is one of: {string.Join(", ", benchmarks.Keys)}");
return 2;
