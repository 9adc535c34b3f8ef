using System.Diagnostics;
using System.Globalization;
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
/// One training step (forward, loss, backward, SGD with Nesterov momentum), batch 64, of random paths of mobile-28 and of MobileNetV2 for 32×32 images, beside the
/// same networks in python3-torch on as many threads: (a) as people write it, NCHW; (b) channels_last with the same allocator settings. The three take turns network
/// by network; medians over networks, or over the turns of one. Where libtorch has CUDA, on the graphics processor too, in float32 and in mixed precision (there the
/// tuned one uses autocast to bfloat16).
/// </summary>
internal static class SupernetStepBenchmark
{
    private const int Batch = 64;

    private static readonly string[] Networks = ["mobile-28", "mobilenetv2-32"], Processors = ["cpu", "cuda"];

    /// <summary>What is measured of a kind of networks: so many, each in turn, in so many steps after others that aren't counted.</summary>
    private sealed record Plan(string Name, InputShape Input, int Turns, int WarmUp, int Steps);

    /// <param name="options">Names of networks and processors; none of a kind: all of it.</param>
    public static int Run(string[] options)
    {
        if (options.Except([.. Networks, .. Processors]).FirstOrDefault() is { } unknown)
        {
            Console.Error.WriteLine($"supernet-step: no network or processor '{unknown}', expected: {string.Join(", ", Networks.Concat(Processors))}");
            return 2;
        }

        string root = Environment.GetEnvironmentVariable("EDGENAS_ROOT") ?? Directory.GetCurrentDirectory();
        var space = SpaceFile.Load(Path.Combine(root, "hocon", "spaces", "mobile-28.conf"));
        foreach (int threads in (int[])(!Wanted(Processors, "cpu") ? [] : Environment.ProcessorCount > 1 ? [1, 2] : [1]))
        {
            On(ComputeTarget.Processor, threads, $"{threads} thread{(threads == 1 ? "" : "s")}");
        }

        if (!Wanted(Processors, "cuda") || !cuda.is_available()) return 0;
        On(new ComputeTarget(CUDA, false), 1, "cuda, float32");
        On(new ComputeTarget(CUDA, true), 1, "cuda, mixed precision");
        return 0;

        void On(ComputeTarget compute, int threads, string where)
        {
            set_num_threads(threads);
            using var plain = Start(threads, channelsLast: false, compute with { MixedPrecision = false });
            using var tuned = Start(threads, channelsLast: true, compute);
            if (Wanted(Networks, Networks[0]))
            {
                using var supernet = new Supernet(space, space.Input, 1, compute) { BatchNorm = BatchNormMode.Train };
                Compare(new Plan("random paths of mobile-28", space.Input, 12, 2, 8), where, supernet, Paths(supernet, space), plain, tuned);
            }

            if (Wanted(Networks, Networks[1]))
            {
                var network = MobileNetV2.Network;
                using var module = new NetworkModule(network, 1, "benchmark", compute) { BatchNorm = BatchNormMode.Train };
                Compare(new Plan("MobileNetV2 for 32×32", network.Input, 3, 1, 3), where, module, Enumerable.Repeat(network, 3), plain, tuned);
            }
        }

        bool Wanted(string[] kind, string name) => !options.Intersect(kind).Any() || options.Contains(name);
    }

    private static Peer? Start(int threads, bool channelsLast, ComputeTarget compute) => Peer.Start(
        "Supernets/peer.py", allocator: channelsLast, threads.ToString(CultureInfo.InvariantCulture), channelsLast ? "channels_last" : "nchw",
        compute.Device.type == TorchSharp.DeviceType.CUDA ? "cuda" : "cpu", compute.MixedPrecision ? "mixed" : "float32");

    /// <summary>Networks of random paths; the supernet is on the path of the latest.</summary>
    private static IEnumerable<Network> Paths(Supernet supernet, SearchSpace space)
    {
        var random = new SeedStream(1, "benchmark/paths");
        while (true)
        {
            supernet.Path = ArchitectureSampling.Uniform(space.AllChoices(), random);
            yield return NetworkBuilder.Build(space, supernet.Path, space.Input);
        }
    }

    private static void Compare(Plan plan, string where, ImageClassifier module, IEnumerable<Network> networks, Peer? plain, Peer? tuned)
    {
        var optimizerSpec = new OptimizerSpec(Batch, 0.05, 0.9, 4e-5, 0.1, 0, 0);
        using var optimizer = new NesterovSgd(module, optimizerSpec);
        var splits = Noise(plan.Input);
        using var batch = BatchTensors.Of(new BatchPlan(splits, new Augmentation(0, false), Batch, 1, "benchmark").Batch(0), plan.Input, module.Compute.Device);
        List<double> own = [], ratiosPlain = [], ratiosTuned = [], gigaMultiplyAdds = [];
        foreach (var network in networks.Take(plan.Turns))
        {
            double milliseconds = Medians.Of(Enumerable.Range(0, plan.Steps + plan.WarmUp).Select(_ =>
            {
                long start = Stopwatch.GetTimestamp();
                GradientStep.Take(module, optimizer, batch, optimizerSpec, 0.05, "the benchmark", "supernet");
                cuda.synchronize();
                return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }).Skip(plan.WarmUp));
            own.Add(milliseconds);
            gigaMultiplyAdds.Add(network.MultiplyAdds * (double)Batch / 1e9);
            var request = new { network, batch = Batch, warm = plan.WarmUp, steps = plan.Steps };
            if (plain is not null) ratiosPlain.Add(plain.Milliseconds(request) / milliseconds);
            if (tuned is not null) ratiosTuned.Add(tuned.Milliseconds(request) / milliseconds);
        }

        var culture = CultureInfo.InvariantCulture;
        string peers = plain is null || tuned is null
            ? "python3-torch is not installed, so nothing to compare with"
            : string.Create(culture, $"{Medians.Of(ratiosPlain):0.00} times as fast as PyTorch as written (NCHW), ")
                + string.Create(culture, $"{Medians.Of(ratiosTuned):0.00} times as fast as PyTorch tuned (channels_last, same allocator settings or cuDNN's own choice)");
        string what = string.Create(culture, $"per step of batch {Batch} ({Medians.Of(gigaMultiplyAdds):0.00} G multiply-adds forward)");
        Console.WriteLine(string.Create(culture, $"supernet-step, {plan.Name}, {where}: {Medians.Of(own):0.0} ms {what}; {peers} (medians of {plan.Turns} turns × {plan.Steps} steps)"));
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
}
