using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Sampling;
using EdgeNas.Learning.Data;
using EdgeNas.Learning.Modules;

namespace EdgeNas.Learning.Training;

/// <summary>
/// Trains a network from scratch, epoch by epoch, from checkpoint to checkpoint. Weights, order, augmentation and dropout come from streams named after the
/// subject, epoch and step, so an epoch gives the same checkpoint wherever and however often it is done.
/// </summary>
public sealed class TrainEpochHandler(SplitsCache data, TimeProvider time) : IJobHandler, IDisposable
{
    private readonly LiveTraining<NetworkModule> _live = new();

    public bool CanHandle(Job job) => job is TrainEpochJob;

    public JobResult Handle(Job job, JobEnvironment environment, CancellationToken cancellation)
    {
        var epoch = (TrainEpochJob)job;
        var spec = environment.Search.Spec;
        string purpose = $"train/{epoch.Subject}";
        var compute = ComputeTarget.Prepare(environment);
        var splits = data.Of(spec);
        var plan = new BatchPlan(splits, new Augmentation(spec.Dataset.CropPadding, spec.Dataset.Flip), spec.Train.Optimizer.Batch, spec.Seed, purpose);
        var (module, optimizer) = _live.Take(
            environment, purpose, epoch.Checkpoint, epoch.Epoch, spec.Train.Optimizer,
            () => new NetworkModule(epoch.Network.Build(spec.Space, environment.Search.Input), spec.Seed, purpose, compute));
        bool kept = false;
        try
        {
            double loss = Train(module, optimizer, plan, splits, epoch, environment, cancellation);
            using var evaluation = new Evaluation(splits.Images, splits.Validation, splits.Normalization, compute);
            double accuracy = evaluation.Accuracy(module, environment.Machine, cancellation);
            var checkpoint = environment.Artifacts.Put(Checkpoint.Write(module, optimizer, epoch.Epoch + 1));
            _live.Keep(environment, purpose, checkpoint, module, optimizer);
            kept = true;
            return new EpochTrained(checkpoint, loss, accuracy);
        }
        finally
        {
            if (!kept)
            {
                optimizer.Dispose();
                module.Dispose();
            }
        }
    }

    public void Dispose() => _live.Dispose();

    private double Train(
        NetworkModule module, NesterovSgd optimizer, BatchPlan plan, DatasetSplits splits, TrainEpochJob epoch, JobEnvironment environment, CancellationToken cancellation)
    {
        var spec = environment.Search.Spec;
        int steps = plan.StepsPerEpoch, first = epoch.Epoch * steps, all = spec.Train.Epochs * steps;
        var progress = new ProgressReporter(time, environment, $"{epoch.Subject}, epoch {epoch.Epoch + 1} of {spec.Train.Epochs}", steps);
        using var batches = BatchTensors.Source(plan, splits.Images.Shape, module.Compute.Device, first, steps);
        double sum = 0;
        for (int step = 0; step < steps; step++)
        {
            using var gate = environment.Machine.Step(cancellation);
            using var batch = batches.Next(cancellation);
            module.BatchNorm = BatchNormMode.Train;
            module.DropoutRandom = new SeedStream(spec.Seed, $"train/{epoch.Subject}/dropout/{first + step}");
            double loss = GradientStep.Take(
                module, optimizer, batch, spec.Train.Optimizer, LearningRate.At(first + step, all, spec.Train.Optimizer),
                $"epoch {epoch.Epoch} of {epoch.Subject} ({epoch.Network}), step {step}", "train");
            sum += loss;
            progress.Step(step + 1, (int)batch.Labels.shape[0], loss);
        }

        return sum / steps;
    }
}
