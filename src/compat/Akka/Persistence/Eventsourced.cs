using System.Collections.Immutable;
using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Dispatch;
using Akka.Event;

namespace Akka.Persistence;

/// <summary>
/// An actor whose state is the sum of its stored events. It starts by recovering them; then each command may persist new ones, whose handlers run
/// once they are stored and before the next command. Base of the actors that applications derive from.
/// </summary>
public abstract class Eventsourced : ActorBase, IWithUnboundedStash, IPersistentIdentity, IPersistenceRecovery, ISnapshotter
{
    private readonly RecoverySide _recovery;
    private readonly WriteSide _writes;
    private readonly CommandStash _stash;
    private IActorRef? _journal;
    private IActorRef? _snapshotStore;
    private ILoggingAdapter? _log;
    private bool _taskRunning;

    protected Eventsourced()
    {
        Extension = Persistence.Instance.Apply(Context.System);
        _stash = new CommandStash((ActorCell)Context);
        _writes = new WriteSide(this);
        _recovery = new RecoverySide(this, _stash);
    }

    /// <summary>Decides which stashed messages come back when the actor stops or restarts: all but the answers to its own requests.</summary>
    public static readonly Func<Envelope, bool> UnstashFilterPredicate = static envelope => envelope.Message is not (WriteMessageSuccess or ReplayedMessage);

    public abstract string PersistenceId { get; }

    public virtual Recovery Recovery => Recovery.Default;

    public string JournalPluginId { get; protected set; } = "";

    public string SnapshotPluginId { get; protected set; } = "";

    public string SnapshotterId => PersistenceId;

    public IActorRef Journal => _journal ??= Extension.JournalFor(JournalPluginId);

    public IActorRef SnapshotStore => _snapshotStore ??= Extension.SnapshotStoreFor(SnapshotPluginId);

    /// <summary>Where the actor keeps commands for later; independent of the commands that wait for a write.</summary>
    public IStash Stash
    {
        get => _stash;
        set
        {
            // The runtime offers a stash to every actor that declares one; this one must keep its own, which knows of writes in flight.
        }
    }

    /// <summary>The highest number of an event that was replayed or stored.</summary>
    public long LastSequenceNr { get; private set; }

    public long SnapshotSequenceNr => LastSequenceNr;

    public bool IsRecovering => _recovery.IsRunning;

    public bool IsRecoveryFinished => !_recovery.IsRunning;

    protected PersistenceExtension Extension { get; }

    protected virtual ILoggingAdapter Log => _log ??= Context.GetLogger();

    internal CommandStash Commands => _stash;

    internal bool IsTaskRunning => _taskRunning;

    internal long NumberForNextEvent() => ++HighestAssigned;

    internal long HighestAssigned { get; set; }

    internal IActorRef CurrentSender => Sender;

    internal IActorRef Me => Self;

    internal ActorSystem System => Context.System;

    internal PersistenceExtension Plugins => Extension;

    /// <summary>Hands a command to the behaviour of the moment, or an event or snapshot to the recovery behaviour.</summary>
    /// <returns>Whether it was handled.</returns>
    protected abstract bool ReceiveRecover(object message);

    protected abstract bool ReceiveCommand(object message);

    /// <summary>Stores an event, then runs the handler. Commands that arrive meanwhile wait.</summary>
    /// <exception cref="InvalidOperationException">The actor is still replaying.</exception>
    public void Persist<TEvent>(TEvent @event, Action<TEvent> handler) => _writes.Add([@event!], o => handler((TEvent)o), holdsCommands: true);

    /// <summary>Stores events all together or not at all, then runs the handler for each. Commands that arrive meanwhile wait.</summary>
    public void PersistAll<TEvent>(IEnumerable<TEvent>? events, Action<TEvent> handler) => _writes.Add(Boxed(events ?? []), o => handler((TEvent)o), holdsCommands: true);

    /// <summary>Stores an event, then runs the handler. Commands that arrive meanwhile are handled meanwhile.</summary>
    public void PersistAsync<TEvent>(TEvent @event, Action<TEvent> handler) => _writes.Add([@event!], o => handler((TEvent)o), holdsCommands: false);

    public void PersistAllAsync<TEvent>(IEnumerable<TEvent> events, Action<TEvent> handler) => _writes.Add(Boxed(events), o => handler((TEvent)o), holdsCommands: false);

