namespace Akka.Actor;

/// <summary>Equality, order and text that all references share.</summary>
public abstract class ActorRefBase : IActorRef
{
    public abstract ActorPath Path { get; }

    public void Tell(object message, IActorRef? sender)
    {
        if (message is null) throw new InvalidMessageException();
        TellInternal(message, sender);
    }

    public bool Equals(IActorRef? other) => ReferenceEquals(this, other) || (other is not null && Path.Uid == other.Path.Uid && Path.Equals(other.Path));

    public override bool Equals(object? obj) => Equals(obj as IActorRef);

    public override int GetHashCode() => HashCode.Combine(Path, Path.Uid);

    public int CompareTo(IActorRef? other)
    {
        if (other is null) return 1;
        int byPath = Path.CompareTo(other.Path);
        return byPath != 0 ? byPath : Path.Uid.CompareTo(other.Path.Uid);
    }

    public int CompareTo(object? obj) => obj is null or IActorRef ? CompareTo(obj as IActorRef) : throw new ArgumentException($"Cannot compare a reference with a {obj.GetType()}.", nameof(obj));

    public override string ToString() => $"[{Path.ToStringWithUid()}]";

    protected abstract void TellInternal(object message, IActorRef? sender);
}
