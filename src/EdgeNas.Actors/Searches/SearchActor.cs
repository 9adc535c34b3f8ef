using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using Akka.Persistence;
using EdgeNas.Actors.Node;
using EdgeNas.Actors.Protocol;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Searches;

namespace EdgeNas.Actors.Searches;

/// <summary>
/// One event-sourced search: decides (<see cref="SearchDecisions"/>), stores, applies, and only then answers and hands out the jobs that the state calls for
/// (<see cref="SearchPlan"/>). Computes nothing. Child of the <see cref="SearchManager"/>, which restarts it; it recovers from the journal, and
/// submits its jobs again. When the journal can't be written it reports a halt and stops.
/// </summary>
public sealed class SearchActor : ReceivePersistentActor, IWithTimers
{
    private static readonly TimeSpan SubmitAgain = TimeSpan.FromSeconds(10);

    private readonly SearchId _id;
    private readonly ICanTell _broker;
    private readonly TimeProvider _time;
    private readonly List<IActorRef> _suspending = [];
    private readonly SortedDictionary<string, JobWaits> _waiting = new(StringComparer.Ordinal);
    private SearchState? _state;
    private bool _running;

    /// <summary>Numbers of the last event in the snapshot that was asked for last, and in the last one that is stored.</summary>
    private long _snapshotAsked, _snapshotStored;

    public SearchActor(SearchId id, ICanTell broker, TimeProvider time)
    {
        _id = id;
        _broker = broker;
        _time = time;
        Recover<StoredEvent>(stored => _state = SearchReplay.Apply(_state, stored.Event));
        Recover<SnapshotOffer>(Restore);

        Command<StartSearch>(Start);
        Command<ResumeSearch>(Resume);
        Command<SuspendSearch>(_ => Suspend());
        Command<CancelSearch>(_ => Cancel());
        Command<WatchSearch>(watch => Watch(watch.Subscriber));
        Command<JobOutcome>(Outcome);
        Command<JobPoisoned>(poisoned => Halt($"Job {poisoned.Job.Id} failed {poisoned.Attempts} times, the last time with: {poisoned.LastFailure}"));
        Command<JobTaken>(Taken);
        Command<JobWaiting>(Waiting);
        Command<JobMoved>(moved => Publish(new JobProgressed(moved.Job, moved.Progress)));
        Command<JobsWithdrawn>(_ => Withdrawn());
        Command<SubmitDue>(_ => SubmitJobs());
        Command<SaveSnapshotSuccess>(saved => DeleteOlderSnapshots(saved.Metadata.SequenceNr));
        Command<DeleteSnapshotsSuccess>(_ => { });
        Command<SaveSnapshotFailure>(failed => Log.Warning("No snapshot of search {0} at event {1}: {2}", _id, failed.Metadata.SequenceNr, failed.Cause.Message));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public override string PersistenceId => $"search-{_id}";

    public static Props Props(SearchId id, ICanTell broker, TimeProvider time) => Akka.Actor.Props.Create(() => new SearchActor(id, broker, time));

    protected override void OnReplaySuccess() => Context.Parent.Tell(new SearchRecovered(_id));

    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr)
    {
        Context.Parent.Tell(new SearchCameToHalt(
            _id, $"The journal can't store event {sequenceNr} of search {_id}: {cause.Message} What was stored before is safe; see to the disk, then resume the search.", JournalFailed: true));
        base.OnPersistFailure(cause, @event, sequenceNr);
    }

    protected override void OnRecoveryFailure(Exception reason, object? message = null)
    {
        Context.Parent.Tell(new SearchCameToHalt(_id, $"The journal of search {_id} can't be read: {reason.Message}", JournalFailed: true));
        base.OnRecoveryFailure(reason, message);
    }

    private void Start(StartSearch start)
    {
        if (_state is not null)
        {
            Sender.Tell(new SearchRejected(_id, "exists", $"A search {_id} exists already: resume it, or choose another id."));
            return;
        }

        var sender = Sender;
        Store(SearchDecisions.Create(start.Created), null, () =>
        {
            sender.Tell(new SearchAccepted(_id));
            Run();
        });
    }

    private void Resume(ResumeSearch resume)
    {
        if (_state is null)
        {
            Sender.Tell(new SearchRejected(_id, "unknown", $"Search {_id} ended before its first event was stored: start it again under another id."));
            return;
        }

        Sender.Tell(new SearchAccepted(resume.Search));
        if (!_running) Run();
    }

    private void Run()
    {
        _running = true;
        Timers.StartPeriodicTimer(nameof(SubmitDue), SubmitDue.Instance, SubmitAgain);
        Continue();
    }

