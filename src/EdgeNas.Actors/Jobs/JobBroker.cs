using Akka.Actor;
using Akka.Event;
using EdgeNas.Actors.Protocol;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Searches;

namespace EdgeNas.Actors.Jobs;

/// <summary>
/// Gives jobs to idle workers that fit them, fairly between searches, under a lease. A worker that is lost, or lets its lease run out, loses the job to another under a new
/// attempt id; late answers of old attempts are dropped; a job that has cost its worker <see cref="MaximumLosses"/> times is poisoned. A result counts only from the worker that
/// holds the attempt, and only if it can be true (<see cref="ResultCheck"/>): a worker that gives another is set aside for one lease. A result is passed to the search's actor and
/// acknowledged to the worker only when that has stored it. Restarted by the user guardian; nothing is lost, since the search actors submit again and attempts under way are taken up.
/// </summary>
public sealed class JobBroker : ReceiveActor, IWithTimers
{
    /// <summary>Workers that one job may cost before it is poisoned; tries that one job gets.</summary>
    public const int MaximumLosses = 3;

    private readonly JobQueue _queue;
    private readonly WorkerTable _workers = new();
    private readonly DrainList _drains = new();
    private readonly BrokerBooks _books;
    private readonly Dictionary<SearchId, HashSet<IActorRef>> _withdrawing = [];
    private readonly TimeProvider _time;
    private readonly TimeSpan _lease;
    private readonly DateTimeOffset _started;
    private readonly ILoggingAdapter _log = Context.GetLogger();

