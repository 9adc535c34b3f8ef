namespace Akka.Cluster.Membership;

/// <summary>What happened between two views of a node.</summary>
internal static class ViewChanges
{
    public static IEnumerable<ClusterEvent.IClusterDomainEvent> Between(ClusterView before, ClusterView after)
    {
        foreach (var entry in after.Entries.Values.Where(entry => !entry.IsReachable && before.Find(entry.Member.UniqueAddress) is null or { IsReachable: true }).OrderBy(Node))
            yield return new ClusterEvent.UnreachableMember(entry.Member);
        foreach (var entry in after.Entries.Values.Where(entry => entry.IsReachable && before.Find(entry.Member.UniqueAddress) is { IsReachable: false }).OrderBy(Node))
            yield return new ClusterEvent.ReachableMember(entry.Member);
        foreach (var entry in after.Entries.Values.OrderBy(Node))
        {
            if (before.Find(entry.Member.UniqueAddress)?.Member.Status == entry.Member.Status) continue;
            if (Event(entry.Member) is { } changed) yield return changed;
        }

        foreach (var entry in before.Entries.Values.Where(entry => after.Find(entry.Member.UniqueAddress) is null).OrderBy(Node)) yield return Removed(entry.Member);

        var (old, now) = (before.State(), after.State());
        if (!Equals(old.Leader, now.Leader)) yield return new ClusterEvent.LeaderChanged(now.Leader);
        foreach (string role in old.AllRoles.Union(now.AllRoles).Order(StringComparer.Ordinal))
        {
            if (!Equals(old.RoleLeader(role), now.RoleLeader(role))) yield return new ClusterEvent.RoleLeaderChanged(role, now.RoleLeader(role));
        }
    }

    public static ClusterEvent.MemberRemoved Removed(Member member) =>
        new(Member.Create(member.UniqueAddress, member.UpNumber, MemberStatus.Removed, member.Roles, member.IsSeed), member.Status);

    private static UniqueAddress Node(MemberEntry entry) => entry.Member.UniqueAddress;

    private static ClusterEvent.MemberStatusChange? Event(Member member) => member.Status switch
    {
        MemberStatus.Joining => new ClusterEvent.MemberJoined(member),
        MemberStatus.Up => new ClusterEvent.MemberUp(member),
        MemberStatus.Leaving => new ClusterEvent.MemberLeft(member),
        MemberStatus.Exiting => new ClusterEvent.MemberExited(member),
        MemberStatus.Down => new ClusterEvent.MemberDowned(member),
        _ => null,
    };
}
