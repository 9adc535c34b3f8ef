using System.Diagnostics;
using System.Globalization;
using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Searches;
using EdgeNas.Learning.Estimation;

namespace EdgeNas.Benchmarks.Estimator;

/// <summary>
/// A training step of an estimator's perceptrons, all members', as a search trains them, beside the same in python3-torch on one thread: members as modules one
/// after the other, as people write it, and all members at once. The three take turns; medians over the turns, of medians over epochs.
/// </summary>
internal static class TrainingBenchmark
{
    private const int Turns = 5;

    public static void Run(EstimatorData data, EstimatorSpec spec)
    {
        using var peer = Peer.Start("Estimator/peer.py", allocator: true);
        List<double> own = [], ratiosModules = [], ratiosBatched = [];
        for (int turn = 0; turn < Turns; turn++)
        {
            double milliseconds = Step(data, spec);
            own.Add(milliseconds);
            if (peer is null) continue;
            ratiosModules.Add(Ask("modules") / milliseconds);
            ratiosBatched.Add(Ask("batched") / milliseconds);
        }

        var culture = CultureInfo.InvariantCulture;
        string peers = peer is null
            ? "python3-torch is not installed, so nothing to compare with"
            : string.Create(culture, $"{Medians.Of(ratiosModules):0.0} times as fast as PyTorch as written (a module per member), ")
                + string.Create(culture, $"{Medians.Of(ratiosBatched):0.0} times as fast as PyTorch with all members in one batch");
        string what = $"training step of {spec.Ensemble} members of [{string.Join(", ", spec.Hidden)}], {data.Samples.Length} samples, 1 thread";
        Console.WriteLine(string.Create(culture, $"estimator: {Medians.Of(own):0.000} ms per {what}; {peers} (medians of {Turns} turns × {spec.Epochs} epochs)"));

        double Ask(string way) => peer!.Milliseconds(new
        {
            way,
            width = data.Encoding.Width,
            digits = data.Encoding.Alphabets.Length,
            hidden = spec.Hidden.ToArray(),
            members = spec.Ensemble,
            samples = data.Samples.Length,
            batch = EnsembleTraining.Batch,
            epochs = spec.Epochs,
        });
    }

    /// <summary>Milliseconds of a step, the median over the epochs.</summary>
    private static double Step(EstimatorData data, EstimatorSpec spec)
    {
        int batches = (data.Samples.Length + EnsembleTraining.Batch - 1) / EnsembleTraining.Batch;
        List<double> epochs = [];
        new EnsembleTraining(spec, () => new Epoch(epochs)).Fit(data, LatencyScale.Plain, new SeedStream(1, "benchmark/training"), _ => { });
        return Medians.Of(epochs) / batches;
    }

    /// <summary>Notes the milliseconds until it is disposed.</summary>
    private sealed class Epoch(List<double> epochs) : IDisposable
    {
        private readonly long _start = Stopwatch.GetTimestamp();

        public void Dispose() => epochs.Add(Stopwatch.GetElapsedTime(_start).TotalMilliseconds);
    }
}
