using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Membership;
using Akka.Configuration;

namespace Compat.Cluster.Tests.Amqp;

/// <summary>The coordinator's decisions, with a clock of the tests' own.</summary>
[Trait("Engine", "Compat")]
public sealed class CoordinatorTests
{
    private static readonly UniqueAddress Self = Node("seed"), Board = Node("board");

    private readonly Coordinator _coordinator = new(new ClusterSettings(ClusterConfig(), "nodes"), Self, 0);
    private ClusterView _view = ClusterView.Empty;

    public CoordinatorTests()
    {
        _view = _view.Apply(_coordinator.Join(_view, new Join(Self, [], IsSeed: true), 0));
        _view = _view.Apply(_coordinator.Join(_view, new Join(Board, [], IsSeed: false), 0));
        _view = _view.Apply(_coordinator.Tick(_view, 0));
    }

    [Fact]
    public void Tick_MemberSilentWhileOwnSignsOfLifeArrive_IsUnreachable()
    {
        _coordinator.Heard(_view, Self, 6_000);
        Assert.Empty(_coordinator.Tick(_view, 6_000));

        _coordinator.Heard(_view, Self, 6_001);
        var lost = Assert.Single(_coordinator.Tick(_view, 6_001));
        Assert.Equal((Board, false), (lost.Member.UniqueAddress, lost.IsReachable));
    }

    [Fact]
    public void Tick_OwnSignsOfLifeAreHeldUpToo_NobodyIsGivenUp()
    {
        _coordinator.Heard(_view, Self, 1_000);

        Assert.Empty(_coordinator.Tick(_view, 60_000));
    }

    private static UniqueAddress Node(string host) => new(new Address("akka.amqp", "nodes", host, 1), 1);

    private static Config ClusterConfig() => ConfigurationFactory.FromResource<ClusterSettings>("Akka.Cluster.cluster.conf");
}
