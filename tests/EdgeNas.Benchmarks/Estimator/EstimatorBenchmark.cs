using System.Diagnostics;
using EdgeNas.Domain.Devices;
using EdgeNas.Domain.Estimation;
using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Searches;
using EdgeNas.Domain.Spaces;
using EdgeNas.Learning.Estimation;

namespace EdgeNas.Benchmarks.Estimator;

/// <summary>
/// How fast a fitted estimator predicts, alone and in batches, and how fast it is fitted: five members of two layers of 64 on 21 layers of 7 choices, 100 samples.
/// Medians.
/// </summary>
internal static class EstimatorBenchmark
{
    private const int Runs = 21;
    private const int Batch = 20_000;

    public static int Run()
    {
        var encoding = new OneHotEncoding([.. Enumerable.Repeat(7, 21)]);
        var active = new ActiveChoices([.. encoding.Alphabets.Select(_ => Enumerable.Range(0, 7).ToArray()).Select(choices => System.Collections.Immutable.ImmutableArray.Create(choices))]);
        var random = new SeedStream(1, "benchmark");
        Architecture[] architectures = [.. ArchitectureSampling.Distinct(active, Batch, random, [])];
        var data = new EstimatorData(
            encoding, [.. architectures.Take(100).Select(a => new LatencySample(a, 5 + a.Choices().Sum() + random.NextDouble()))], a => a.Choices().Sum());
        var gate = new MachineGate();

        var watch = Stopwatch.StartNew();
        var estimator = EstimatorFitting.Fit(data, Spec, 1, "estimator/0", () => gate.Step(CancellationToken.None), _ => { }).Estimator;
        double fitSeconds = watch.Elapsed.TotalSeconds;

        double[] milliseconds = new double[Batch];
        double batch = MedianSeconds(() => estimator.Predict(architectures, milliseconds));
        double single = MedianSeconds(() =>
        {
            foreach (var architecture in architectures) estimator.Predict(architecture);
        });
        Console.WriteLine($"estimator: {Batch / batch:n0} predictions/s in batches of {Batch:n0} (median of {Runs} runs)");
        Console.WriteLine($"estimator: {single / Batch * 1e6:0.00} µs for one prediction (median of {Runs} runs of {Batch:n0})");
        Console.WriteLine($"estimator: {fitSeconds:0.00} s to choose the scale, judge and fit {estimator.Members} members to {data.Samples.Length} samples (once, with start-up)");
        TrainingBenchmark.Run(data, Spec);
        return 0;
    }

    private static EstimatorSpec Spec => new()
    {
        TargetError = 0.05,
        HeldOut = 0.2,
        Ensemble = 5,
        Hidden = [64, 64],
        Epochs = 300,
        LearningRate = 0.01,
        ExtraArchitectures = 0,
        MaximumArchitectures = 100,
    };

    private static double MedianSeconds(Action action)
    {
        action();
        double[] seconds = new double[Runs];
        for (int run = 0; run < Runs; run++)
        {
            var watch = Stopwatch.StartNew();
            action();
            seconds[run] = watch.Elapsed.TotalSeconds;
        }

        return seconds.Order().ElementAt(Runs / 2);
    }
}
