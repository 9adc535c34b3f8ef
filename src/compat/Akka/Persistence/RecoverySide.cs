using Akka.Actor;

namespace Akka.Persistence;

/// <summary>
/// The recovery of one incarnation of a persistent actor: permit, snapshot, events, end. Everything else that arrives meanwhile waits. If the snapshot
/// or the next event takes longer than <c>recovery-event-timeout</c>, or anything fails, the actor stops.
/// </summary>
internal sealed class RecoverySide(Eventsourced actor, CommandStash commands)
{
    private Step _step = Step.Waiting;
    private bool _hasPermit;
    private bool _eventSeen;
    private ICancelable? _tick;

    private enum Step
    {
        Waiting,
        LoadingSnapshot,
        Replaying,
        Completing,
        Done,
        Failed,
    }

    /// <summary>Whether the past is still being replayed, so that nothing may be persisted.</summary>
    public bool IsRunning => _step < Step.Completing || _step == Step.Failed;

    public bool IsDone => _step == Step.Done;

    public void RequestPermit()
    {
        _hasPermit = true;
        actor.Plugins.RecoveryPermitter.Tell(RecoveryPermitter.Request.Instance, actor.Me);
    }

    /// <summary>The incarnation ends, recovered or not.</summary>
    public void Abandon()
    {
        _tick?.Cancel();
        ReturnPermit();
    }

    public bool Handle(Receive receive, object message)
    {
        switch (_step, message)
        {
            case (Step.Waiting, RecoveryPermitter.Granted):
                var recovery = actor.Recovery;
                _step = Step.LoadingSnapshot;
                StartTick(snapshot: true);
                actor.LoadSnapshot(actor.SnapshotterId, recovery.FromSnapshot, recovery.ToSequenceNr);
                return true;

            case (Step.LoadingSnapshot, LoadSnapshotResult result):
                OnSnapshot(result);
                return true;

            case (Step.LoadingSnapshot, LoadSnapshotFailed failed):
                if (actor.Plugins.SnapshotIsOptional(actor.SnapshotPluginId)) OnSnapshot(new LoadSnapshotResult(null, actor.Recovery.ToSequenceNr));
                else Fail(failed.Cause, null);
                return true;

            case (Step.LoadingSnapshot, RecoveryTick { Snapshot: true }):
                Fail(TimedOut("the snapshot"), null);
                return true;

            case (Step.Replaying, ReplayedMessage replayed):
                OnReplayed(replayed.Persistent);
                return true;

            case (Step.Replaying, RecoverySuccess success):
                OnReplayed(success);
                return true;

            case (Step.Replaying, ReplayMessagesFailure failure):
                Fail(failure.Cause, null);
                return true;

            case (Step.Replaying, RecoveryTick { Snapshot: false }):
                if (_eventSeen) _eventSeen = false;
                else Fail(TimedOut($"the event after {actor.LastSequenceNr}"), null);
                return true;

            case (_, RecoveryTick or ReplayedMessage or RecoverySuccess or ReplayMessagesFailure or RecoveryPermitter.Granted):
                // An answer to the incarnation before.
                return true;

            case (_, WriteMessageSuccess or WriteMessageFailure or WriteMessageRejected or WriteMessagesSuccessful or WriteMessagesFailed or LoopMessageSuccess):
                return true;

            default:
                commands.Hold(message);
                return true;
        }
    }

    private void OnSnapshot(LoadSnapshotResult result)
    {
        _tick?.Cancel();
        if (result.Snapshot is { } snapshot)
        {
            actor.StartNumbersAt(snapshot.Metadata.SequenceNr);
            if (!TryRecover(new SnapshotOffer(snapshot.Metadata, snapshot.Snapshot), null)) return;
        }

        _step = Step.Replaying;
        StartTick(snapshot: false);
        actor.Journal.Tell(
            new ReplayMessages(actor.LastSequenceNr + 1, result.ToSequenceNr, actor.Recovery.ReplayMax, actor.PersistenceId, actor.Me), actor.Me);
    }

    private void OnReplayed(IPersistentRepresentation representation)
    {
        _eventSeen = true;
        actor.Seen(representation.SequenceNr);
        TryRecover(representation.Payload, representation.Payload);
    }

    private void OnReplayed(RecoverySuccess success)
    {
        _tick?.Cancel();
        actor.ReportReplaySuccess();
        actor.StartNumbersAt(Math.Max(success.HighestSequenceNr, actor.LastSequenceNr));
        ReturnPermit();
        _step = Step.Completing;
        try
        {
            actor.Recover(RecoveryCompleted.Instance);
        }
        finally
        {
            _step = Step.Done;
            actor.StartCommands();
        }
    }

    /// <param name="culprit">The event that the failure is reported of; null for a snapshot.</param>
    private bool TryRecover(object message, object? culprit)
    {
        try
        {
            actor.Recover(message);
            return true;
        }
        catch (Exception error)
        {
            Fail(error, culprit);
            return false;
        }
    }

    private void Fail(Exception cause, object? message)
    {
        _step = Step.Failed;
        _tick?.Cancel();
        try
        {
            actor.ReportRecoveryFailure(cause, message);
        }
        finally
        {
            actor.StopSelf();
            ReturnPermit();
        }
    }

    private void ReturnPermit()
    {
        if (!_hasPermit) return;
        _hasPermit = false;
        actor.Plugins.RecoveryPermitter.Tell(RecoveryPermitter.Return.Instance, actor.Me);
    }

    private void StartTick(bool snapshot)
    {
        var timeout = Timeout;
        _tick = actor.System.Scheduler.ScheduleTellRepeatedlyCancelable(timeout, timeout, actor.Me, new RecoveryTick(snapshot), actor.Me);
    }

    private TimeSpan Timeout => actor.Plugins.RecoveryEventTimeout(actor.JournalPluginId);

    private RecoveryTimedOutException TimedOut(string what) => new(
        $"Recovery of '{actor.PersistenceId}' timed out: {what} didn't come within {Timeout.TotalSeconds:0.###} s. "
        + "See what holds up the database, or raise recovery-event-timeout of the journal plugin.");
}
