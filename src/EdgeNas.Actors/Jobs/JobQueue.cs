using System.Collections.Immutable;
using Akka.Actor;
using EdgeNas.Actors.Protocol;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Searches;

namespace EdgeNas.Actors.Jobs;

/// <summary>A job that the broker knows.</summary>
internal sealed class QueuedJob(IActorRef submitter, SearchContext context, Job job)
{
    public IActorRef Submitter { get; set; } = submitter;

    public SearchContext Context { get; } = context;

    public Job Job { get; } = job;

    /// <summary>Tries that ended with the worker's loss.</summary>
    public int Lost { get; set; }

    public string LastFailure { get; set; } = "";

    public Attempt? Running { get; set; }
}

/// <summary>One try under way.</summary>
internal sealed class Attempt(AttemptId id, IActorRef worker, DateTimeOffset leaseEnd)
{
    public AttemptId Id { get; } = id;

    public IActorRef Worker { get; } = worker;

    public DateTimeOffset LeaseEnd { get; set; } = leaseEnd;

    /// <summary>Whether the result is with the submitter, which is storing it: the lease doesn't run out meanwhile.</summary>
    public bool Answered { get; set; }
}

/// <summary>The broker's book: jobs that wait and jobs under way, first come first served. Not thread-safe; no messages, no clock.</summary>
internal sealed class JobQueue
{
    private readonly List<QueuedJob> _jobs = [];
    private long _attempts;

    public IEnumerable<QueuedJob> Running => _jobs.Where(job => job.Running is not null);

    /// <summary>Queues a job, or, where it is known already, only notes its (restarted) submitter.</summary>
    public void Submit(IActorRef submitter, SearchContext context, Job job)
    {
        if (Find(context.Search, job.Id) is { } known) known.Submitter = submitter;
        else _jobs.Add(new QueuedJob(submitter, context, job));
    }

    /// <summary>The next waiting job that a worker of these kinds can do, marked as running; null where there is none.</summary>
    public QueuedJob? Take(IActorRef worker, ImmutableHashSet<JobKind> kinds, DateTimeOffset leaseEnd)
    {
        var job = _jobs.Find(waiting => waiting.Running is null && kinds.Contains(JobKinds.Of(waiting.Job)));
        if (job is not null) job.Running = new Attempt(new AttemptId(job.Context.Search, job.Job.Id, ++_attempts), worker, leaseEnd);
        return job;
    }

    /// <summary>The job whose present attempt this is; null for an old attempt.</summary>
    public QueuedJob? Find(AttemptId attempt) => _jobs.Find(job => job.Running?.Id == attempt);

    public void Remove(QueuedJob job) => _jobs.Remove(job);

    /// <summary>Forgets the waiting jobs of a search and returns the attempts under way.</summary>
    public ImmutableArray<Attempt> Withdraw(SearchId search)
    {
        _jobs.RemoveAll(job => job.Context.Search == search && job.Running is null);
        return [.. Of(search).Select(job => job.Running!)];
    }

    public IEnumerable<QueuedJob> Of(SearchId search) => _jobs.Where(job => job.Context.Search == search);

    private QueuedJob? Find(SearchId search, string jobId) => _jobs.Find(job => job.Context.Search == search && job.Job.Id == jobId);
}
