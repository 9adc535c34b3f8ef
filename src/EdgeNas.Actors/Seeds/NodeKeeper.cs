using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster;
using Akka.Event;
using EdgeNas.Actors.Protocol;

namespace EdgeNas.Actors.Seeds;

/// <summary>Tells how the cluster stands, and lets nodes go. Child of the <see cref="LeadingSeed"/>, which restarts it; who was waiting for a node to drain asks again.</summary>
public sealed class NodeKeeper : ReceiveActor
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(5);

    private readonly Cluster _cluster = Cluster.Get(Context.System);
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Dictionary<string, HashSet<IActorRef>> _draining = [];
    private readonly IActorRef _broker;
    private readonly IActorRef _boards;
    private readonly Func<long> _refusedRequests;

    public NodeKeeper(IActorRef broker, IActorRef boards, Func<long> refusedRequests)
    {
        _broker = broker;
        _boards = boards;
        _refusedRequests = refusedRequests;
        Receive<DescribeCluster>(_ => ReportAsync().PipeTo(Sender, Self, failure: late => new RequestRefused($"The leading seed's broker gave no answer: {late.Message}")));
        Receive<LetLeave>(leave => WithMember(leave.Node, Leave));
        Receive<LetDrain>(drain => WithMember(drain.Node, member => Drain(member, drain.Grace)));
        Receive<NodeDrained>(Drained);
    }

    /// <param name="refusedRequests">How many requests the artifact server of this seed has refused.</param>
    public static Props Props(IActorRef broker, IActorRef boards, Func<long> refusedRequests) => Akka.Actor.Props.Create(() => new NodeKeeper(broker, boards, refusedRequests));

    private async Task<ClusterReport> ReportAsync()
    {
        var state = _cluster.State;
        var broker = await _broker.Ask<BrokerState>(new GetBrokerState(), AnswerTime).ConfigureAwait(false);
        var boards = await _boards.Ask<BoardDesk.RefusedCount>(new BoardDesk.CountRefused(), AnswerTime).ConfigureAwait(false);
        var refusals = ImmutableSortedDictionary<string, long>.Empty.Add("artifact requests", _refusedRequests()).Add("messages of boards", boards.Count);
        return new ClusterReport([.. state.Members.Select(member => Report(member, state.Unreachable.Contains(member)))], _cluster.SelfAddress.ToString(), broker, refusals);
    }

    private static NodeReport Report(Member member, bool isSilent) =>
        new(NameOf(member), member.Address.ToString(), member.Roles.FirstOrDefault() ?? "", member.Status.ToString().ToLowerInvariant(), !isSilent);

    private static string NameOf(Member member) => $"{member.Address.Host}:{member.Address.Port}";

    private void WithMember(string node, Action<Member> action)
    {
        var found = _cluster.State.Members.Where(member => node == NameOf(member) || node == member.Address.ToString() || node == member.Address.Host).ToArray();
        if (found.Length == 1) action(found[0]);
        else if (found.Length == 0) Sender.Tell(new RequestRefused($"There is no node {node}: `edgenas cluster status` shows those that there are."));
        else Sender.Tell(new RequestRefused($"{node} are {found.Length} nodes: {string.Join(", ", found.Select(NameOf))}. Name one of them."));
    }

    private void Leave(Member member)
    {
        _log.Info("{0} is asked to leave", NameOf(member));
        _cluster.Leave(member.Address);
        Sender.Tell(new NodeLeaves(member.Address.ToString()));
    }

    private void Drain(Member member, TimeSpan grace)
    {
        string address = member.Address.ToString();
        if (!_draining.TryGetValue(address, out var waiting))
        {
            _log.Info("{0} gets no more jobs, and leaves when it has none", NameOf(member));
            _draining[address] = waiting = [];
        }

        waiting.Add(Sender);
        _broker.Tell(new DrainNode(address, grace), Self);
    }

    private void Drained(NodeDrained drained)
    {
        _cluster.Leave(Address.Parse(drained.Node));
        if (!_draining.Remove(drained.Node, out var waiting)) return;
        foreach (var asker in waiting) asker.Tell(new NodeLeaves(drained.Node));
    }
}