    /// <summary>Runs the handler, without storing anything, once the handlers of all events before it have run; at once if there are none.</summary>
    public void DeferAsync<TEvent>(TEvent evt, Action<TEvent> handler) => _writes.Defer(evt!, o => handler((TEvent)o));

    public void LoadSnapshot(string persistenceId, SnapshotSelectionCriteria criteria, long toSequenceNr) =>
        SnapshotStore.Tell(new LoadSnapshot(persistenceId, criteria, toSequenceNr), Self);

    /// <summary>Stores the state as of <see cref="SnapshotSequenceNr"/>; <see cref="SaveSnapshotSuccess"/> or <see cref="SaveSnapshotFailure"/> follows.</summary>
    public void SaveSnapshot(object snapshot) =>
        SnapshotStore.Tell(new SaveSnapshot(new SnapshotMetadata(SnapshotterId, SnapshotSequenceNr, TimeProvider.System.GetUtcNow().UtcDateTime), snapshot), Self);

    public void DeleteSnapshot(long sequenceNr) =>
        SnapshotStore.Tell(new DeleteSnapshot(new SnapshotMetadata(SnapshotterId, sequenceNr)), Self);

    public void DeleteSnapshots(SnapshotSelectionCriteria criteria) => SnapshotStore.Tell(new DeleteSnapshots(SnapshotterId, criteria), Self);

    /// <summary>Deletes events up to a number, itself included; <see cref="DeleteMessagesSuccess"/> or <see cref="DeleteMessagesFailure"/> follows.</summary>
    /// <param name="toSequenceNr">At most <see cref="LastSequenceNr"/>; <see cref="long.MaxValue"/> means that.</param>
    public void DeleteMessages(long toSequenceNr)
    {
        if (toSequenceNr == long.MaxValue || toSequenceNr <= LastSequenceNr)
        {
            Journal.Tell(new DeleteMessagesTo(PersistenceId, Math.Min(toSequenceNr, LastSequenceNr), Self), Self);
            return;
        }

        var beyond = new InvalidOperationException($"toSequenceNr is {toSequenceNr}, but '{PersistenceId}' has events up to {LastSequenceNr} only; nothing is deleted.");
        Self.Tell(new DeleteMessagesFailure(beyond, toSequenceNr), Self);
    }

    /// <summary>The journal failed; whether the event is stored isn't known, so the actor stops after this. Its supervisor may start it again.</summary>
    protected virtual void OnPersistFailure(Exception cause, object @event, long sequenceNr) =>
        Log.Error(cause, "Failed to persist event type [{0}] with sequence number [{1}] for persistenceId [{2}].", @event.GetType(), sequenceNr, PersistenceId);

    /// <summary>The journal refused the event, which is therefore not stored; the actor goes on.</summary>
    protected virtual void OnPersistRejected(Exception cause, object @event, long sequenceNr) =>
        Log.Error(
            cause, "Rejected to persist event type [{0}] with sequence number [{1}] for persistenceId [{2}] due to [{3}].",
            @event.GetType(), sequenceNr, PersistenceId, cause.Message);

    /// <summary>Recovery failed; the actor stops after this.</summary>
    /// <param name="message">The event that a handler failed on; null if the journal, the snapshot store or the handler of the snapshot failed.</param>
    protected virtual void OnRecoveryFailure(Exception reason, object? message = null)
    {
        if (message is null)
            Log.Error(
                reason, "Persistence failure when replaying events for persistenceId [{0}]. Last known sequence number [{1}]",
                PersistenceId, LastSequenceNr);
        else
            Log.Error(
                reason, "Exception in ReceiveRecover when replaying event type [{0}] with sequence number [{1}] for persistenceId [{2}]",
                message.GetType(), LastSequenceNr, PersistenceId);
    }

    /// <summary>All events have been replayed; <see cref="RecoveryCompleted"/> follows.</summary>
    protected virtual void OnReplaySuccess()
    {
    }