    public JobBroker(TimeProvider time, TimeSpan lease)
    {
        _time = time;
        _lease = lease;
        _started = time.GetUtcNow();
        // Milliseconds, with room for a million attempts in each: no later broker gives a number again.
        _queue = new JobQueue(_started.ToUnixTimeMilliseconds() << 20);
        _books = new BrokerBooks(_queue, _workers, _drains);
        Receive<SubmitJob>(Submit);
        Receive<WithdrawJobs>(Withdraw);
        Receive<WorkerIdle>(idle => Idle(Sender, idle));
        Receive<RenewLease>(renew => Renew(renew.Attempt));
        Receive<AttemptMoved>(Moved);
        Receive<JobDone>(Done);
        Receive<OutcomeStored>(stored => Stored(stored.Attempt));
        Receive<AttemptCancelled>(cancelled => Cancelled(cancelled.Attempt));
        Receive<AttemptCrashed>(crashed => OfItsWorker(crashed.Attempt, job => Lost(job, crashed.Failure)));
        Receive<DrainNode>(Drain);
        Receive<ListJobs>(list => Sender.Tell(_books.JobsOf(list.Search)));
        Receive<GetBrokerState>(_ => Sender.Tell(_books.State()));
        Receive<Terminated>(gone => WorkerGone(gone.ActorRef));
        Receive<LeasesDue>(_ => Due());
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private DateTimeOffset LeaseEnd => _time.GetUtcNow() + _lease;

    public static Props Props(TimeProvider time, TimeSpan lease) => Akka.Actor.Props.Create(() => new JobBroker(time, lease));

    protected override void PreStart()
    {
        Timers.StartPeriodicTimer(nameof(LeasesDue), LeasesDue.Instance, _lease / 4);
        base.PreStart();
    }

    private void Submit(SubmitJob submit)
    {
        if (_queue.Submit(Sender, submit.Context, submit.Job, LeaseEnd) is { } queued) Offer(queued);
    }

    /// <summary>A job that waits goes to whoever is idle and fits it.</summary>
    private void Offer(QueuedJob job)
    {
        if (_workers.IdleFor(job.Needs) is { } worker) Give(job, worker);
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

    private void Idle(IActorRef reference, WorkerIdle idle)
    {
        Context.Watch(reference);
        var worker = _workers.Note(reference, new WorkerOffer(idle.Kinds, idle.Device, idle.MemoryBytes, idle.GpuMemoryBytes));
        // Sent before an assignment that crossed it: if that got lost, the lease runs out.
        if (_queue.Of(reference) is not null || _drains.Has(worker.Node) || worker.SetAsideUntil > _time.GetUtcNow()) return;
        worker.SetAsideUntil = null;
        worker.Fault = null;
        WorkerTable.Idle(worker);
        if (_queue.Next(worker.Group.Pools, needs => needs.FitIn(worker.Offer)) is { } job) Give(job, worker);
    }

    private void Give(QueuedJob job, KnownWorker worker)
    {
        var attempt = _queue.Give(job, worker.Reference, _time.GetUtcNow(), LeaseEnd);
        WorkerTable.Busy(worker);
        _books.Given++;
        worker.Reference.Tell(new AssignJob(attempt.Id, job.Context, job.Job, job.Submitter, _lease));
        job.Submitter.Tell(new JobTaken(job.Job, attempt.Id));
    }

    private void Renew(AttemptId attempt)
    {
        if (_queue.Find(attempt) is not null) OfItsWorker(attempt, job => job.Running!.LeaseEnd = LeaseEnd);
        else if (!Adopt(attempt) && !MayBeAdopted(attempt)) Sender.Tell(new CancelAttempt(attempt));
    }

    private void Moved(AttemptMoved moved) => OfItsWorker(moved.Attempt, job =>
    {
        job.Running!.Progress = moved.Progress;
        job.Submitter.Tell(new JobMoved(job.Job, moved.Progress));
    });

    private void Done(JobDone done)
    {
        if (_queue.Find(done.Attempt) is null && !Adopt(done.Attempt))
        {
            if (MayBeAdopted(done.Attempt)) return;
            _books.Late++;
            _log.Info("Dropped the late result of attempt {0}", done.Attempt);
            Sender.Tell(new ResultAcknowledged(done.Attempt));
            return;
        }

        OfItsWorker(done.Attempt, job => Done(job, done));
    }

    private void Done(QueuedJob job, JobDone done)
    {
        if (ResultCheck.WhyRefused(job.Context, job.Job, done.Result) is { } why)
        {
            _books.Refused++;
            SetAside(Sender, why);
            Sender.Tell(new ResultAcknowledged(done.Attempt));
            Lost(job, $"the result of {Sender.Path.Name} can't be true: {why}");
        }
        else if (done.Result is JobFailed { Permanent: false } failed)
        {
            Sender.Tell(new ResultAcknowledged(done.Attempt));
            Lost(job, failed.Message);
        }
        else
        {
            job.Running!.Answered = true;
            job.Submitter.Tell(new JobOutcome(done.Attempt, job.Job, done.Result, done.Elapsed));
        }
    }

    private void Stored(AttemptId attempt)
    {
        if (_queue.Find(attempt) is not { } job) return;
        if (!Sender.Equals(job.Submitter) || !job.Running!.Answered)
        {
            Refuse($"{Sender.Path} says that the result of attempt {attempt} is stored, but it isn't the search's actor or hasn't got it");
            return;
        }

        _books.Stored++;
        job.Running.Worker.Tell(new ResultAcknowledged(attempt));
        End(job);
    }

    private void Cancelled(AttemptId attempt) => OfItsWorker(attempt, job =>
    {
        if (_withdrawing.ContainsKey(job.Context.Search))
        {
            End(job);
        }
        else if (!job.Running!.Answered)
        {
            _books.HandedBack++;
            Return(job);
        }
    });

    /// <summary>Does something with the attempt's job if the sender holds the attempt; an old attempt is none of its business any more.</summary>
    private void OfItsWorker(AttemptId attempt, Action<QueuedJob> action)
    {
        if (_queue.Find(attempt) is not { } job) return;
        if (job.Running!.Worker.Equals(Sender)) action(job);
        else Refuse($"{Sender.Path} speaks for attempt {attempt}, which {job.Running.Worker.Path} holds");
    }

    private void Refuse(string what)
    {
        _books.Refused++;
        _log.Warning("Refused: {0}", what);
    }

    private void SetAside(IActorRef reference, string why)
    {
        if (_workers.Find(reference) is not { } worker) return;
        worker.SetAsideUntil = _time.GetUtcNow() + _lease;
        worker.Fault = why;
        WorkerTable.Busy(worker);
    }

    /// <summary>An attempt of an earlier broker goes on under this one, where its job waits.</summary>
    private bool Adopt(AttemptId attempt)
    {
        if (!IsYoung || _queue.Adopt(attempt, Sender, _time.GetUtcNow(), LeaseEnd) is not { } job) return false;
        Context.Watch(Sender);
        if (_workers.Find(Sender) is { } worker) WorkerTable.Busy(worker);
        job.Submitter.Tell(new JobTaken(job.Job, attempt));
        return true;
    }

    /// <summary>The searches' actors may not have submitted their jobs yet.</summary>
    private bool MayBeAdopted(AttemptId attempt) => IsYoung && _queue.IsFromBefore(attempt);

    private bool IsYoung => _time.GetUtcNow() <= _started + _lease;

    /// <summary>Hands the job to the next worker, unless it isn't wanted any more or has failed too often.</summary>
    private void Lost(QueuedJob job, string failure)
    {
        job.LastFailure = failure;
        job.Lost++;
        _books.Lost++;
        _log.Warning("Attempt {0} ({1} of {2}) failed: {3}", job.Running!.Id, job.Lost, MaximumLosses, failure);
        if (_withdrawing.ContainsKey(job.Context.Search))
        {
            End(job);
        }
        else if (job.Lost >= MaximumLosses)
        {
            _books.Poisoned++;
            job.Submitter.Tell(new JobPoisoned(job.Job, job.Lost, failure));
            End(job);
        }
        else
        {
            Return(job);
        }
    }

    private void Return(QueuedJob job)
    {
        var worker = job.Running!.Worker;
        _queue.Return(job);
        Offer(job);
        TellDrained(worker);
    }

    private void WorkerGone(IActorRef worker)
    {
        _workers.Remove(worker);
        if (_queue.Of(worker) is { Running.Answered: false } job) Lost(job, $"worker {worker.Path.Name} is gone");
    }

    private void Due()
    {
        var now = _time.GetUtcNow();
        foreach (var job in _queue.Running.Where(job => !job.Running!.Answered).ToArray())
        {
            if (job.Running!.LeaseEnd < now) Lost(job, $"worker {job.Running.Worker.Path.Name} let its lease of {_lease.TotalSeconds:0} s run out");
            else if (_drains.IsGraceOver(job.Running.Worker.Path.Address.ToString(), now)) job.Running.Worker.Tell(new CancelAttempt(job.Running.Id));
        }

        _drains.Forget(node => _workers.All.Any(worker => worker.Node == node), now, _lease);
        foreach (var (job, reason) in _books.WaitingForNobody())
        {
            if (job.ToldToWait) continue;
            job.ToldToWait = true;
            job.Submitter.Tell(new JobWaiting(job.Job, reason));
        }
    }

    private void Drain(DrainNode drain)
    {
        var now = _time.GetUtcNow();
        _drains.Ask(drain.Node, Sender, now, drain.Grace);
        foreach (var worker in _workers.All.Where(worker => worker.Node == drain.Node)) WorkerTable.Busy(worker);
        if (_drains.IsGraceOver(drain.Node, now))
        {
            foreach (var attempt in AtWork(drain.Node).Where(attempt => !attempt.Answered)) attempt.Worker.Tell(new CancelAttempt(attempt.Id));
        }

        TellDrained(drain.Node);
    }

    private void TellDrained(IActorRef worker)
    {
        if (!_drains.IsEmpty) TellDrained(worker.Path.Address.ToString());
    }

    private void TellDrained(string node)
    {
        if (!_drains.Has(node) || AtWork(node).Any()) return;
        foreach (var asker in _drains.TakeAskers(node)) asker.Tell(new NodeDrained(node));
    }

    private IEnumerable<Attempt> AtWork(string node) => _queue.Running.Select(job => job.Running!).Where(attempt => attempt.Worker.Path.Address.ToString() == node);

    private void End(QueuedJob job)
    {
        var worker = job.Running!.Worker;
        _queue.Remove(job);
        TellDrained(worker);
        var search = job.Context.Search;
        if (_queue.Of(search).Count > 0 || !_withdrawing.Remove(search, out var waiting)) return;
        foreach (var asker in waiting) asker.Tell(new JobsWithdrawn(search));
    }

    private sealed record LeasesDue
    {
        public static LeasesDue Instance { get; } = new();
    }
}
