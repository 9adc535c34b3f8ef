namespace Akka.Cluster.Membership;

/// <summary>What happened between two views of a node.</summary>
internal static class ViewChanges
{
    /// <param name="changed">The nodes that may differ; null: any may.</param>
    public static IEnumerable<ClusterEvent.IClusterDomainEvent> Between(ClusterView before, ClusterView after, IEnumerable<UniqueAddress>? changed = null)
    {
        var nodes = (changed ?? before.Entries.Keys.Concat(after.Entries.Keys)).Distinct().Order().Select(node => (Before: before.Find(node), After: after.Find(node))).ToArray();
        foreach (var (old, now) in nodes)
            if (now is { IsReachable: false } && old is null or { IsReachable: true }) yield return new ClusterEvent.UnreachableMember(now.Member);
        foreach (var (old, now) in nodes)
            if (now is { IsReachable: true } && old is { IsReachable: false }) yield return new ClusterEvent.ReachableMember(now.Member);
        foreach (var (old, now) in nodes)
            if (now is not null && now.Member.Status != old?.Member.Status && Event(now.Member) is { } change) yield return change;
        foreach (var (old, now) in nodes)
            if (now is null && old is not null) yield return Removed(old.Member);

        var (oldLeaders, leaders) = (ClusterLeaders.Of(before), ClusterLeaders.Of(after));
        if (!Equals(oldLeaders.OfAll, leaders.OfAll)) yield return new ClusterEvent.LeaderChanged(leaders.OfAll);
        foreach (string role in oldLeaders.OfRoles.Keys.Union(leaders.OfRoles.Keys).Order(StringComparer.Ordinal))
        {
            var leader = leaders.OfRoles.GetValueOrDefault(role);
            if (!Equals(oldLeaders.OfRoles.GetValueOrDefault(role), leader)) yield return new ClusterEvent.RoleLeaderChanged(role, leader);
        }
    }

    public static ClusterEvent.MemberRemoved Removed(Member member) =>
        new(Member.Create(member.UniqueAddress, member.UpNumber, MemberStatus.Removed, member.Roles, member.IsSeed), member.Status);

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