    private void Suspend()
    {
        Stop();
        _suspending.Add(Sender);
    }

    private void Cancel()
    {
        var sender = Sender;
        if (_state is null)
        {
            sender.Tell(new SearchRejected(_id, "unknown", $"Search {_id} has no events: there is nothing to cancel."));
            return;
        }

        Stop();
        Store(SearchDecisions.Cancel(_state), null, () =>
        {
            _suspending.Add(sender);
            Continue();
        });
    }

    private void Watch(IActorRef subscriber)
    {
        if (_state is null) return;
        subscriber.Tell(new StateChanged(_state, []));
        foreach (var waits in _waiting.Values) subscriber.Tell(waits);
        if (_state.Completed || _state.Cancelled) subscriber.Tell(new SearchEnded(_state));
    }

    private void Taken(JobTaken taken)
    {
        _waiting.Remove(taken.Job.Id);
        Publish(new JobStarted(taken.Job));
    }

    private void Waiting(JobWaiting waiting)
    {
        if (!_running) return;
        var waits = new JobWaits(waiting.Job, waiting.Reason);
        _waiting[waiting.Job.Id] = waits;
        Publish(waits);
    }

    private void Outcome(JobOutcome outcome)
    {
        var events = SearchDecisions.OnResult(_state!, outcome.Attempt.JobId, outcome.Result);
        string? failure = (outcome.Result as JobFailed)?.Message;
        Publish(new JobEnded(outcome.Job, outcome.Elapsed, failure));
        var sender = Sender;
        Store(events, outcome.Elapsed, () =>
        {
            sender.Tell(new OutcomeStored(outcome.Attempt));
            if (events.IsEmpty && failure is not null) Halt($"Job {outcome.Job.Id} failed: {failure}");
            else Continue();
        });
    }

    /// <summary>Stores the events as one batch; then applies them, tells the watchers, and does <paramref name="then"/>.</summary>
    private void Store(ImmutableArray<SearchEvent> events, TimeSpan? elapsed, Action then)
    {
        if (events.IsEmpty)
        {
            then();
            return;
        }

        var now = _time.GetUtcNow();
        int applied = 0;
        PersistAll(events.Select((happened, i) => new StoredEvent(happened, now, i == 0 ? elapsed?.TotalSeconds : null)), stored =>
        {
            _state = SearchReplay.Apply(_state, stored.Event);
            if (++applied < events.Length) return;
            if (SnapshotRule.IsDue(_snapshotAsked, LastSequenceNr)) SaveSnapshot();
            Publish(new StateChanged(_state, events));
            then();
        });
    }

    private void Restore(SnapshotOffer offer)
    {
        _state = (SearchState)offer.Snapshot;
        _snapshotAsked = _snapshotStored = offer.Metadata.SequenceNr;
    }

    private void SaveSnapshot()
    {
        _snapshotAsked = LastSequenceNr;
        SaveSnapshot(_state!);
    }

    /// <summary>Keeps the one before the newest too, in case that can't be read.</summary>
    private void DeleteOlderSnapshots(long newest)
    {
        if (_snapshotStored > 0) DeleteSnapshots(new SnapshotSelectionCriteria(_snapshotStored - 1));
        _snapshotStored = newest;
    }

    /// <summary>Does what the state calls for now.</summary>
    private void Continue()
    {
        if (_state is { Completed: true } or { Cancelled: true })
        {
            _running = false;
            Timers.CancelAll();
            Context.Parent.Tell(new SearchCameToEnd(_id));
            Publish(new SearchEnded(_state));
        }
        else
        {
            SubmitJobs();
        }
    }

    private void SubmitJobs()
    {
        if (!_running || _state is null) return;
        var plan = SearchPlan.Of(_state);
        if (plan.Halt is { } reason) Halt(reason);
        var context = new SearchContext(_id, _state.Spec, _state.Input);
        foreach (var job in plan.Jobs) _broker.Tell(new SubmitJob(context, job), Self);
    }

    private void Halt(string reason)
    {
        if (!_running) return;
        Stop();
        Context.Parent.Tell(new SearchCameToHalt(_id, reason));
    }

    private void Stop()
    {
        _running = false;
        _waiting.Clear();
        Timers.CancelAll();
        _broker.Tell(new WithdrawJobs(_id), Self);
    }

    private void Withdrawn()
    {
        foreach (var asker in _suspending) asker.Tell(new SearchAccepted(_id));
        _suspending.Clear();
    }

    private void Publish(SearchNotice notice) => Context.Parent.Tell(new SearchPublication(_id, notice));

    private sealed record SubmitDue
    {
        public static SubmitDue Instance { get; } = new();
    }
}