    protected override void Unhandled(object message)
    {
        switch (message)
        {
            case RecoveryCompleted:
                // Few actors care that recovery is over.
                break;
            case SaveSnapshotFailure failure:
                Log.Warning("Failed to SaveSnapshot given metadata [{0}] due to: [{1}: {2}]", failure.Metadata, failure.Cause.GetType().Name, failure.Cause.Message);
                break;
            case DeleteSnapshotFailure failure:
                Log.Warning("Failed to DeleteSnapshot given metadata [{0}] due to: [{1}: {2}]", failure.Metadata, failure.Cause.GetType().Name, failure.Cause.Message);
                break;
            case DeleteSnapshotsFailure failure:
                Log.Warning("Failed to DeleteSnapshots given criteria [{0}] due to: [{1}: {2}]", failure.Criteria, failure.Cause.GetType().Name, failure.Cause.Message);
                break;
            case DeleteMessagesFailure failure:
                Log.Warning(
                    "Failed to DeleteMessages ToSequenceNr [{0}] for PersistenceId [{1}] due to: [{2}: {3}]",
                    failure.ToSequenceNr, PersistenceId, failure.Cause.GetType().Name, failure.Cause.Message);
                break;
            default:
                base.Unhandled(message);
                break;
        }
    }

    /// <summary>Runs asynchronous code as part of the current command: the next one waits until it has ended.</summary>
    /// <remarks>What code throws that had to wait for something, the supervisor sees within an <see cref="AggregateException"/>.</remarks>
    protected void RunTask(Func<Task> action)
    {
        if (_taskRunning) throw new NotSupportedException("RunTask calls can't be nested. Await the inner work within the outer one.");
        _taskRunning = true;
        ActorTaskScheduler.RunTask(async () =>
        {
            bool failed = true;
            try
            {
                var running = action();
                bool waited = !running.IsCompleted;
                await running.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
                if (waited && running.IsFaulted) throw running.Exception;
                await running;
                failed = false;
            }
            finally
            {
                _taskRunning = false;
                _writes.AfterCommand(failed);
            }
        });
    }

    public override void AroundPreStart()
    {
        if (PersistenceId is null) throw new ArgumentNullException(nameof(PersistenceId), $"{GetType()} has no persistence id. Give it one that no other actor has.");

        // A missing plugin shows at the start, not at the first event.
        _ = Journal;
        _ = SnapshotStore;
        _recovery.RequestPermit();
        base.AroundPreStart();
    }

    public override void AroundPostRestart(Exception reason, object message)
    {
        _recovery.RequestPermit();
        base.AroundPostRestart(reason, message);
    }

    public override void AroundPreRestart(Exception cause, object? message)
    {
        // What waits goes back to the mailbox, for the next incarnation; what was handed to Persist is stored all the same.
        object? inner = message switch
        {
            WriteMessageSuccess success => success.Persistent,
            LoopMessageSuccess loop => loop.Message,
            ReplayedMessage replayed => replayed.Persistent,
            _ => message,
        };
        _stash.ReleaseAll(UnstashFilterPredicate);
        _writes.Flush();
        _recovery.Abandon();
        base.AroundPreRestart(cause, inner!);
    }

    public override void AroundPostStop()
    {
        _stash.ReleaseAll(UnstashFilterPredicate);
        _recovery.Abandon();
        base.AroundPostStop();
    }

    protected internal override bool AroundReceive(Receive receive, object message)
    {
        if (!_recovery.IsDone) return _recovery.Handle(receive, message);
        if (_writes.Handle(message)) return true;
        if (_writes.HoldsCommands)
        {
            _stash.Hold(message);
            return true;
        }

        bool failed = true;
        try
        {
            bool handled = base.AroundReceive(receive, message);
            failed = false;
            return handled;
        }
        finally
        {
            _writes.AfterCommand(failed);
        }
    }

    internal void Seen(long sequenceNr) => LastSequenceNr = Math.Max(LastSequenceNr, sequenceNr);

    internal void StartNumbersAt(long sequenceNr)
    {
        LastSequenceNr = sequenceNr;
        HighestAssigned = sequenceNr;
    }

    internal bool Recover(object message) => base.AroundReceive(ReceiveRecover, message);

    internal void StartCommands() => _writes.AfterRecovery();

    internal void StopSelf() => Context.Stop(Self);

    internal void ReportRecoveryFailure(Exception reason, object? message) => OnRecoveryFailure(reason, message);

    internal void ReportReplaySuccess() => OnReplaySuccess();

    internal void ReportPersistFailure(Exception cause, IPersistentRepresentation representation) => OnPersistFailure(cause, representation.Payload, representation.SequenceNr);

    internal void ReportPersistRejected(Exception cause, IPersistentRepresentation representation) => OnPersistRejected(cause, representation.Payload, representation.SequenceNr);

    private static ImmutableArray<object> Boxed<TEvent>(IEnumerable<TEvent> events) => [.. events.Select(static o => (object)o!)];
}
