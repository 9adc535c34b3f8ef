using Akka.Actor;
using EdgeNas.Actors.Protocol;
using EdgeNas.Domain.Jobs;

namespace EdgeNas.Actors.Jobs;

/// <summary>A job that the broker knows.</summary>
internal sealed class QueuedJob(IActorRef submitter, SearchContext context, Job job, long number)
{
    public IActorRef Submitter { get; set; } = submitter;

    public SearchContext Context { get; } = context;

    public Job Job { get; } = job;

    /// <summary>Counts the submitted jobs; the order within a search.</summary>
    public long Number { get; } = number;

    public JobNeeds Needs { get; } = JobNeeds.Of(context, job);

    /// <summary>Tries that ended with the worker's loss.</summary>
    public int Lost { get; set; }

    public string LastFailure { get; set; } = "";

    /// <summary>A worker that held it was lost, so it may be what breaks workers: it is given alone from now on, which shows whether it is.</summary>
    public bool IsSuspect { get; set; }

    /// <summary>Null while it waits.</summary>
    public Attempt? Running { get; set; }

    /// <summary>Whether the submitter knows that nobody present can do the job.</summary>
    public bool ToldToWait { get; set; }
}

/// <summary>One try under way.</summary>
internal sealed class Attempt(AttemptId id, IActorRef worker, DateTimeOffset leaseEnd)
{
    public AttemptId Id { get; } = id;

    public IActorRef Worker { get; } = worker;

    public DateTimeOffset LeaseEnd { get; set; } = leaseEnd;

    public DateTimeOffset Since { get; init; }

    /// <summary>What its worker said last; null before it has.</summary>
    public JobProgress? Progress { get; set; }

    /// <summary>Whether the result is with the submitter, which is storing it: the lease doesn't run out meanwhile.</summary>
    public bool Answered { get; set; }
}
