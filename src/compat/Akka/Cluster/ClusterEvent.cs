using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;

namespace Akka.Cluster;

/// <summary>What happens in the cluster, as seen by one node; subscribe with <see cref="Cluster.Subscribe(IActorRef, Type[])"/>.</summary>
public class ClusterEvent
{
    public const SubscriptionInitialStateMode InitialStateAsSnapshot = SubscriptionInitialStateMode.InitialStateAsSnapshot;
    public const SubscriptionInitialStateMode InitialStateAsEvents = SubscriptionInitialStateMode.InitialStateAsEvents;

    /// <summary>What a new subscriber gets first.</summary>
    public enum SubscriptionInitialStateMode
    {
        /// <summary>One <see cref="CurrentClusterState"/>.</summary>
        InitialStateAsSnapshot,

        /// <summary>The events that lead from nothing to the present state.</summary>
        InitialStateAsEvents,
    }

    public interface IClusterDomainEvent : IDeadLetterSuppression;

    public interface IMemberEvent : IClusterDomainEvent
    {
        Member Member { get; }
    }

    public interface IReachabilityEvent : IClusterDomainEvent;

    /// <summary>The cluster as this node sees it. Nodes that are no seeds see the seeds and themselves.</summary>
    public sealed class CurrentClusterState(
        ImmutableSortedSet<Member> members, ImmutableHashSet<Member> unreachable, ImmutableHashSet<Address> seenBy, Address? leader, ImmutableDictionary<string, Address?> roleLeaderMap)
        : INoSerializationVerificationNeeded
    {
        public CurrentClusterState()
            : this([], [], [], null, ImmutableDictionary<string, Address?>.Empty)
        {
        }

        public ImmutableSortedSet<Member> Members { get; } = members;

        public ImmutableHashSet<Member> Unreachable { get; } = unreachable;

        public ImmutableHashSet<Address> SeenBy { get; } = seenBy;

        /// <summary>Null where there is none.</summary>
        public Address Leader { get; } = leader!;

        public ImmutableHashSet<string> AllRoles => [.. roleLeaderMap.Keys];

        public Address RoleLeader(string role) => roleLeaderMap.GetValueOrDefault(role)!;
    }

    public abstract class MemberStatusChange : IMemberEvent
    {
        protected readonly Member _member;

        protected MemberStatusChange(Member member, MemberStatus validStatus)
        {
            if (member.Status != validStatus) throw new ArgumentException($"Expected {validStatus} state, got: {member}", nameof(member));
            _member = member;
        }

        public Member Member => _member;

        public override bool Equals(object? obj) => obj is MemberStatusChange other && other.GetType() == GetType() && _member.Equals(other._member);

        public override int GetHashCode() => HashCode.Combine(GetType(), _member);

        public override string ToString() => $"{GetType().Name}(Member={Member})";
    }

    public sealed class MemberJoined(Member member) : MemberStatusChange(member, MemberStatus.Joining);

    public sealed class MemberUp(Member member) : MemberStatusChange(member, MemberStatus.Up);

    public sealed class MemberLeft(Member member) : MemberStatusChange(member, MemberStatus.Leaving);

    /// <summary>Its node is about to end; what it ran is handed over now.</summary>
    public sealed class MemberExited(Member member) : MemberStatusChange(member, MemberStatus.Exiting);

    public sealed class MemberDowned(Member member) : MemberStatusChange(member, MemberStatus.Down);

    /// <summary>That incarnation of the node will never be heard of again.</summary>
    public sealed class MemberRemoved(Member member, MemberStatus previousStatus) : MemberStatusChange(member, MemberStatus.Removed)
    {
        public MemberStatus PreviousStatus { get; } = previousStatus;
    }

    public abstract class ReachabilityEvent(Member member) : IReachabilityEvent
    {
        public Member Member { get; } = member;

        public override bool Equals(object? obj) => obj is ReachabilityEvent other && other.GetType() == GetType() && Member.Equals(other.Member);

        public override int GetHashCode() => HashCode.Combine(GetType(), Member);

        public override string ToString() => $"{GetType().Name}(Member={Member})";
    }

    /// <summary>Nothing is heard of the member; it may come back.</summary>
    public sealed class UnreachableMember(Member member) : ReachabilityEvent(member);

    public sealed class ReachableMember(Member member) : ReachabilityEvent(member);

    /// <param name="leader">Null where there is none.</param>
    public sealed class LeaderChanged(Address? leader) : IClusterDomainEvent
    {
        public Address Leader { get; } = leader!;

        public override bool Equals(object? obj) => obj is LeaderChanged other && Equals(Leader, other.Leader);

        public override int GetHashCode() => Leader?.GetHashCode() ?? 0;

        public override string ToString() => $"LeaderChanged(NewLeader={Leader})";
    }

    public sealed class RoleLeaderChanged(string role, Address? leader) : IClusterDomainEvent
    {
        public string Role { get; } = role;

        public Address Leader { get; } = leader!;

        public override bool Equals(object? obj) => obj is RoleLeaderChanged other && Role == other.Role && Equals(Leader, other.Leader);

        public override int GetHashCode() => HashCode.Combine(Role, Leader);

        public override string ToString() => $"RoleLeaderChanged(Leader={Leader}, Role={Role})";
    }

    public sealed class ClusterShuttingDown : IClusterDomainEvent
    {
        public static readonly IClusterDomainEvent Instance = new ClusterShuttingDown();

        private ClusterShuttingDown()
        {
        }
    }
}
