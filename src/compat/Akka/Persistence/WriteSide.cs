using System.Collections.Immutable;

namespace Akka.Persistence;

/// <summary>
/// The writes of one incarnation of a persistent actor: events on their way to the journal and the handlers that wait for them, in the order in which
/// they were given. One request to the journal at a time; what comes meanwhile forms the next.
/// </summary>
internal sealed class WriteSide(Eventsourced actor)
{
    private static int s_lastInstance;

    private readonly int _instance = Interlocked.Increment(ref s_lastInstance);
    private readonly string _writerId = Guid.NewGuid().ToString("N");
    private readonly Queue<Pending> _pending = [];
    private List<IPersistentEnvelope> _batch = [];
    private int _holding;
    private bool _writing;

    /// <summary>Whether commands wait for a handler.</summary>
    public bool HoldsCommands => _holding > 0;

    /// <summary>Takes events that are stored all together or not at all, with the handler for each.</summary>
    public void Add(ImmutableArray<object> events, Action<object> handler, bool holdsCommands)
    {
        RequireRecovered();
        if (events.IsEmpty) return;

        var sender = actor.CurrentSender;
        var representations = events.Select(IPersistentRepresentation (payload) =>
            new Persistent(payload, actor.NumberForNextEvent(), actor.PersistenceId, null, false, sender, _writerId)).ToImmutableList();
        foreach (var _ in events) _pending.Enqueue(new Pending(handler, holdsCommands));
        if (holdsCommands) _holding += events.Length;
        _batch.Add(new AtomicWrite(representations));
    }

    public void Defer(object message, Action<object> handler)
    {
        RequireRecovered();
        if (_pending.Count == 0)
        {
            handler(message);
            return;
        }

        _pending.Enqueue(new Pending(handler, HoldsCommands: false));
        _batch.Add(new NonPersistentMessage(message, actor.CurrentSender));
    }

    /// <summary>After a command, and after a task that it started: sends its events off, or lets the next command come.</summary>
    public void AfterCommand(bool failed)
    {
        Flush();
        if (actor.IsTaskRunning || HoldsCommands) return;
        if (failed) actor.Commands.ReleaseAll();
        else actor.Commands.ReleaseOne();
    }

    /// <summary>After recovery: sends off what was persisted at its end, and lets the commands come that waited for it.</summary>
    public void AfterRecovery()
    {
        Flush();
        if (!HoldsCommands) actor.Commands.ReleaseAll();
    }

    public void Flush()
    {
        if (_writing || _batch.Count == 0) return;
        var batch = _batch;
        _batch = [];
        _writing = true;
        actor.Journal.Tell(new WriteMessages(batch, actor.Me, _instance), actor.Me);
    }

    /// <returns>Whether the message was an answer of the journal's, and so not a command.</returns>
    public bool Handle(object message)
    {
        switch (message)
        {
            case WriteMessageSuccess success:
                if (success.ActorInstanceId != _instance) return true;
                actor.Seen(success.Persistent.SequenceNr);
                Complete(pending => pending.Handler(success.Persistent.Payload));
                return true;

            case LoopMessageSuccess loop:
                if (loop.ActorInstanceId == _instance) Complete(pending => pending.Handler(loop.Message));
                return true;

            case WriteMessageRejected rejected:
                if (rejected.ActorInstanceId != _instance) return true;
                actor.Seen(rejected.Persistent.SequenceNr);
                Complete(_ => actor.ReportPersistRejected(rejected.Cause, rejected.Persistent));
                return true;

            case WriteMessageFailure failure:
                if (failure.ActorInstanceId != _instance) return true;
                try
                {
                    actor.ReportPersistFailure(failure.Cause, failure.Persistent);
                }
                finally
                {
                    actor.StopSelf();
                }

                return true;

            case WriteMessagesSuccessful:
                _writing = false;
                Flush();
                return true;

            case WriteMessagesFailed:
                // Nothing more may be written: what follows would stand after events that may be missing. The failures that come next stop the actor.
                return true;

            case RecoveryTick:
                return true;

            default:
                return false;
        }
    }

    private void RequireRecovered()
    {
        if (actor.IsRecovering) throw new InvalidOperationException("Cannot persist during replay. Events can be persisted when receiving RecoveryCompleted or later.");
    }

    private void Complete(Action<Pending> handle)
    {
        bool failed = true;
        var pending = _pending.Peek();
        try
        {
            handle(pending);
            failed = false;
        }
        finally
        {
            _pending.Dequeue();
            if (pending.HoldsCommands) _holding--;
            AfterCommand(failed);
        }
    }

    private readonly record struct Pending(Action<object> Handler, bool HoldsCommands);
}
