using System.Collections.Immutable;
using Akka.Actor;
using EdgeNas.Actors.Protocol;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Searches;

namespace EdgeNas.Actors.Jobs;

/// <summary>
/// The broker's book of jobs: those that wait, in <see cref="FairPool"/>s, and those under way. Finding a job and giving one out cost the logarithm of the number of jobs
/// of one search. Not thread-safe; no messages, no clock.
/// </summary>
internal sealed class JobQueue
{
    private readonly long _firstAttempt;
    private readonly Dictionary<SearchId, Dictionary<string, QueuedJob>> _searches = [];
    private readonly Dictionary<AttemptId, QueuedJob> _running = [];
    private readonly Dictionary<IActorRef, List<QueuedJob>> _byWorker = [];
    private readonly Dictionary<string, FairPool> _pools = [];
    private long _attempts;
    private long _submitted;

    /// <param name="firstAttempt">Attempts are numbered from here. Above every number that an earlier broker gave, so that answers to that one are known for what they are.</param>
    public JobQueue(long firstAttempt) => (_firstAttempt, _attempts) = (firstAttempt, firstAttempt);

    public IReadOnlyCollection<QueuedJob> Running => _running.Values;

    public IEnumerable<QueuedJob> Waiting => _pools.Values.SelectMany(pool => pool.Waiting);

    public IEnumerable<SearchId> Searches => _searches.Keys;

    /// <summary>
    /// Queues a job and returns it; null where it was known already, and only its submitter is noted. Has that restarted, it may have lost a result that it was storing: so the
    /// attempt is under way again until <paramref name="leaseEnd"/>, and its worker sends the result once more.
    /// </summary>
    public QueuedJob? Submit(IActorRef submitter, SearchContext context, Job job, DateTimeOffset leaseEnd)
    {
        if (!_searches.TryGetValue(context.Search, out var jobs)) _searches[context.Search] = jobs = [];
        if (jobs.TryGetValue(job.Id, out var known))
        {
            if (known.Submitter.Equals(submitter)) return null;
            known.Submitter = submitter;
            known.ToldToWait = false;
            if (known.Running is not { Answered: true } attempt) return null;
            attempt.Answered = false;
            attempt.LeaseEnd = leaseEnd;
            return null;
        }

        var queued = new QueuedJob(submitter, context, job, ++_submitted);
        jobs[job.Id] = queued;
        Pool(queued).Add(queued);
        return queued;
    }

    /// <summary>The waiting job that is next for a worker with this offer; null where it fits none. <paramref name="pools"/>: where such a worker's jobs can be.</summary>
    public QueuedJob? Next(IEnumerable<string> pools, Func<JobNeeds, bool> fits)
    {
        QueuedJob? first = null;
        foreach (string name in pools)
        {
            // A worker of several pools does what has waited longest.
            if (_pools.TryGetValue(name, out var pool) && pool.Next(fits) is { } job && (first is null || job.Number < first.Number)) first = job;
        }

        return first;
    }

    /// <summary>Gives a waiting job out.</summary>
    public Attempt Give(QueuedJob job, IActorRef worker, DateTimeOffset now, DateTimeOffset leaseEnd)
    {
        Pool(job).Serve(job);
        return Run(job, new Attempt(new AttemptId(job.Context.Search, job.Job.Id, ++_attempts), worker, leaseEnd) { Since = now });
    }

    /// <summary>
    /// Takes up an attempt that an earlier broker gave out, where its job waits here and nobody else is at it; null otherwise.
    /// </summary>
    /// <param name="may">Whether this worker may have such a job.</param>
    public QueuedJob? Adopt(AttemptId attempt, IActorRef worker, Func<JobNeeds, bool> may, DateTimeOffset now, DateTimeOffset leaseEnd)
    {
        if (attempt.Number > _firstAttempt || Find(attempt.Search, attempt.JobId) is not { Running: null } job || !may(job.Needs)) return null;
        Pool(job).Remove(job);
        Run(job, new Attempt(attempt, worker, leaseEnd) { Since = now });
        return job;
    }

    /// <summary>Whether an earlier broker gave this attempt out and nothing is known here of its job (yet).</summary>
    public bool IsFromBefore(AttemptId attempt) => attempt.Number <= _firstAttempt && Find(attempt.Search, attempt.JobId) is null;

    /// <summary>Puts a job under way back among those that wait, in its old place.</summary>
    public void Return(QueuedJob job)
    {
        Stop(job);
        job.ToldToWait = false;
        Pool(job).Add(job);
    }

    /// <summary>The job whose present attempt this is; null for an old attempt.</summary>
    public QueuedJob? Find(AttemptId attempt) => _running.GetValueOrDefault(attempt);

    /// <summary>What a worker holds, in the order in which it does it.</summary>
    public IReadOnlyList<QueuedJob> Of(IActorRef worker) => _byWorker.GetValueOrDefault(worker) ?? [];

    /// <summary>Whether a job under way is the one that its worker is at; the others it holds have been answered or not begun.</summary>
    public bool IsBegun(QueuedJob job) => Of(job.Running!.Worker).FirstOrDefault(held => !held.Running!.Answered) == job;

    public IReadOnlyCollection<QueuedJob> Of(SearchId search) => _searches.TryGetValue(search, out var jobs) ? jobs.Values : [];

    /// <summary>Forgets a job that is under way.</summary>
    public void Remove(QueuedJob job)
    {
        Stop(job);
        Forget(job);
    }

    /// <summary>Forgets the waiting jobs of a search and returns the attempts under way.</summary>
    public ImmutableArray<Attempt> Withdraw(SearchId search)
    {
        foreach (var job in Of(search).Where(job => job.Running is null).ToArray())
        {
            Pool(job).Remove(job);
            Forget(job);
        }

        return [.. Of(search).Select(job => job.Running!)];
    }

    private Attempt Run(QueuedJob job, Attempt attempt)
    {
        job.Running = attempt;
        job.ToldToWait = false;
        _running[attempt.Id] = job;
        if (!_byWorker.TryGetValue(attempt.Worker, out var held)) _byWorker[attempt.Worker] = held = [];
        held.Add(job);
        return attempt;
    }

    private void Stop(QueuedJob job)
    {
        _running.Remove(job.Running!.Id);
        var held = _byWorker[job.Running.Worker];
        held.Remove(job);
        if (held.Count == 0) _byWorker.Remove(job.Running.Worker);
        job.Running = null;
    }

    private void Forget(QueuedJob job)
    {
        var jobs = _searches[job.Context.Search];
        jobs.Remove(job.Job.Id);
        if (jobs.Count == 0) _searches.Remove(job.Context.Search);
    }

    private FairPool Pool(QueuedJob job)
    {
        if (!_pools.TryGetValue(job.Needs.Pool, out var pool)) _pools[job.Needs.Pool] = pool = new FairPool();
        return pool;
    }

    private QueuedJob? Find(SearchId search, string jobId) => _searches.GetValueOrDefault(search)?.GetValueOrDefault(jobId);
}
