using Akka.Actor;

namespace Akka.Cluster.Membership;

/// <summary>
/// The first of the reachable members that are Up or Leaving; until there is one, of those that join. Found in one pass, since it is looked for after every change of a thousand members.
/// </summary>
/// <param name="OfAll">A seed, so that all nodes agree on it; null where there is none.</param>
/// <param name="OfRoles">For every role that a member has; null where none of them can lead.</param>
internal sealed record ClusterLeaders(Address? OfAll, IReadOnlyDictionary<string, Address?> OfRoles)
{
    public static ClusterLeaders Of(ClusterView view)
    {
        Member? ofAll = null;
        var ofRoles = new Dictionary<string, Member?>(StringComparer.Ordinal);
        foreach (var entry in view.Entries.Values)
        {
            var member = entry.Member;
            bool mayLead = entry.IsReachable && member.Status is MemberStatus.Up or MemberStatus.Leaving or MemberStatus.Joining;
            if (mayLead && member.IsSeed) ofAll = First(ofAll, member);
            foreach (string role in member.Roles)
            {
                var leader = ofRoles.GetValueOrDefault(role);
                ofRoles[role] = mayLead ? First(leader, member) : leader;
            }
        }

        return new ClusterLeaders(ofAll?.Address, ofRoles.ToDictionary(pair => pair.Key, pair => pair.Value?.Address, StringComparer.Ordinal));
    }

    private static Member First(Member? one, Member other)
    {
        if (one is null) return other;
        bool oneJoins = one.Status == MemberStatus.Joining, otherJoins = other.Status == MemberStatus.Joining;
        if (oneJoins != otherJoins) return oneJoins ? other : one;
        return one.CompareTo(other) <= 0 ? one : other;
    }
}
