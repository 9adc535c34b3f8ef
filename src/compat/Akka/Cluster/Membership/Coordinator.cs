using System.Collections.Immutable;

namespace Akka.Cluster.Membership;

/// <summary>
/// The decisions of the one seed that coordinates: who joins, comes up, leaves, is unreachable, is removed. Knows no actors and no clock: it is told the
/// time, and answers with the changes to make.
/// </summary>
/// <param name="now">In milliseconds of some clock that never goes back.</param>
internal sealed class Coordinator(ClusterSettings settings, UniqueAddress self, long now)
{
    /// <summary>When each member was heard of last; where it never was, when this coordinator began.</summary>
    private readonly Dictionary<UniqueAddress, long> _heard = [];
    private readonly Dictionary<UniqueAddress, long> _unreachableSince = [];
    private readonly HashSet<UniqueAddress> _removed = [];
    private readonly long _began = now;

    /// <summary>Whether the cluster has removed that incarnation of a node.</summary>
    public bool HasRemoved(UniqueAddress node) => _removed.Contains(node);

    public IReadOnlyList<MemberEntry> Join(ClusterView view, Join join, long now)
    {
        if (HasRemoved(join.Node) || view.Find(join.Node) is not null) return [];
        _heard[join.Node] = now;
        var changes = new List<MemberEntry>();

        // A node has one mailbox: whoever has it now is the only one of that address.
        if (view.At(join.Node.Address) is { } predecessor) changes.AddRange(Remove(predecessor));
        changes.Add(new MemberEntry(Member.Create(join.Node, join.Roles, join.IsSeed), IsReachable: true));
        return changes;
    }

    /// <summary>A member has shown that it lives.</summary>
    public IReadOnlyList<MemberEntry> Heard(ClusterView view, UniqueAddress node, long now)
    {
        if (view.Find(node) is not { } entry) return [];
        _heard[node] = now;
        if (entry.IsReachable) return [];
        _unreachableSince.Remove(node);
        return [entry with { IsReachable = true }];
    }

    /// <summary>The member at an address has no mailbox: it is dead, or has lost the broker for a moment.</summary>
    public IReadOnlyList<MemberEntry> HasNoMailbox(ClusterView view, string key, long now)
    {
        var entry = view.Entries.Values.FirstOrDefault(entry => entry.Member.Address.HostPort() == key);
        return entry is null || !entry.IsReachable || entry.Member.UniqueAddress == self ? [] : [Unreachable(entry, now)];
    }

    public static IReadOnlyList<MemberEntry> Leave(MemberEntry? entry) =>
        entry is { Member.Status: MemberStatus.Joining or MemberStatus.Up } ? [entry with { Member = entry.Member.Copy(MemberStatus.Leaving) }] : [];

    public static IReadOnlyList<MemberEntry> Down(MemberEntry? entry) =>
        entry is { Member.Status: not (MemberStatus.Down or MemberStatus.Removed) } ? [entry with { Member = entry.Member.Copy(MemberStatus.Down) }] : [];

    public IReadOnlyList<MemberEntry> Exited(MemberEntry? entry) => entry is { Member.Status: MemberStatus.Exiting } ? Remove(entry) : [];

    /// <summary>What the time that passed makes necessary.</summary>
    public IReadOnlyList<MemberEntry> Tick(ClusterView view, long now)
    {
        var changes = new List<MemberEntry>();
        var joining = new List<MemberEntry>();
        bool mayComeUp = HasEnough(view);
        int lastUp = 0;

        // Silence lasts until the coordinator's own last sign of life, which takes the members' way: what holds up its own holds up theirs.
        long heardUntil = _heard.GetValueOrDefault(self, _began);
        foreach (var entry in view.Entries.Values)
        {
            var member = entry.Member;
            if (member.UpNumber != int.MaxValue) lastUp = Math.Max(lastUp, member.UpNumber);
            switch (member.Status)
            {
                case MemberStatus.Down:
                case MemberStatus.Exiting when !entry.IsReachable:
                    changes.AddRange(Remove(entry));
                    continue;
                case MemberStatus.Joining when mayComeUp && entry.IsReachable:
                    joining.Add(entry);
                    continue;
                case MemberStatus.Leaving:
                    changes.Add(entry with { Member = member.Copy(MemberStatus.Exiting) });
                    continue;
            }

            if (member.UniqueAddress == self) continue;
            if (entry.IsReachable)
            {
                if (heardUntil - _heard.GetValueOrDefault(member.UniqueAddress, _began) > settings.AcceptableHeartbeatPause.TotalMilliseconds) changes.Add(Unreachable(entry, now));
            }
            else if (settings.DownAfter is { } patience && now - _unreachableSince.GetValueOrDefault(member.UniqueAddress, _began) > patience.TotalMilliseconds)
            {
                changes.AddRange(Down(entry));
            }
        }

        changes.AddRange(joining.OrderBy(entry => entry.Member.UniqueAddress).Select((entry, i) => entry with { Member = entry.Member.CopyUp(lastUp + 1 + i) }));
        return changes;
    }

    private MemberEntry Unreachable(MemberEntry entry, long now)
    {
        _unreachableSince[entry.Member.UniqueAddress] = now;
        return entry with { IsReachable = false };
    }

    private ImmutableArray<MemberEntry> Remove(MemberEntry entry)
    {
        var node = entry.Member.UniqueAddress;
        _removed.Add(node);
        _heard.Remove(node);
        _unreachableSince.Remove(node);
        return [entry with { Member = ViewChanges.Removed(entry.Member).Member }];
    }

    private bool HasEnough(ClusterView view)
    {
        var present = view.Members.Where(member => member.Status is not (MemberStatus.Down or MemberStatus.Exiting)).ToArray();
        return present.Length >= settings.MinNrOfMembers
            && settings.MinNrOfMembersOfRole.All(wanted => present.Count(member => member.HasRole(wanted.Key)) >= wanted.Value);
    }
}
