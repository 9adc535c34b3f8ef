using EdgeNas.Domain.Devices;
using EdgeNas.Domain.Searches;
using EdgeNas.Domain.Spaces;
using EdgeNas.Learning.Data;
using EdgeNas.Learning.Modules;
using EdgeNas.Learning.Training;
using static TorchSharp.torch;

namespace EdgeNas.Learning.Supernets;

/// <summary>
/// Inherited accuracy of single paths: batch-norm statistics averaged anew over a few training batches (the same for every path; Guo et al., 2020, section 3.4),
/// then the accuracy on validation images. Leaves the path's running statistics changed. Not thread-safe.
/// </summary>
internal sealed class PathScorer : IDisposable
{
    private readonly BatchTensors[] _recalibration;
    private readonly Evaluation _evaluation;

    /// <param name="images">The first so many validation images are used.</param>
    public PathScorer(DatasetSplits splits, SearchSpec spec, int images, ComputeTarget compute)
    {
        var plan = new BatchPlan(splits, Augmentation.None, spec.Supernet.Optimizer.Batch, spec.Seed, "score");
        _recalibration = [.. Enumerable.Range(0, spec.Explore.RecalibrationBatches).Select(i => BatchTensors.Of(plan.Batch(i), splits.Images.Shape, compute.Device))];
        _evaluation = new Evaluation(splits.Images, splits.Validation.AsSpan(0, Math.Min(images, splits.Validation.Length)), splits.Normalization, compute);
    }

    /// <returns>0..1.</returns>
    public double Score(Supernet supernet, Architecture path, MachineGate machine, CancellationToken cancellation)
    {
        supernet.Path = path;
        supernet.DropoutRandom = null;
        using (no_grad())
        {
            for (int i = 0; i < _recalibration.Length; i++)
            {
                using var step = machine.Step(cancellation);
                supernet.BatchNorm = BatchNormMode.Average(i);
                supernet.forward(_recalibration[i].Images).Dispose();
            }
        }

        return _evaluation.Accuracy(supernet, machine, cancellation);
    }

    public void Dispose()
    {
        foreach (var batch in _recalibration) batch.Dispose();
        _evaluation.Dispose();
    }
}
