using EdgeNas.Domain;
using EdgeNas.Domain.Devices;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Tables;
using EdgeNas.Learning.Data;
using EdgeNas.Learning.Modules;
using EdgeNas.Learning.Training;
using EdgeNas.Onnx;
using EdgeNas.Onnx.Safetensors;
using static TorchSharp.torch;

namespace EdgeNas.Learning.Export;

/// <summary>Opens the test set, for the only time, and writes a trained network as ONNX and safetensors; or looks the accuracy up of one that wasn't trained.</summary>
public sealed class FinishHandler(DatasetFolders folders, SplitsCache data) : IJobHandler
{
    /// <summary>Largest difference between the logits of ONNX Runtime and of the trained network that is taken for rounding.</summary>
    public const double MaximumDifference = 1e-4;

    private const int ComparedImages = 100;

    private readonly LookupTables _tables = new();

    public bool CanHandle(Job job) => job is FinishJob;

    public JobResult Handle(Job job, JobEnvironment environment, CancellationToken cancellation)
    {
        var finish = (FinishJob)job;
        var spec = environment.Search.Spec;
        if (spec.AccuracyTable?.Tested is { } source) return new Finished(_tables.Of(source, environment.Artifacts).Of(finish.Network.Architecture!.Value) / 100, null, null, null);
        set_num_threads(spec.Threads);
        using var module = new NetworkModule(finish.Network.Build(spec.Space, environment.Search.Input), spec.Seed, $"train/{finish.Subject}");
        Checkpoint.Read(environment.Artifacts.Get(finish.Checkpoint), $"Checkpoint {finish.Checkpoint}", null, module, null);
        var weights = SafetensorsFile.Of(Checkpoint.Weights(module)).With("network", module.Network.Name).With("space", spec.Space.Name);
        var normalization = data.Of(spec).Normalization;
        byte[] onnx = OnnxWriter.Write(module.Network, new TensorWeights(weights.Tensors), null, Metadata(spec.Dataset.Name, spec.Space.Name, normalization));

        var test = folders.Read(spec.Dataset, DatasetPart.Test);
        int[] all = [.. Enumerable.Range(0, test.Count)];
        using var evaluation = new Evaluation(test, all, normalization);
        double accuracy = evaluation.Accuracy(module, environment.Machine, cancellation);
        double difference = Difference(module, onnx, ImageBatch.Of(test, all.AsSpan(0, Math.Min(ComparedImages, all.Length)), normalization, Augmentation.None, null), environment.Machine, cancellation);
        // Not written the other way round: a NaN must not pass.
        if (!(difference <= MaximumDifference))
        {
            throw new EdgeNasException(
                $"The ONNX file of {finish.Subject} ({finish.Network}) is not the trained network: its logits in ONNX Runtime differ by up to {difference:0.######}, "
                + $"more than {MaximumDifference}. Nothing was handed over; report this with the checkpoint {finish.Checkpoint}.");
        }

        return new Finished(accuracy, environment.Artifacts.Put(onnx), environment.Artifacts.Put(weights.ToBytes()), difference);
    }

    /// <summary>What whoever runs the file has to know: inputs are <c>(pixel / 255 − mean) / deviation</c> per channel.</summary>
    private static Dictionary<string, string> Metadata(string dataset, string space, Normalization normalization) => new()
    {
        ["dataset"] = dataset,
        ["space"] = space,
        ["input-mean"] = string.Join(' ', normalization.Mean),
        ["input-deviation"] = string.Join(' ', normalization.Deviation),
    };

    private static double Difference(NetworkModule module, byte[] onnx, ImageBatch batch, MachineGate machine, CancellationToken cancellation)
    {
        using var step = machine.Step(cancellation);
        using var noGradient = no_grad();
        using var tensors = BatchTensors.Of(batch, module.Network.Input);
        using var logits = module.forward(tensors.Images);
        using var plainImages = tensors.Images.contiguous();
        float[] expected = logits.data<float>().ToArray(), actual = OnnxLogits.Of(onnx, plainImages.data<float>().ToArray(), batch.Count, module.Network.Input);
        double largest = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            double difference = Math.Abs((double)expected[i] - actual[i]);
            if (!(difference <= largest)) largest = difference;
        }

        return largest;
    }
}
