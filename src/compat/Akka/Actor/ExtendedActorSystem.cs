namespace Akka.Actor;

/// <summary>What extensions and serializers see of a system.</summary>
public abstract class ExtendedActorSystem : ActorSystem
{
    public abstract IActorRefProvider Provider { get; }

    /// <summary>/user</summary>
    public abstract IInternalActorRef Guardian { get; }

    public abstract IInternalActorRef LookupRoot { get; }

    /// <summary>/system</summary>
    public abstract IInternalActorRef SystemGuardian { get; }

    /// <summary>Starts an actor below /system, which outlives /user.</summary>
    public abstract IActorRef SystemActorOf(Props props, string? name = null);

    public abstract IActorRef SystemActorOf<TActor>(string? name = null)
        where TActor : ActorBase, new();
}
