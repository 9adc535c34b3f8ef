using EdgeNas.Domain.Devices;
using EdgeNas.Learning.Data;
using EdgeNas.Learning.Modules;
using static TorchSharp.torch;

namespace EdgeNas.Learning.Training;

/// <summary>Images that accuracy is measured on, normalised and without augmentation, as tensors. Not thread-safe.</summary>
internal sealed class Evaluation : IDisposable
{
    private const int Batch = 250;

    private readonly BatchTensors[] _batches;
    private readonly int _count;

    public Evaluation(ImageSet images, ReadOnlySpan<int> indices, Normalization normalization, ComputeTarget? compute = null)
    {
        _count = indices.Length;
        _batches = new BatchTensors[(_count + Batch - 1) / Batch];
        for (int i = 0; i < _batches.Length; i++)
        {
            var some = indices.Slice(i * Batch, Math.Min(Batch, _count - (i * Batch)));
            _batches[i] = BatchTensors.Of(ImageBatch.Of(images, some, normalization, Augmentation.None, null), images.Shape, compute?.Device);
        }
    }

    /// <summary>Share of the images whose largest logit is that of their class, by the running statistics.</summary>
    public double Accuracy(ImageClassifier module, MachineGate machine, CancellationToken cancellation)
    {
        using var noGradient = no_grad();
        (module.BatchNorm, module.DropoutRandom) = (BatchNormMode.Evaluate, null);
        long right = 0;
        foreach (var batch in _batches)
        {
            using var step = machine.Step(cancellation);
            using var logits = module.forward(batch.Images);
            using var chosen = logits.argmax(1);
            using var equal = chosen.eq(batch.Labels);
            using var sum = equal.sum();
            right += sum.item<long>();
        }

        return (double)right / _count;
    }

    public void Dispose()
    {
        foreach (var batch in _batches) batch.Dispose();
    }
}
