using Akka.Actor;
using Akka.Event;
using EdgeNas.Actors.Protocol;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Searches;

namespace EdgeNas.Actors.Jobs;

/// <summary>
/// Gives jobs to idle workers that fit them, and short ones ahead of time (<see cref="PaceBook"/>), fairly between searches, under a lease. A worker that is lost, or lets its lease
/// run out, loses its jobs to others under new attempt ids; late answers of old attempts are dropped; a job that has cost the worker which was at it <see cref="MaximumLosses"/>
/// times is poisoned. A result counts only from the worker that holds the attempt, and only if it can be true (<see cref="ResultCheck"/>): a worker that gives another is set aside
/// for one lease. A result is passed to the search's actor and acknowledged to the worker only when that has stored it. Restarted by its supervisor; nothing is lost, since the
/// search actors submit again and attempts under way are taken up.
/// </summary>
public sealed class JobBroker : ReceiveActor, IWithTimers
{
    /// <summary>Workers that one job may cost before it is poisoned; tries that one job gets.</summary>
    public const int MaximumLosses = 3;

    private readonly JobQueue _queue;
    private readonly PaceBook _paces = new();
    private readonly WorkerTable _workers = new();
    private readonly DrainList _drains = new();
    private readonly RoomRule _rooms;
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
        _rooms = new RoomRule(_queue, _paces, _drains);
        _books = new BrokerBooks(_queue, _workers, _drains);
        Receive<SubmitJob>(Submit);
        Receive<WithdrawJobs>(Withdraw);
        Receive<WorkerIdle>(idle => Idle(Sender, idle));
        Receive<AskContext>(ask => OfItsWorker(ask.Attempt, job => Sender.Tell(new AssignJob(ask.Attempt, job.Context, job.Job, job.Submitter, _lease))));
        Receive<RenewLease>(renew => Renew(renew.Attempt, _ => true));
        Receive<AttemptMoved>(Moved);
        Receive<JobDone>(done => Done(done, _ => true));
        Receive<OfBoard>(of => of.On(renew => Renew(renew.Attempt, of.May), done => Done(done, of.May)));
        Receive<OutcomeStored>(stored => Stored(stored.Attempt));
        Receive<AttemptCancelled>(cancelled => Cancelled(cancelled.Attempt));
        Receive<AttemptCrashed>(Crashed);
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

    /// <summary>A job that waits goes to whoever is idle and fits it; a short one also to whoever has little to do.</summary>
    private void Offer(QueuedJob job)
    {
        if ((_workers.IdleFor(job.Needs) ?? (_paces.IsShort(job) ? _workers.AlmostIdleFor(job.Needs) : null)) is { } worker) Fill(worker);
    }

    /// <summary>Gives a worker what it has room for.</summary>
    private void Fill(KnownWorker worker)
    {
        var room = _rooms.Of(worker);
        // The job whose turn it is, or none: what is long would never come to its turn at a worker that always gets something short ahead.
        while (room != Room.None && _queue.Next(worker.Group.Pools, needs => needs.FitIn(worker.Offer)) is { } job && (room == Room.Any || _paces.IsShort(job)))
        {
            if (room == Room.Any) worker.Begins(_time.GetUtcNow());
            Give(job, worker);
            room = _rooms.Of(worker);
        }

        WorkerTable.Place(worker, room);
    }

    private void Withdraw(WithdrawJobs withdraw)
    {
        var running = _queue.Withdraw(withdraw.Search);
        foreach (var attempt in running) Stop(attempt);
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
        _workers.Heard(_time.GetUtcNow());
        Context.Watch(reference);
        var worker = _workers.Note(reference, new WorkerOffer(idle.Kinds, idle.Device, idle.MemoryBytes, idle.GpuMemoryBytes));
        if (worker.SetAsideUntil > _time.GetUtcNow()) return;
        worker.SetAsideUntil = null;
        worker.Fault = null;
        worker.Ahead = idle.Ahead;
        // Sent before an assignment that crossed it: if that got lost, the lease runs out.
        worker.IsReady = worker.Ahead is not null || _queue.Of(reference).Count == 0;
        Fill(worker);
    }

    private void Give(QueuedJob job, KnownWorker worker)
    {
        var attempt = _queue.Give(job, worker.Reference, _time.GetUtcNow(), LeaseEnd);
        worker.IsReady = worker.Ahead is not null;
        _books.Given++;
        worker.Reference.Tell(new AssignJob(attempt.Id, worker.ContextToSend(job.Context), job.Job, job.Submitter, _lease));
        job.Submitter.Tell(new JobTaken(job.Job, attempt.Id));
    }

    /// <param name="may">Whether the sender may have a job of an earlier broker.</param>
    private void Renew(AttemptId attempt, Func<JobNeeds, bool> may)
    {
        _workers.Heard(_time.GetUtcNow());
        if (_queue.Find(attempt) is not null) OfItsWorker(attempt, job => job.Running!.LeaseEnd = LeaseEnd);
        else if (!Adopt(attempt, may) && !MayBeAdopted(attempt)) Sender.Tell(new CancelAttempt(attempt));
    }

    private void Moved(AttemptMoved moved) => OfItsWorker(moved.Attempt, job =>
    {
        job.Running!.Progress = moved.Progress;
        job.Submitter.Tell(new JobMoved(job.Job, moved.Progress));
    });

