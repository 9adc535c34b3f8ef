namespace Akka.Actor;

/// <summary>Puts messages aside for later. Only for the actor itself.</summary>
public interface IStash
{
    int Count { get; }

    bool IsEmpty { get; }

    bool NonEmpty { get; }

    bool IsFull { get; }

    /// <summary>-1 for any number.</summary>
    int Capacity { get; }

    /// <summary>Puts the current message aside.</summary>
    /// <exception cref="InvalidOperationException">No message is being handled.</exception>
    /// <exception cref="IllegalActorStateException">It was put aside already.</exception>
    /// <exception cref="StashOverflowException">The stash is full.</exception>
    void Stash();

    /// <summary>Puts the oldest message back, before all that wait in the mailbox.</summary>
    void Unstash();

    /// <summary>Puts all messages back, in the order in which they came, before all that wait in the mailbox.</summary>
    void UnstashAll();

    /// <summary>As <see cref="UnstashAll()"/>; those that the predicate refuses are dropped.</summary>
    void UnstashAll(Func<Envelope, bool> predicate);

    /// <summary>Takes all messages out.</summary>
    IEnumerable<Envelope> ClearStash();

    /// <summary>Puts messages before those that are stashed.</summary>
    void Prepend(IEnumerable<Envelope> envelopes);
}

/// <summary>An actor with a stash; set by the runtime after construction.</summary>
public interface IActorStash
{
    IStash Stash { get; set; }
}

/// <summary>An actor with a stash as large as <c>stash-capacity</c> of its mailbox or dispatcher, else unbounded.</summary>
public interface IWithStash : IWithUnrestrictedStash;

/// <summary>An actor with an unbounded stash.</summary>
public interface IWithUnboundedStash : IWithUnrestrictedStash;

/// <summary>An actor with a stash of limited size.</summary>
public interface IWithBoundedStash : IWithUnrestrictedStash;

/// <summary>An actor with a stash that makes no demand on the mailbox.</summary>
public interface IWithUnrestrictedStash : IActorStash;
