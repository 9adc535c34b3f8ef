using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Spaces;
using EdgeNas.Learning.Data;
using EdgeNas.Learning.Modules;
using EdgeNas.Learning.Training;

namespace EdgeNas.Learning.Supernets;

/// <summary>
/// The steps of one shard of a round (with one shard: of the round). The batches and paths of a round are dealt out to its shards one after the other, so that together
/// they see what one would.
/// </summary>
internal sealed class SupernetSteps(DatasetSplits splits, TimeProvider time, JobEnvironment environment)
{
    /// <summary>Names the random streams of the supernet's training.</summary>
    public const string Purpose = "supernet";

    /// <returns>Mean loss.</returns>
    public double Train(Supernet supernet, NesterovSgd optimizer, int round, int shard, ActiveChoices active, PathGuide? guide, CancellationToken cancellation)
    {
        var spec = environment.Search.Spec;
        int steps = spec.Supernet.StepsPerRound, first = round * steps, all = spec.Supernet.Rounds * steps, shards = spec.Supernet.Shards;
        var sampler = PathSamplers.Named(spec.Supernet.Sampler, active, guide, environment.Artifacts);
        var plan = new BatchPlan(splits, new Augmentation(spec.Dataset.CropPadding, spec.Dataset.Flip), spec.Supernet.Optimizer.Batch, spec.Seed, Purpose);
        string part = shards == 1 ? "" : $", shard {shard + 1} of {shards}";
        var progress = new ProgressReporter(time, environment, $"supernet, round {round + 1} of {spec.Supernet.Rounds}{part}", steps);
        using var batches = BatchTensors.Source(plan, splits.Images.Shape, supernet.Compute.Device, (first * shards) + shard, steps, stride: shards);
        double sum = 0;
        for (int step = 0; step < steps; step++)
        {
            using var gate = environment.Machine.Step(cancellation);
            using var batch = batches.Next(cancellation);
            int dealt = (step * shards) + shard;
            supernet.Path = sampler.Path(spec.Seed, round, dealt);
            supernet.BatchNorm = BatchNormMode.Train;
            supernet.DropoutRandom = new SeedStream(spec.Seed, $"supernet/round/{round}/dropout/{dealt}");
            double loss = GradientStep.Take(
                supernet, optimizer, batch, spec.Supernet.Optimizer, LearningRate.At(first + step, all, spec.Supernet.Optimizer),
                $"round {round}{part}, step {step} (path {supernet.Path})", "supernet");
            sum += loss;
            progress.Step(step + 1, (int)batch.Labels.shape[0], loss);
        }

        return sum / steps;
    }
}
