using EdgeNas.Domain.Jobs;
using EdgeNas.Learning.Data;
using EdgeNas.Learning.Modules;
using EdgeNas.Learning.Training;

namespace EdgeNas.Learning.Supernets;

/// <summary>Averages the shards of a round (local SGD: Stich, ICLR 2019) and judges the result.</summary>
public sealed class MergeShardsHandler(SplitsCache data) : IJobHandler
{
    public bool CanHandle(Job job) => job is MergeShardsJob;

    public JobResult Handle(Job job, JobEnvironment environment, CancellationToken cancellation)
    {
        var merge = (MergeShardsJob)job;
        var spec = environment.Search.Spec;
        var compute = ComputeTarget.Prepare(environment);
        byte[] average = CheckpointAverage.Of([.. merge.Shards.Select(shard => ($"Checkpoint {shard}", environment.Artifacts.Get(shard)))]);
        using var supernet = new Supernet(spec.Space, environment.Search.Input, spec.Seed, compute);
        using var optimizer = new NesterovSgd(supernet, spec.Supernet.Optimizer);
        Checkpoint.Read(average, $"Average of round {merge.Round}", merge.Round + 1, supernet, optimizer);
        // Judging changes running statistics; the checkpoint comes after it, as in a round of one shard.
        double accuracy = SupernetJudge.Accuracy(supernet, data.Of(spec), merge.Round, merge.Active, environment, cancellation);
        return new ShardsMerged(environment.Artifacts.Put(Checkpoint.Write(supernet, optimizer, merge.Round + 1)), accuracy);
    }
}
