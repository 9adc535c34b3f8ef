namespace Akka.Actor;

/// <summary>
/// Handle of one actor. Equal when path and uid are: an actor that later takes the same name is another one. Thread safe.
/// </summary>
public interface IActorRef : ICanTell, IEquatable<IActorRef>, IComparable<IActorRef>, IComparable
{
    ActorPath Path { get; }
}
