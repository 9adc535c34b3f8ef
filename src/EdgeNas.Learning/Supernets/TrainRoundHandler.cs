using EdgeNas.Domain.Jobs;
using EdgeNas.Learning.Data;
using EdgeNas.Learning.Modules;
using EdgeNas.Learning.Training;

namespace EdgeNas.Learning.Supernets;

/// <summary>
/// Trains the supernet for one round, from checkpoint to checkpoint. Paths, order, augmentation and dropout come from streams named after round and step, so a
/// round gives the same checkpoint wherever and however often it is done.
/// </summary>
public sealed class TrainRoundHandler(SplitsCache data, TimeProvider time) : IJobHandler, IDisposable
{
    private readonly LiveTraining<Supernet> _live = new();

    public bool CanHandle(Job job) => job is TrainRoundJob;

    public JobResult Handle(Job job, JobEnvironment environment, CancellationToken cancellation)
    {
        var round = (TrainRoundJob)job;
        var spec = environment.Search.Spec;
        var compute = ComputeTarget.Prepare(environment);
        var splits = data.Of(spec);
        var (supernet, optimizer) = _live.Take(
            environment, SupernetSteps.Purpose, round.Checkpoint, round.Round, spec.Supernet.Optimizer, () => new Supernet(spec.Space, environment.Search.Input, spec.Seed, compute));
        bool kept = false;
        try
        {
            double loss = new SupernetSteps(splits, time, environment).Train(supernet, optimizer, round.Round, shard: 0, round.Active, round.Guide, cancellation);
            // Judging changes running statistics; the checkpoint comes after it, so that it holds what memory holds.
            double accuracy = SupernetJudge.Accuracy(supernet, splits, round.Round, round.Active, environment, cancellation);
            var checkpoint = environment.Artifacts.Put(Checkpoint.Write(supernet, optimizer, round.Round + 1));
            _live.Keep(environment, SupernetSteps.Purpose, checkpoint, supernet, optimizer);
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
}
