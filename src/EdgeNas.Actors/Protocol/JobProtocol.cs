using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Akka.Actor;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Searches;

namespace EdgeNas.Actors.Protocol;

// Conversation: SearchActors hand jobs to the JobBroker; workers pull them, renew their lease while they work, and send the result.

/// <summary>SearchActor → broker: have this done. The same job again while it is queued or running changes nothing.</summary>
public sealed record SubmitJob(SearchContext Context, Job Job);

/// <summary>SearchActor → broker: take back all jobs of a search. Answered with <see cref="JobsWithdrawn"/> when none runs any more.</summary>
public sealed record WithdrawJobs(SearchId Search);

public sealed record JobsWithdrawn(SearchId Search);

/// <summary>
/// Worker → broker: ready, and able to do jobs of these kinds. Sent again and again while idle, since either side may have restarted. Otherwise as <see cref="WorkerOffer"/>.
/// </summary>
/// <param name="Ahead">
/// Short jobs that it takes besides the one it is at. Such a worker wants the next job as soon as it has sent a result, and keeps the contexts of searches.
/// Null, as earlier versions say: none, and no other job before the result is acknowledged.
/// </param>
public sealed record WorkerIdle(
    ImmutableHashSet<JobKind> Kinds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Device = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? MemoryBytes = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? GpuMemoryBytes = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Ahead = null);

/// <summary>Broker → worker: do this, after what you have.</summary>
/// <param name="Context">Null: as in the last job of that search which had one.</param>
/// <param name="Submitter">The search's actor.</param>
/// <param name="Lease">The worker has to renew within this time.</param>
public sealed record AssignJob(AttemptId Attempt, SearchContext? Context, Job Job, IActorRef Submitter, TimeSpan Lease);

/// <summary>Worker → broker: the attempt came without a context, and none of its search is here. Answer: <see cref="AssignJob"/> with it.</summary>
public sealed record AskContext(AttemptId Attempt);

/// <summary>Broker → worker: stop at the next step boundary; the job isn't wanted any more.</summary>
public sealed record CancelAttempt(AttemptId Attempt);

/// <summary>Worker → broker: still working.</summary>
public sealed record RenewLease(AttemptId Attempt);

/// <summary>Worker → broker: how far it is; for people, and may be lost.</summary>
public sealed record AttemptMoved(AttemptId Attempt, JobProgress Progress);

/// <summary>Worker → broker: done. Repeated until <see cref="ResultAcknowledged"/>.</summary>
public sealed record JobDone(AttemptId Attempt, JobResult Result, TimeSpan Elapsed);

/// <summary>Worker → broker: stopped because it was told to. The job goes to another worker, if it is still wanted.</summary>
public sealed record AttemptCancelled(AttemptId Attempt);

/// <summary>Worker → broker: the attempt ended in a bug; the worker restarts.</summary>
public sealed record AttemptCrashed(AttemptId Attempt, string Failure);

/// <summary>Broker → worker: the result is stored or not wanted.</summary>
public sealed record ResultAcknowledged(AttemptId Attempt);

/// <summary>What a worker must be able to do for a job.</summary>
public enum JobKind
{
    Profile,
    FitEstimator,
    TrainRound,
    TrainShard,
    MergeShards,
    Regularize,
    Propose,
    Score,
    TrainEpoch,
    Finish,
}

/// <summary>Kinds of jobs.</summary>
public static class JobKinds
{
    public static JobKind Of(Job job) => job switch
    {
        ProfileJob => JobKind.Profile,
        FitEstimatorJob => JobKind.FitEstimator,
        TrainRoundJob => JobKind.TrainRound,
        TrainShardJob => JobKind.TrainShard,
        MergeShardsJob => JobKind.MergeShards,
        RegularizeJob => JobKind.Regularize,
        ProposeJob => JobKind.Propose,
        ScoreJob => JobKind.Score,
        TrainEpochJob => JobKind.TrainEpoch,
        FinishJob => JobKind.Finish,
        _ => throw new ArgumentException($"job {job.Id} is of no known kind: {job.GetType().Name}", nameof(job)),
    };
}
