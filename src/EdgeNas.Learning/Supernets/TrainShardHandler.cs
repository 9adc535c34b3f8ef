using EdgeNas.Domain.Jobs;
using EdgeNas.Learning.Data;
using EdgeNas.Learning.Modules;
using EdgeNas.Learning.Training;

namespace EdgeNas.Learning.Supernets;

/// <summary>Trains one shard of a round of the supernet. As for <see cref="TrainRoundHandler"/>, where and how often it is done changes nothing.</summary>
public sealed class TrainShardHandler(SplitsCache data, TimeProvider time) : IJobHandler
{
    public bool CanHandle(Job job) => job is TrainShardJob;

    public JobResult Handle(Job job, JobEnvironment environment, CancellationToken cancellation)
    {
        var shard = (TrainShardJob)job;
        var spec = environment.Search.Spec;
        var compute = ComputeTarget.Prepare(environment);
        using var supernet = new Supernet(spec.Space, environment.Search.Input, spec.Seed, compute);
        using var optimizer = new NesterovSgd(supernet, spec.Supernet.Optimizer);
        if (shard.Checkpoint is { } before) Checkpoint.Read(environment.Artifacts.Get(before), $"Checkpoint {before}", shard.Round, supernet, optimizer);
        double loss = new SupernetSteps(data.Of(spec), time, environment).Train(supernet, optimizer, shard.Round, shard.Shard, shard.Active, shard.Guide, cancellation);
        return new ShardTrained(environment.Artifacts.Put(Checkpoint.Write(supernet, optimizer, shard.Round + 1)), loss);
    }
}
