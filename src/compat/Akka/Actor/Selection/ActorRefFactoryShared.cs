namespace Akka.Actor;

/// <summary>How paths are read, wherever a selection is asked for.</summary>
public static class ActorRefFactoryShared
{
    public static ActorSelection ActorSelection(ActorPath actorPath, ActorSystem system) =>
        new(((ExtendedActorSystem)system).Provider.RootGuardianAt(actorPath.Address), actorPath.Elements);

    /// <param name="lookupRoot">Where a relative path starts.</param>
    public static ActorSelection ActorSelection(string? path, ActorSystem system, IActorRef lookupRoot)
    {
        var provider = ((ExtendedActorSystem)system).Provider;
        if (string.IsNullOrEmpty(path)) return new ActorSelection(provider.DeadLetters, "");
        if (path.StartsWith('/')) return new ActorSelection(provider.RootGuardian, path);
        if (Address.TryParse(path, out var address, out string rest)) return new ActorSelection(provider.RootGuardianAt(address), rest.Split('#')[0]);

        // The address of something, but of no actor.
        return Uri.IsWellFormedUriString(path, UriKind.Absolute) ? new ActorSelection(provider.DeadLetters, "") : new ActorSelection(lookupRoot, path);
    }

    public static ActorSelection ActorSelection(IActorRef anchorActorRef, string path) => new(anchorActorRef, path);
}
