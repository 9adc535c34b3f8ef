using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using EdgeNas.Domain;
using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Searches;
using EdgeNas.Domain.Spaces;
using EdgeNas.Hosting.Settings;
using EdgeNas.Learning.Data;
using EdgeNas.Learning.Modules;
using EdgeNas.Learning.Training;
using static TorchSharp.torch;

namespace EdgeNas.Benchmarks.Studies;

/// <summary>
/// How near the loss curve of a training here is to python3-torch's, and that to its own when only last digits change: the same network of mobile-28's shape (every layer kernel 3, expansion 6), start,
/// images of a pattern per class under noise, and optimizer. Free, and step by step from the same weights, which tells rounding that training amplifies from a step that is another.
/// </summary>
internal static class LossCurveStudy
{
    public const string Name = "loss-curves";

    private const int Batch = 64, Steps = 50;

    private static readonly double[] Rates = [0.05, 0.005, 0.0005, 0.0001];

    /// <param name="options"><c>--rates R[,R…]</c>: learning rates.</param>
    public static int Run(string[] options)
    {
        string root = Environment.GetEnvironmentVariable("EDGENAS_ROOT") ?? Directory.GetCurrentDirectory();
        double[] rates = options is ["--rates", var list] ? [.. list.Split(',').Select(rate => double.Parse(rate, CultureInfo.InvariantCulture))] : Rates;
        var space = SpaceFile.Load(Path.Combine(root, "hocon", "spaces", "mobile-28.conf"));
        var network = NetworkBuilder.Build(space, EdgeNas.Domain.Spaces.Architecture.FromChoices([.. space.Searchable.Select(_ => 1)]), space.Input);
        var (images, labels) = Batches(network.Input);
        string folder = Directory.CreateTempSubdirectory("edgenas-loss-curves-").FullName;
        try
        {
            set_num_threads(1);
            double[][] losses = [.. rates.Select((rate, i) => Train(network, images, labels, rate, Path.Combine(folder, $"weights-{i}")))];
            File.WriteAllBytes(Path.Combine(folder, "images"), MemoryMarshal.AsBytes<float>(images).ToArray());
            File.WriteAllText(Path.Combine(folder, "task.json"), JsonSerializer.Serialize(new { network, batch = Batch, steps = Steps, rates, labels, losses }));
            using var python = Process.Start("/usr/bin/python3", [Path.Combine(AppContext.BaseDirectory, "Studies", "loss_curves.py"), folder]);
            python.WaitForExit();
            return python.ExitCode == 0 ? 0 : throw new EdgeNasException("python3-torch, to compare with, has failed, see above. `apt-get install python3-torch` brings it.");
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    /// <summary>The loss of each step; the weights before each step, and after the last, go to a file, float32, in the network's order.</summary>
    private static double[] Train(Network network, float[] images, long[] labels, double rate, string weights)
    {
        var spec = new OptimizerSpec(Batch, rate, 0.9, 4e-5, 0.1, 0, 0);
        using var module = new NetworkModule(network, 1, Name) { BatchNorm = BatchNormMode.Train };
        using var optimizer = new NesterovSgd(module, spec);
        using var file = File.Create(weights);
        double[] losses = new double[Steps];
        int size = images.Length / Steps;
        for (int step = 0; step < Steps; step++)
        {
            Write(module, file);
            using var batch = BatchTensors.Of(new ImageBatch(images[(step * size)..((step + 1) * size)], labels[(step * Batch)..((step + 1) * Batch)]), network.Input);
            losses[step] = GradientStep.Take(module, optimizer, batch, spec, rate, $"step {step}", "train");
        }

        Write(module, file);
        return losses;
    }

    private static void Write(ImageClassifier module, Stream file)
    {
        foreach (string name in module.UsedParameters)
        {
            using var flat = module.Tensors.Parameters[name].detach().contiguous();
            file.Write(flat.bytes);
        }
    }

    private static (float[] Images, long[] Labels) Batches(InputShape shape)
    {
        var random = new SeedStream(1, Name);
        int pixels = shape.Channels * shape.Size * shape.Size;
        float[][] patterns = [.. Enumerable.Range(0, shape.Classes).Select(_ => Enumerable.Range(0, pixels).Select(_ => (float)random.NextGaussian()).ToArray())];
        long[] labels = [.. Enumerable.Range(0, Steps * Batch).Select(_ => (long)random.Next(shape.Classes))];
        return ([.. labels.SelectMany(label => patterns[label].Select(pixel => pixel + (float)random.NextGaussian()))], labels);
    }
}
