using Akka.Actor;
using Akka.Cluster;
using Akka.Event;

namespace EdgeNas.Hosting.Nodes;

/// <summary>Tells in a node's log who joins, leaves, and falls silent. Seeds see everybody, other nodes the seeds and themselves.</summary>
internal sealed class NodeReporter : ReceiveActor
{
    private readonly Akka.Cluster.Cluster _cluster = Akka.Cluster.Cluster.Get(Context.System);
    private readonly ILoggingAdapter _log = Context.GetLogger();

    public NodeReporter(string address)
    {
        Receive<ClusterEvent.MemberUp>(up => _log.Info("{0}", IsSelf(up.Member) ? $"Joined the cluster at {address} as {NameOf(up.Member)}" : $"{NameOf(up.Member)} joined"));
        Receive<ClusterEvent.MemberRemoved>(gone => Tell(gone.Member, gone.PreviousStatus == MemberStatus.Down ? "was removed" : "left"));
        Receive<ClusterEvent.UnreachableMember>(silent => Tell(silent.Member, "is unreachable"));
        Receive<ClusterEvent.ReachableMember>(back => Tell(back.Member, "is reachable again"));
    }

    /// <summary>A node as people name it, such as <c>worker anna:31415</c>.</summary>
    public static string NameOf(Member member) => $"{member.Roles.FirstOrDefault() ?? "node"} {member.Address.Host}:{member.Address.Port}";

    protected override void PreStart() => _cluster.Subscribe(
        Self,
        ClusterEvent.InitialStateAsEvents,
        typeof(ClusterEvent.MemberUp),
        typeof(ClusterEvent.MemberRemoved),
        typeof(ClusterEvent.UnreachableMember),
        typeof(ClusterEvent.ReachableMember));

    protected override void PostStop() => _cluster.Unsubscribe(Self);

    private void Tell(Member member, string what)
    {
        if (!IsSelf(member)) _log.Info("{0} {1}", NameOf(member), what);
    }

    private bool IsSelf(Member member) => member.UniqueAddress.Equals(_cluster.SelfUniqueAddress);
}
