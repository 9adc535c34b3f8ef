using System.Collections.Immutable;
using EdgeNas.Actors.Protocol;

namespace EdgeNas.Actors.Workers;

/// <summary>A capability of a worker: its actor's name and the kinds of jobs that it does.</summary>
public sealed record WorkerRole(string Name, ImmutableHashSet<JobKind> Kinds)
{
    /// <summary>SupernetTrainer: rounds of the supernet, and training the chosen networks from scratch.</summary>
    public static WorkerRole Trainer { get; } = new("trainer", [JobKind.TrainRound, JobKind.TrainShard, JobKind.MergeShards, JobKind.TrainEpoch, JobKind.Finish]);

    /// <summary>EstimatorTrainer: fits the latency estimator.</summary>
    public static WorkerRole Estimator { get; } = new("estimator", [JobKind.FitEstimator]);

    /// <summary>ArchitectureSampler: proposes candidates.</summary>
    public static WorkerRole Sampler { get; } = new("sampler", [JobKind.Propose]);

    /// <summary>CandidateEvaluator: scores paths of the supernet and judges choices by them.</summary>
    public static WorkerRole Evaluator { get; } = new("evaluator", [JobKind.Score, JobKind.Regularize]);

    /// <summary>DeviceProfiler: has one device to itself.</summary>
    public static WorkerRole Profiler(string device) => new(device, [JobKind.Profile]);

    /// <summary>The roles of a worker node.</summary>
    public static ImmutableArray<WorkerRole> OfWorker { get; } = [Trainer, Estimator, Sampler, Evaluator];
}
