using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Searches;
using EdgeNas.Domain.Spaces;
using EdgeNas.Hosting.Settings;
using EdgeNas.Learning.Data;
using EdgeNas.Learning.Modules;
using EdgeNas.Learning.Supernets;
using EdgeNas.Learning.Training;
using static TorchSharp.torch;

namespace EdgeNas.Benchmarks.Supernets;

/// <summary>
/// One training step (forward, loss, backward, SGD with Nesterov momentum) of random paths of mobile-28, batch 64, beside the same networks in python3-torch on as many
/// threads: (a) as people write it, NCHW; (b) channels_last with the same allocator settings. The two take turns path by path; medians over paths.
/// </summary>
internal static class SupernetStepBenchmark
{
    private const int Batch = 64;
    private const int Paths = 12;
    private const int Steps = 8;

    public static int Run()
    {
        string root = Environment.GetEnvironmentVariable("EDGENAS_ROOT") ?? Directory.GetCurrentDirectory();
        var space = SpaceFile.Load(Path.Combine(root, "hocon", "spaces", "mobile-28.conf"));
        string script = Path.Combine(AppContext.BaseDirectory, "Supernets", "peer.py");
        foreach (int threads in Environment.ProcessorCount > 1 ? [1, 2] : new[] { 1 })
        {
            using var plain = Peer.Start(script, threads, channelsLast: false);
            using var tuned = Peer.Start(script, threads, channelsLast: true);
            Compare(space, threads, plain, tuned);
        }

        return 0;
    }

    private static void Compare(SearchSpace space, int threads, Peer? plain, Peer? tuned)
    {
        set_num_threads(threads);
        var optimizerSpec = new OptimizerSpec(Batch, 0.05, 0.9, 4e-5, 0.1, 0, 0);
        using var supernet = new Supernet(space, space.Input, 1) { BatchNorm = BatchNormMode.Train };
        using var optimizer = new NesterovSgd(supernet, optimizerSpec);
        var splits = Noise(space.Input);
        var batch = new BatchPlan(splits, new Augmentation(0, false), Batch, 1, "benchmark").Batch(0);
        var random = new SeedStream(1, "benchmark/paths");
        List<double> own = [], ratiosPlain = [], ratiosTuned = [], gigaMultiplyAdds = [];
        for (int i = 0; i < Paths; i++)
        {
            supernet.Path = ArchitectureSampling.Uniform(space.AllChoices(), random);
            var network = NetworkBuilder.Build(space, supernet.Path, space.Input);
            double milliseconds = Medians.Of(Enumerable.Range(0, Steps + 2).Select(_ =>
            {
                long start = Stopwatch.GetTimestamp();
                GradientStep.Take(supernet, optimizer, batch, splits, optimizerSpec, 0.05, "the benchmark", "supernet");
                return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }).Skip(2));
            own.Add(milliseconds);
            gigaMultiplyAdds.Add(network.MultiplyAdds * (double)Batch / 1e9);
            if (plain is not null) ratiosPlain.Add(plain.Milliseconds(network, Batch, Steps) / milliseconds);
            if (tuned is not null) ratiosTuned.Add(tuned.Milliseconds(network, Batch, Steps) / milliseconds);
        }

        string peers = plain is null || tuned is null
            ? "python3-torch is not installed, so nothing to compare with"
            : string.Create(CultureInfo.InvariantCulture, $"{Medians.Of(ratiosPlain):0.00} times as fast as PyTorch as written (NCHW), {Medians.Of(ratiosTuned):0.00} times as fast as PyTorch tuned (channels_last, same allocator settings)");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"supernet-step, {threads} thread{(threads == 1 ? "" : "s")}: {Medians.Of(own):0.0} ms per step of batch {Batch} ({Medians.Of(gigaMultiplyAdds):0.00} G multiply-adds forward); {peers} (medians of {Paths} paths × {Steps} steps)"));
    }

    /// <summary>Random images: time doesn't depend on what they show.</summary>
    private static DatasetSplits Noise(InputShape shape)
    {
        var random = new SeedStream(1, "benchmark/images");
        byte[] pixels = [.. Enumerable.Range(0, Batch * shape.Channels * shape.Size * shape.Size).Select(_ => (byte)random.Next(256))];
        byte[] labels = [.. Enumerable.Range(0, Batch).Select(i => (byte)(i % shape.Classes))];
        var images = new ImageSet(shape, pixels, labels);
        int[] all = [.. Enumerable.Range(0, Batch)];
        return new DatasetSplits(images, all, all, Normalization.Of(images, all));
    }

    /// <summary>python3-torch in a process of its own; it works only while it is asked.</summary>
    private sealed class Peer : IDisposable
    {
        private readonly Process _process;

        private Peer(Process process) => _process = process;

        public static Peer? Start(string script, int threads, bool channelsLast)
        {
            var start = new ProcessStartInfo("/usr/bin/python3", [script, threads.ToString(CultureInfo.InvariantCulture), channelsLast ? "channels_last" : "nchw"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            };
            // As the tensor layer here: threads spin for a moment, so that the process that isn't asked leaves the cores alone.
            start.Environment["GOMP_SPINCOUNT"] = "10000";
            if (channelsLast)
            {
                start.Environment["MALLOC_MMAP_THRESHOLD_"] = "1073741824";
                start.Environment["MALLOC_TRIM_THRESHOLD_"] = "2147483647";
                start.Environment["MALLOC_TOP_PAD_"] = "268435456";
            }

            var process = Process.Start(start)!;
            if (process.StandardOutput.ReadLine() == "ready") return new Peer(process);
            process.Dispose();
            return null;
        }

        public double Milliseconds(Network network, int batch, int steps)
        {
            _process.StandardInput.WriteLine(JsonSerializer.Serialize(new { network, batch, steps }));
            _process.StandardInput.Flush();
            string answer = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("python3-torch ended; its error is above");
            return double.Parse(answer, CultureInfo.InvariantCulture);
        }

        public void Dispose()
        {
            _process.StandardInput.Close();
            _process.WaitForExit();
            _process.Dispose();
        }
    }
}
