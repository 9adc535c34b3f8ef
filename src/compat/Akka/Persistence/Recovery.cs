namespace Akka.Persistence;

/// <summary>How much of its past a persistent actor recovers when it starts.</summary>
public sealed class Recovery
{
    public Recovery()
        : this(SnapshotSelectionCriteria.Latest)
    {
    }

    public Recovery(SnapshotSelectionCriteria fromSnapshot)
        : this(fromSnapshot, long.MaxValue)
    {
    }

    public Recovery(SnapshotSelectionCriteria fromSnapshot, long toSequenceNr)
        : this(fromSnapshot, toSequenceNr, long.MaxValue)
    {
    }

    /// <param name="fromSnapshot">Which snapshot to start from; null means the newest.</param>
    /// <param name="toSequenceNr">The last event to replay.</param>
    /// <param name="replayMax">How many events to replay at most.</param>
    public Recovery(SnapshotSelectionCriteria? fromSnapshot = null, long toSequenceNr = long.MaxValue, long replayMax = long.MaxValue)
    {
        FromSnapshot = fromSnapshot ?? SnapshotSelectionCriteria.Latest;
        ToSequenceNr = toSequenceNr;
        ReplayMax = replayMax;
    }

    /// <summary>Everything.</summary>
    public static Recovery Default { get; } = new(SnapshotSelectionCriteria.Latest);

    /// <summary>Neither snapshot nor events; new events still get numbers after the old ones.</summary>
    public static Recovery None { get; } = new(SnapshotSelectionCriteria.None, 0);

    public SnapshotSelectionCriteria FromSnapshot { get; }

    public long ToSequenceNr { get; }

    public long ReplayMax { get; }
}

/// <summary>The last message of a recovery, given to the actor's recovery handlers; from here on it may persist.</summary>
public sealed class RecoveryCompleted
{
    private RecoveryCompleted()
    {
    }

    public static RecoveryCompleted Instance { get; } = new();

    public override bool Equals(object? obj) => obj is RecoveryCompleted;

    public override int GetHashCode() => nameof(RecoveryCompleted).GetHashCode();
}

/// <summary>The snapshot, or the next event, didn't come within <c>recovery-event-timeout</c>.</summary>
public sealed class RecoveryTimedOutException : Actor.AkkaException
{
    public RecoveryTimedOutException()
    {
    }

    public RecoveryTimedOutException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}

/// <summary>A look at whether recovery still moves.</summary>
/// <param name="snapshot">Whether it's the snapshot that is waited for.</param>
internal sealed class RecoveryTick(bool snapshot)
{
    public bool Snapshot { get; } = snapshot;
}
