using System.Collections.Immutable;
using EdgeNas.Actors.Protocol;

namespace EdgeNas.Actors.Workers;

/// <summary>A capability of a worker: its actor's name and what it offers.</summary>
public sealed record WorkerRole(string Name, WorkerOffer Offer)
{
    /// <summary>SupernetTrainer: rounds of the supernet, and training the chosen networks from scratch.</summary>
    public static WorkerRole Trainer { get; } = Of("trainer", JobKind.TrainRound, JobKind.TrainShard, JobKind.MergeShards, JobKind.TrainEpoch, JobKind.Finish);

    /// <summary>EstimatorTrainer: fits the latency estimator.</summary>
    public static WorkerRole Estimator { get; } = Of("estimator", JobKind.FitEstimator);

    /// <summary>ArchitectureSampler: proposes candidates.</summary>
    public static WorkerRole Sampler { get; } = Of("sampler", JobKind.Propose);

    /// <summary>CandidateEvaluator: scores paths of the supernet and judges choices by them.</summary>
    public static WorkerRole Evaluator { get; } = Of("evaluator", JobKind.Score, JobKind.Regularize);

    /// <summary>The roles of a worker node.</summary>
    public static ImmutableArray<WorkerRole> OfWorker { get; } = [Trainer, Estimator, Sampler, Evaluator];

    /// <summary>DeviceProfiler: has one device to itself.</summary>
    /// <param name="device">The device's name, which searches ask for.</param>
    public static WorkerRole Profiler(string device) => new(device, new WorkerOffer([JobKind.Profile], device));

    /// <summary>The role with so much memory for each job, in bytes; null: not said.</summary>
    public WorkerRole With(long? memoryBytes, long? gpuMemoryBytes) => this with { Offer = Offer with { MemoryBytes = memoryBytes, GpuMemoryBytes = gpuMemoryBytes } };

    private static WorkerRole Of(string name, params ReadOnlySpan<JobKind> kinds) => new(name, new WorkerOffer([.. kinds]));
}
