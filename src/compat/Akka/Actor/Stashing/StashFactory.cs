using Akka.Actor.Internal;

namespace Akka.Actor;

public static class StashFactory
{
    public static IStash CreateStash<T>(this IActorContext context)
        where T : ActorBase => context.CreateStash(typeof(T));

    public static IStash CreateStash(this IActorContext context, IActorStash actorInstance) => context.CreateStash(actorInstance.GetType());

    /// <summary>The stash that an actor's type asks for by its interfaces.</summary>
    public static IStash CreateStash(this IActorContext context, Type actorType)
    {
        bool unbounded = typeof(IWithUnboundedStash).IsAssignableFrom(actorType);
        return new StashImpl((ActorCell)context, unbounded ? -1 : CapacityOf(context));
    }

    private static int CapacityOf(IActorContext context)
    {
        var deploy = context.Props.Deploy;
        return deploy.StashCapacity != Deploy.NoStashSize ? deploy.StashCapacity : context.System.Mailboxes.StashCapacity(deploy.Dispatcher, deploy.Mailbox);
    }
}
