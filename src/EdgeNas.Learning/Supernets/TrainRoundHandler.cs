using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Sampling;
using EdgeNas.Learning.Data;
using EdgeNas.Learning.Modules;
using EdgeNas.Learning.Training;
using static TorchSharp.torch;

namespace EdgeNas.Learning.Supernets;

/// <summary>
/// Trains the supernet for one round, from checkpoint to checkpoint. Paths, order, augmentation and dropout come from streams named after round and step, so a
/// round gives the same checkpoint wherever and however often it is done.
/// </summary>
public sealed class TrainRoundHandler(SplitsCache data, TimeProvider time) : IJobHandler, IDisposable
{
    private const string Purpose = "supernet";
    private const int JudgedPaths = 4;
    private const int JudgedImages = 1000;

    private readonly LiveTraining<Supernet> _live = new();

    public bool CanHandle(Job job) => job is TrainRoundJob;

    public JobResult Handle(Job job, JobEnvironment environment, CancellationToken cancellation)
    {
        var round = (TrainRoundJob)job;
        var spec = environment.Search.Spec;
        set_num_threads(spec.Threads);
        var splits = data.Of(spec);
        var (supernet, optimizer) = _live.Take(
            environment, Purpose, round.Checkpoint, round.Round, spec.Supernet.Optimizer, () => new Supernet(spec.Space, environment.Search.Input, spec.Seed));
        bool kept = false;
        try
        {
            double loss = Train(supernet, optimizer, splits, round, environment, cancellation);
            // Judging changes running statistics; the checkpoint comes after it, so that it holds what memory holds.
            double accuracy = Judge(supernet, splits, round, environment, cancellation);
            var checkpoint = environment.Artifacts.Put(Checkpoint.Write(supernet, optimizer, round.Round + 1));
            _live.Keep(environment, Purpose, checkpoint, supernet, optimizer);
            kept = true;
            return new RoundTrained(checkpoint, loss, accuracy);
        }
        finally
        {
            if (!kept)
            {
                optimizer.Dispose();
                supernet.Dispose();
            }
        }
    }

    public void Dispose() => _live.Dispose();

    private double Train(
        Supernet supernet, NesterovSgd optimizer, DatasetSplits splits, TrainRoundJob round, JobEnvironment environment, CancellationToken cancellation)
    {
        var spec = environment.Search.Spec;
        int steps = spec.Supernet.StepsPerRound, first = round.Round * steps, all = spec.Supernet.Rounds * steps;
        var sampler = PathSamplers.Named(spec.Supernet.Sampler);
        var plan = new BatchPlan(splits, new Augmentation(spec.Dataset.CropPadding, spec.Dataset.Flip), spec.Supernet.Optimizer.Batch, spec.Seed, Purpose);
        var progress = new ProgressReporter(time, environment, $"supernet, round {round.Round + 1} of {spec.Supernet.Rounds}", steps);
        using var batches = new BatchSource(plan, first, steps);
        double sum = 0;
        for (int step = 0; step < steps; step++)
        {
            var batch = batches.Next(cancellation);
            using var gate = environment.Machine.Step(cancellation);
            supernet.Path = sampler.Path(round.Active, spec.Seed, round.Round, step);
            supernet.BatchNorm = BatchNormMode.Train;
            supernet.DropoutRandom = new SeedStream(spec.Seed, $"supernet/round/{round.Round}/dropout/{step}");
            double loss = GradientStep.Take(
                supernet, optimizer, batch, splits, spec.Supernet.Optimizer, LearningRate.At(first + step, all, spec.Supernet.Optimizer),
                $"round {round.Round}, step {step} (path {supernet.Path})", "supernet");
            sum += loss;
            progress.Step(step + 1, batch.Count, loss);
        }

        return sum / steps;
    }

    /// <summary>Mean inherited accuracy of a few uniformly drawn paths: how far the supernet is.</summary>
    private static double Judge(Supernet supernet, DatasetSplits splits, TrainRoundJob round, JobEnvironment environment, CancellationToken cancellation)
    {
        var spec = environment.Search.Spec;
        var random = new SeedStream(spec.Seed, $"supernet/round/{round.Round}/judge");
        using var scorer = new PathScorer(splits, spec, JudgedImages);
        double sum = 0;
        for (int i = 0; i < JudgedPaths; i++)
        {
            sum += scorer.Score(supernet, ArchitectureSampling.Uniform(round.Active, random), environment.Machine, cancellation);
        }

        return sum / JudgedPaths;
    }
}
