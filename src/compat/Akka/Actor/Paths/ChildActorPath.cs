namespace Akka.Actor;

/// <summary>A place below another one.</summary>
public sealed class ChildActorPath(ActorPath parentPath, string name, long uid) : ActorPath(parentPath, name, uid);