    /// <inheritdoc cref="Renew"/>
    private void Done(JobDone done, Func<JobNeeds, bool> may)
    {
        _workers.Heard(_time.GetUtcNow());
        if (_queue.Find(done.Attempt) is null && !Adopt(done.Attempt, may))
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
            _paces.Note(job, done.Elapsed);
            _workers.Find(Sender)?.Answers(_time.GetUtcNow());
            job.Submitter.Tell(new JobOutcome(done.Attempt, job.Job, done.Result, done.Elapsed));
        }

        FillAgain(Sender);
    }

    private void FillAgain(IActorRef reference)
    {
        if (_workers.Find(reference) is { } worker) Fill(worker);
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
        var worker = job.Running.Worker;
        worker.Tell(new ResultAcknowledged(attempt));
        End(job);
        FillAgain(worker);
    }

    private void Cancelled(AttemptId attempt) => OfItsWorker(attempt, job =>
    {
        NotReady(Sender);
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

    private void Crashed(AttemptCrashed crashed) => OfItsWorker(crashed.Attempt, job =>
    {
        NotReady(Sender);
        Lost(job, crashed.Failure);
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
        NotReady(reference);
    }

    /// <summary>Gets nothing before it says that it is ready: it may be about to end.</summary>
    private void NotReady(IActorRef reference)
    {
        if (_workers.Find(reference) is not { } worker) return;
        worker.IsReady = false;
        WorkerTable.Place(worker, Room.None);
    }

    /// <summary>An attempt of an earlier broker goes on under this one, where its job waits.</summary>
    private bool Adopt(AttemptId attempt, Func<JobNeeds, bool> may)
    {
        if (!IsYoung || _queue.Adopt(attempt, Sender, may, _time.GetUtcNow(), LeaseEnd) is not { } job) return false;
        Context.Watch(Sender);
        if (_workers.Find(Sender) is { } worker) WorkerTable.Place(worker, _rooms.Of(worker));
        job.Submitter.Tell(new JobTaken(job.Job, attempt));
        return true;
    }

    /// <summary>The searches' actors may not have submitted their jobs yet.</summary>
    private bool MayBeAdopted(AttemptId attempt) => IsYoung && _queue.IsFromBefore(attempt);

    private bool IsYoung => _time.GetUtcNow() <= _started + _lease;

    /// <summary>Hands the job to the next worker, unless it isn't wanted any more or has failed too often.</summary>
    /// <param name="wasBegun">False where the worker was at another of its jobs, which is to blame.</param>
    private void Lost(QueuedJob job, string failure, bool wasBegun = true)
    {
        job.IsSuspect = true;
        if (wasBegun)
        {
            job.LastFailure = failure;
            job.Lost++;
            _books.Lost++;
            _log.Warning("Attempt {0} ({1} of {2}) failed: {3}", job.Running!.Id, job.Lost, MaximumLosses, failure);
        }

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
        TakeBack(_queue.Of(worker), $"worker {worker.Path.Name} is gone");
    }

    /// <summary>Takes those that aren't answered from workers that are lost.</summary>
    private void TakeBack(IEnumerable<QueuedJob> jobs, string failure)
    {
        // Before any is taken, since that changes which is the first.
        var lost = jobs.Where(job => !job.Running!.Answered).Select(job => (Job: job, WasBegun: _queue.IsBegun(job))).ToArray();
        foreach (var (job, wasBegun) in lost) Lost(job, failure, wasBegun);
    }

    private void Due()
    {
        var now = _time.GetUtcNow();
        // Then it isn't they who fail: this node is cut off from them, or what carries messages starts anew. Of those that are really gone the cluster tells.
        if (_workers.AreAllSilent(now, _lease / 2)) foreach (var job in _queue.Running) job.Running!.LeaseEnd = LeaseEnd;
        foreach (var late in _queue.Running.Where(job => !job.Running!.Answered && job.Running.LeaseEnd < now).ToArray().GroupBy(job => job.Running!.Worker).ToArray())
        {
            NotReady(late.Key);
            TakeBack(late, $"worker {late.Key.Path.Name} let its lease of {_lease.TotalSeconds:0} s run out");
        }

        if (!_drains.IsEmpty) StopWhereGraceIsOver(now);

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
        foreach (var worker in _workers.All.Where(worker => worker.Node == drain.Node)) WorkerTable.Place(worker, Room.None);
        // What it hasn't begun others can begin at once.
        bool isOver = _drains.IsGraceOver(drain.Node, now);
        foreach (var job in AtWork(drain.Node).Where(job => !job.Running!.Answered && (isOver || !_queue.IsBegun(job)))) Stop(job.Running!);
        TellDrained(drain.Node);
    }

    private void StopWhereGraceIsOver(DateTimeOffset now)
    {
        foreach (var job in _queue.Running.Where(job => !job.Running!.Answered && _drains.IsGraceOver(NodeOf(job), now))) Stop(job.Running!);
    }

    private static void Stop(Attempt attempt) => attempt.Worker.Tell(new CancelAttempt(attempt.Id));

    private static string NodeOf(QueuedJob job) => job.Running!.Worker.Path.Address.ToString();

    private void TellDrained(IActorRef worker)
    {
        if (!_drains.IsEmpty) TellDrained(worker.Path.Address.ToString());
    }

    private void TellDrained(string node)
    {
        if (!_drains.Has(node) || AtWork(node).Any()) return;
        foreach (var asker in _drains.TakeAskers(node)) asker.Tell(new NodeDrained(node));
    }

    private IEnumerable<QueuedJob> AtWork(string node) => _queue.Running.Where(job => NodeOf(job) == node);

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
