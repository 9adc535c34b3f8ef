using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using EdgeNas.Actors.Protocol;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Searches;

namespace EdgeNas.Actors.Jobs;

/// <summary>
/// Gives jobs to idle workers under a lease. A worker that is lost, or lets its lease run out, loses the job to another under a new attempt id; late answers of
/// old attempts are dropped; a job that has cost its worker <see cref="MaximumLosses"/> times is poisoned. A result is passed to the search's actor
/// and acknowledged to the worker only when that has stored it. Restarted by the user guardian; nothing is lost, since the search actors notice and submit again.
/// </summary>
public sealed class JobBroker : ReceiveActor, IWithTimers
{
    /// <summary>Workers that one job may cost before it is poisoned; tries that one job gets.</summary>
    public const int MaximumLosses = 3;

    private readonly JobQueue _queue = new();
    private readonly Dictionary<IActorRef, ImmutableHashSet<JobKind>> _idle = [];
    private readonly Dictionary<SearchId, List<IActorRef>> _withdrawing = [];
    private readonly TimeProvider _time;
    private readonly TimeSpan _lease;
    private readonly ILoggingAdapter _log = Context.GetLogger();

    public JobBroker(TimeProvider time, TimeSpan lease)
    {
        _time = time;
        _lease = lease;
        Receive<SubmitJob>(Submit);
        Receive<WithdrawJobs>(Withdraw);
        Receive<WorkerIdle>(idle => Idle(Sender, idle));
        Receive<RenewLease>(renew => Renew(renew.Attempt));
        Receive<JobDone>(Done);
        Receive<OutcomeStored>(stored => Stored(stored.Attempt));
        Receive<AttemptCancelled>(cancelled => Cancelled(cancelled.Attempt));
        Receive<AttemptCrashed>(crashed => Lost(crashed.Attempt, crashed.Failure));
        Receive<Terminated>(gone => WorkerGone(gone.ActorRef));
        Receive<LeasesDue>(_ => ExpireLeases());
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(TimeProvider time, TimeSpan lease) => Akka.Actor.Props.Create(() => new JobBroker(time, lease));

    protected override void PreStart()
    {
        Timers.StartPeriodicTimer(nameof(LeasesDue), LeasesDue.Instance, _lease / 4);
        base.PreStart();
    }

    private void Submit(SubmitJob submit)
    {
        _queue.Submit(Sender, submit.Context, submit.Job);
        Match();
    }

    private void Withdraw(WithdrawJobs withdraw)
    {
        var running = _queue.Withdraw(withdraw.Search);
        foreach (var attempt in running) attempt.Worker.Tell(new CancelAttempt(attempt.Id));
        if (running.IsEmpty)
        {
            Sender.Tell(new JobsWithdrawn(withdraw.Search));
            return;
        }

        if (!_withdrawing.TryGetValue(withdraw.Search, out var waiting)) _withdrawing[withdraw.Search] = waiting = [];
        waiting.Add(Sender);
    }

    private void Idle(IActorRef worker, WorkerIdle idle)
    {
        Context.Watch(worker);
        // Sent before an assignment that crossed it: if that got lost, the lease runs out.
        if (_queue.Running.Any(job => job.Running!.Worker.Equals(worker))) return;
        _idle[worker] = idle.Kinds;
        Match();
    }

    private void Renew(AttemptId attempt)
    {
        if (_queue.Find(attempt) is { } job) job.Running!.LeaseEnd = _time.GetUtcNow() + _lease;
        else Sender.Tell(new CancelAttempt(attempt));
    }

    private void Done(JobDone done)
    {
        if (_queue.Find(done.Attempt) is not { } job)
        {
            _log.Info("Dropped the late result of attempt {0}", done.Attempt);
            Sender.Tell(new ResultAcknowledged(done.Attempt));
            return;
        }

        if (done.Result is JobFailed { Permanent: false } failed)
        {
            Sender.Tell(new ResultAcknowledged(done.Attempt));
            Lost(done.Attempt, failed.Message);
            return;
        }

        job.Running!.Answered = true;
        job.Submitter.Tell(new JobOutcome(done.Attempt, job.Job, done.Result, done.Elapsed));
    }

    private void Stored(AttemptId attempt)
    {
        if (_queue.Find(attempt) is not { } job) return;
        job.Running!.Worker.Tell(new ResultAcknowledged(attempt));
        End(job);
    }

    private void Cancelled(AttemptId attempt)
    {
        if (_queue.Find(attempt) is { } job) End(job);
    }

    /// <summary>Hands the job to the next worker, unless it isn't wanted any more or has failed too often.</summary>
    private void Lost(AttemptId attempt, string failure)
    {
        if (_queue.Find(attempt) is not { } job) return;
        job.Running = null;
        job.LastFailure = failure;
        job.Lost++;
        _log.Warning("Attempt {0} ({1} of {2}) failed: {3}", attempt, job.Lost, MaximumLosses, failure);
        if (_withdrawing.ContainsKey(job.Context.Search))
        {
            End(job);
        }
        else if (job.Lost >= MaximumLosses)
        {
            job.Submitter.Tell(new JobPoisoned(job.Job, job.Lost, failure));
            End(job);
        }
        else
        {
            Match();
        }
    }

    private void WorkerGone(IActorRef worker)
    {
        _idle.Remove(worker);
        foreach (var job in _queue.Running.Where(job => job.Running!.Worker.Equals(worker) && !job.Running.Answered).ToArray())
        {
            Lost(job.Running!.Id, $"worker {worker.Path.Name} is gone");
        }
    }

    private void ExpireLeases()
    {
        var now = _time.GetUtcNow();
        foreach (var job in _queue.Running.Where(job => !job.Running!.Answered && job.Running.LeaseEnd < now).ToArray())
        {
            Lost(job.Running!.Id, $"worker {job.Running.Worker.Path.Name} let its lease of {_lease.TotalSeconds:0} s run out");
        }
    }

    private void End(QueuedJob job)
    {
        _queue.Remove(job);
        var search = job.Context.Search;
        if (_queue.Of(search).Any() || !_withdrawing.Remove(search, out var waiting)) return;
        foreach (var asker in waiting) asker.Tell(new JobsWithdrawn(search));
    }

    private void Match()
    {
        foreach (var (worker, kinds) in _idle.ToArray())
        {
            if (_queue.Take(worker, kinds, _time.GetUtcNow() + _lease) is not { } job) continue;
            _idle.Remove(worker);
            worker.Tell(new AssignJob(job.Running!.Id, job.Context, job.Job, job.Submitter, _lease));
            job.Submitter.Tell(new JobTaken(job.Job, job.Running.Id));
        }
    }

    private sealed record LeasesDue
    {
        public static LeasesDue Instance { get; } = new();
    }
}
