namespace Akka.Actor;

/// <summary>References that stand for the absence of an actor.</summary>
public static class ActorRefs
{
    /// <summary>Drops whatever it is told.</summary>
    public static readonly Nobody Nobody = Nobody.Instance;

    /// <summary>The sender of a message that nobody can answer (null).</summary>
    public static readonly IActorRef NoSender = null!;
}

public sealed class Nobody : MinimalActorRef
{
    private readonly RootActorPath _path = new(new Address("akka", "all-systems"), "/Nobody");

    private Nobody()
    {
    }

    public static Nobody Instance { get; } = new();

    public override ActorPath Path => _path;

    public override IActorRefProvider Provider => throw new NotSupportedException("Nobody does not provide");
}

public static class ActorRefExtensions
{
    public static bool IsNobody(this IActorRef? actorRef) => actorRef is null or Nobody;

    public static IActorRef GetOrElse(this IActorRef? actorRef, Func<IActorRef> elseValue) => actorRef.IsNobody() ? elseValue() : actorRef!;
}
