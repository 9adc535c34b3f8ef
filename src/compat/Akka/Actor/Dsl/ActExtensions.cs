namespace Akka.Actor.Dsl;

/// <summary>Starts actors that a lambda sets up.</summary>
public static class ActExtensions
{
    public static IActorRef ActorOf(this IActorRefFactory factory, Action<IActorDsl> config, string? name = null) =>
        factory.ActorOf(Props.Create(() => new Act(config)), name);

    public static IActorRef ActorOf(this IActorRefFactory factory, Action<IActorDsl, IActorContext> config, string? name = null) =>
        factory.ActorOf(Props.Create(() => new Act(config)), name);
}
