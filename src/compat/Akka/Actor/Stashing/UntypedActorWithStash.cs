namespace Akka.Actor;

/// <summary>An untyped actor with a stash as large as its mailbox or dispatcher says.</summary>
public abstract class UntypedActorWithStash : UntypedActor, IWithStash
{
    public IStash Stash { get; set; } = null!;
}

/// <summary>An untyped actor with an unbounded stash.</summary>
public abstract class UntypedActorWithUnboundedStash : UntypedActor, IWithUnboundedStash
{
    public IStash Stash { get; set; } = null!;
}

/// <summary>An untyped actor with a stash that makes no demand on the mailbox.</summary>
public abstract class UntypedActorWithUnrestrictedStash : UntypedActor, IWithUnrestrictedStash
{
    public IStash Stash { get; set; } = null!;
}
