using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Cluster.Membership;

/// <summary>What the node's own parts tell the daemon.</summary>
internal static class DaemonCommands
{
    /// <param name="Founds">Whether this node may found the cluster where there is none.</param>
    internal sealed record Enter(bool Founds, bool AreSeedNodes);

    internal sealed record SendToSeeds(IClusterMessage Message);

    internal sealed record Subscribe(IActorRef Subscriber, ClusterEvent.SubscriptionInitialStateMode Mode, ImmutableArray<Type> To);

    internal sealed record Unsubscribe(IActorRef Subscriber, Type? To);

    internal sealed record SendState(IActorRef Receiver);

    internal sealed record LinkChanged(bool IsUp);

    internal sealed record Unroutable(string Key);

    /// <summary>Answer to an attempt to coordinate.</summary>
    internal sealed record LockTried(bool Taken);

    /// <summary>The system ends: what this node ran is handed over.</summary>
    internal sealed record ConfirmExit;

    /// <summary>The node is no member any more and will not become one again.</summary>
    internal sealed record End;

    internal sealed record Tick
    {
        public static readonly Tick Instance = new();
    }
}
