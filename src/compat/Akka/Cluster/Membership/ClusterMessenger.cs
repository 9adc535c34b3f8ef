using System.Collections.Immutable;
using Akka.Actor;
using Akka.Remote;
using Akka.Remote.Amqp;

namespace Akka.Cluster.Membership;

/// <summary>Who is told what: seeds all decisions, other nodes what concerns the seeds and themselves. So the messages grow with the number of nodes, not with its square.</summary>
internal sealed class ClusterMessenger(RemoteTransport transport, ExtendedActorSystem system, IActorRef daemon, UniqueAddress self)
{
    private const string Daemon = "/system/cluster";

    private readonly IActorRef _seeds = system.Provider.ResolveActorRef(AmqpNames.AddressOfSeeds(transport.Address) + Daemon);
    private int _next;

    public static string SeedsKey(UniqueAddress self) => AmqpNames.SeedsKey(self.Address.System);

    /// <summary>What a node that is no seed may see: the seeds and itself.</summary>
    public static ClusterView Restricted(ClusterView view, Address? node) => With(Seeds(view), node is null ? null : view.At(node));

    public void ToSeeds(IClusterMessage message) => _seeds.Tell(message, daemon);

    public void Tell(UniqueAddress node, IClusterMessage message) => system.Provider.ResolveActorRef(node.Address + Daemon).Tell(message, daemon);

    public void SendView(ClusterView view, UniqueAddress node, bool isSeed)
    {
        if (node != self) Tell(node, new FullView(isSeed ? view : With(Seeds(view), view.Find(node)), IsNews: false));
    }

    public void SendToAll(ClusterView view)
    {
        ToSeeds(new FullView(view, IsNews: false));
        Announce(view);
    }

    public void SendDecision(ClusterView view, IReadOnlyList<MemberEntry> changes)
    {
        ToSeeds(new Decision(view.ClusterId, view.Term, view.Number, [.. changes]));

        // Looked for once: a decision may be about all of a thousand nodes.
        var seeds = Seeds(view);
        foreach (var change in changes.Where(change => !change.Member.IsSeed))
        {
            var node = change.Member.UniqueAddress;
            Tell(node, new FullView(With(seeds, view.Find(node)), IsNews: false));
        }

        if (changes.Any(change => change.Member.IsSeed)) Announce(view);
    }

    /// <summary>Asks the next members in turn whether they are there.</summary>
    public void PingSome(ClusterView view, int most)
    {
        Member[] others = [.. view.Members.Where(member => member.UniqueAddress != self).Order()];
        int count = Math.Min(most, others.Length);
        for (int index = 0; index < count; index++)
        {
            var member = others[(_next + index) % others.Length];
            Tell(member.UniqueAddress, new Ping(view.ClusterId, view.Term, view.Number, member.Status));
        }

        _next = others.Length == 0 ? 0 : (_next + count) % others.Length;
    }

    private static ClusterView Seeds(ClusterView view) =>
        view with { Entries = view.Entries.Values.Where(entry => entry.Member.IsSeed).ToImmutableDictionary(entry => entry.Member.UniqueAddress) };

    private static ClusterView With(ClusterView seeds, MemberEntry? node) =>
        node is null ? seeds : seeds with { Entries = seeds.Entries.SetItem(node.Member.UniqueAddress, node) };

    private void Announce(ClusterView view)
    {
        if (view.Members.Any(member => !member.IsSeed)) transport.Announce(new FullView(Seeds(view), IsNews: true), Daemon, daemon);
    }
}
