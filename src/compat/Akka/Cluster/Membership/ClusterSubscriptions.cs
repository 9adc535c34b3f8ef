using Akka.Actor;

namespace Akka.Cluster.Membership;

/// <summary>Who wants which events. Used by the daemon alone.</summary>
internal sealed class ClusterSubscriptions
{
    private readonly Dictionary<IActorRef, HashSet<Type>> _wanted = [];

    /// <returns>True for one that had no subscription.</returns>
    public bool Add(IActorRef subscriber, IEnumerable<Type> types)
    {
        bool isNew = !_wanted.TryGetValue(subscriber, out var wanted);
        if (isNew) _wanted.Add(subscriber, wanted = []);
        wanted!.UnionWith(types);
        return isNew;
    }

    /// <param name="type">Null for all.</param>
    public void Remove(IActorRef subscriber, Type? type)
    {
        if (!_wanted.TryGetValue(subscriber, out var wanted)) return;
        if (type is not null) wanted.Remove(type);
        if (type is null || wanted.Count == 0) _wanted.Remove(subscriber);
    }

    public void Publish(ClusterEvent.IClusterDomainEvent happened)
    {
        foreach (var (subscriber, wanted) in _wanted)
        {
            if (wanted.Any(type => type.IsInstanceOfType(happened))) subscriber.Tell(happened, ActorRefs.NoSender);
        }
    }
}
