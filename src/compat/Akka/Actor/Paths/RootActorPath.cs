namespace Akka.Actor;

/// <summary>The top of a system's tree of actors.</summary>
public sealed class RootActorPath(Address address, string name = "") : ActorPath(address, name);
