using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Cluster.Membership;

/// <summary>One member and whether it is heard of.</summary>
internal sealed record MemberEntry(Member Member, bool IsReachable)
{
    /// <summary>Members are equal whatever their status, so entries that hold them can only be compared by identity.</summary>
    public bool Equals(MemberEntry? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Member.GetHashCode();
}

/// <summary>The cluster as one node knows it. Seeds know all of it, in the order in which the coordinator decided it; others know the seeds and themselves.</summary>
/// <param name="ClusterId">When the cluster was founded; tells it from one that was founded anew.</param>
/// <param name="Term">Which coordinator has decided; a later one has a larger number.</param>
/// <param name="Number">How many decisions lead here.</param>
internal sealed record ClusterView(long ClusterId, long Term, long Number, ImmutableDictionary<UniqueAddress, MemberEntry> Entries)
{
    public static readonly ClusterView Empty = new(0, 0, 0, ImmutableDictionary<UniqueAddress, MemberEntry>.Empty);

    public bool IsEmpty => Entries.IsEmpty;

    public IEnumerable<Member> Members => Entries.Values.Select(entry => entry.Member);

    public MemberEntry? Find(UniqueAddress node) => Entries.GetValueOrDefault(node);

    public MemberEntry? At(Address address) => Entries.Values.FirstOrDefault(entry => entry.Member.Address == address);

    /// <summary>The view after one more decision.</summary>
    public ClusterView Apply(IEnumerable<MemberEntry> changes)
    {
        var entries = Entries;
        foreach (var change in changes)
        {
            entries = change.Member.Status == MemberStatus.Removed
                ? entries.Remove(change.Member.UniqueAddress)
                : entries.SetItem(change.Member.UniqueAddress, change);
        }

        return this with { Number = Number + 1, Entries = entries };
    }

    public ClusterEvent.CurrentClusterState State()
    {
        var members = Members.ToImmutableSortedSet();
        var leaders = ClusterLeaders.Of(this);
        return new ClusterEvent.CurrentClusterState(
            members,
            [.. Entries.Values.Where(entry => !entry.IsReachable).Select(entry => entry.Member)],
            [.. members.Select(member => member.Address)],
            leaders.OfAll,
            leaders.OfRoles.ToImmutableDictionary());
    }
}
