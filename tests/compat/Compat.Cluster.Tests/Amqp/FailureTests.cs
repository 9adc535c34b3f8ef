using System.Diagnostics;
using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Tools.Singleton;

namespace Compat.Cluster.Tests.Amqp;

using Cluster = global::Akka.Cluster.Cluster;

/// <summary>Nodes in processes of their own are killed and frozen.</summary>
[Trait("Engine", "Compat")]
public sealed class FailureTests(Engine engine) : Nodes(engine)
{
    private const string Sbr = """
        akka.cluster.downing-provider-class = "Akka.Cluster.SBR.SplitBrainResolverProvider, Akka.Cluster"
        akka.cluster.split-brain-resolver.stable-after = 2s
        """;

    [EngineFact]
    public async Task Kill9_Member_IsUnreachableWithinTwoSecondsThenRemovedAndItsActorsAreTerminated()
    {
        var (system, inbox) = await StartSeedAsync();
        using var node = await NodeProcess.StartAsync(Engine.Broker.Port, Prefix, "akka.remote.amqp.seed = off");
        var echo = await system.ActorSelection($"{node.Address}/user/echo").ResolveOne(Patience);
        inbox.Ref.Tell(new WatchThis(echo));
        await echo.Ask<string>("ready", Patience);

        var clock = Stopwatch.StartNew();
        node.Kill();

        var lost = await inbox.FishAsync<ClusterEvent.UnreachableMember>();
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(2), $"unreachable after {clock.Elapsed}");
        Assert.Equal(node.Address, lost.Member.Address.ToString());
        var gone = await inbox.FishAsync<Terminated>();
        Assert.Equal((echo, true), (gone.ActorRef, gone.AddressTerminated));
        await Until(() => Cluster.Get(system).State.Members.Count == 1, "the dead member is removed");
    }

    [EngineFact]
    public async Task Freeze_Member_IsUnreachableWithinTenSecondsAndEndsWhenItThawsAfterItsRemoval()
    {
        var (system, inbox) = await StartSeedAsync();
        using var node = await NodeProcess.StartAsync(Engine.Broker.Port, Prefix, "akka.remote.amqp.seed = off");

        var clock = Stopwatch.StartNew();
        node.Freeze();

        await inbox.FishAsync<ClusterEvent.UnreachableMember>();
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"unreachable after {clock.Elapsed}");
        await inbox.FishAsync<ClusterEvent.MemberRemoved>();

        node.Thaw();
        Assert.Equal("removed", await node.NextLineAsync());
        Assert.Equal("ended", await node.NextLineAsync());
        Assert.Single(Cluster.Get(system).State.Members);
    }

    [EngineFact]
    [Trait("Speed", "Slow")]
    public async Task Freeze_MemberForAShortWhile_IsReachableAgain()
    {
        var (_, inbox) = await StartSeedAsync("akka.cluster.split-brain-resolver.stable-after = 60s");
        using var node = await NodeProcess.StartAsync(Engine.Broker.Port, Prefix);

        node.Freeze();
        await inbox.FishAsync<ClusterEvent.UnreachableMember>();
        node.Thaw();

        Assert.Equal(node.Address, (await inbox.FishAsync<ClusterEvent.ReachableMember>()).Member.Address.ToString());
    }

    [EngineFact]
    public async Task Kill9_Coordinator_AnotherSeedTakesOverAndNewMembersJoin()
    {
        var (system, inbox) = await StartSeedAsync(join: false);
        using var first = await NodeProcess.StartAsync(Engine.Broker.Port, Prefix, "akka.remote.dot-netty.tcp.port = 7, akka.cluster.seed-nodes = [\"akka.amqp://nodes@127.0.0.1:7\"]");
        await Cluster.Get(system).JoinSeedNodesAsync([Address.Parse(first.Address)]).WaitAsync(Patience);
        using var board = await NodeProcess.StartAsync(Engine.Broker.Port, Prefix, "akka.remote.amqp.seed = off");

        var clock = Stopwatch.StartNew();
        first.Kill();

        await inbox.FishAsync<ClusterEvent.UnreachableMember>(lost => lost.Member.Address.ToString() == first.Address);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"unreachable after {clock.Elapsed}");
        using var late = await NodeProcess.StartAsync(Engine.Broker.Port, Prefix, "akka.remote.amqp.seed = off");
        await inbox.FishAsync<ClusterEvent.MemberRemoved>(gone => gone.Member.Address.ToString() == first.Address);
        Assert.Equal(new[] { board.Address, late.Address }.Order(), Cluster.Get(system).State.Members.Where(member => member.UniqueAddress != Cluster.Get(system).SelfUniqueAddress).Select(member => member.Address.ToString()).Order());
    }

    [EngineFact]
    public async Task Kill9_NodeOfTheSingleton_AnotherTakesOverWithinTenSeconds()
    {
        string folder = Directory.CreateTempSubdirectory("edgenas-singleton-").FullName;
        string journal = $$"""
            test.singleton = on
            akka.cluster { roles = [seed], singleton.role = seed }
            akka.persistence.journal { plugin = akka.persistence.journal.sql, sql { connection-string = "Data Source={{folder}}/journal.db", provider-name = SQLite.MS } }
            """;
        using (var first = await NodeProcess.StartAsync(Engine.Broker.Port, Prefix, journal + "\nakka.remote.dot-netty.tcp.port = 7, akka.cluster.seed-nodes = [\"akka.amqp://nodes@127.0.0.1:7\"]"))
        {
            var system = Start("cluster", "akka.remote.amqp.seed = off");
            await Cluster.Get(system).JoinSeedNodesAsync([Address.Parse(first.Address)]).WaitAsync(Patience);
            var proxy = system.ActorOf(ClusterSingletonProxy.Props("/user/manager", ClusterSingletonProxySettings.Create(system).WithRole("seed")));
            Assert.Equal("first", await proxy.Ask<string>("first", Patience));
            using var second = await NodeProcess.StartAsync(Engine.Broker.Port, Prefix, journal);

            var clock = Stopwatch.StartNew();
            first.Kill();

            await Until(() => proxy.Ask<string>("second", TimeSpan.FromSeconds(1)).ContinueWith(answer => answer.IsCompletedSuccessfully).Result, "the second seed runs the singleton", TimeSpan.FromSeconds(30));
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"taken over after {clock.Elapsed}");
        }

        Directory.Delete(folder, recursive: true);
    }

    [EngineFact]
    public async Task Freeze_CoordinatorThatRunsTheSingleton_AnotherTakesOverBeforeTheBrokerNotices()
    {
        // A process that is frozen while it writes keeps an SQLite database locked, so there is none here.
        const string Seed = """
            test.singleton = on
            akka.cluster { roles = [seed], singleton { role = seed, amqp.lease = none } }
            akka.remote.amqp.heartbeat = 60s
            """;
        using var first = await NodeProcess.StartAsync(Engine.Broker.Port, Prefix, Seed + "\nakka.remote.dot-netty.tcp.port = 7, akka.cluster.seed-nodes = [\"akka.amqp://nodes@127.0.0.1:7\"]");
        var (system, inbox) = await StartSeedAsync(Seed, join: false);
        await Cluster.Get(system).JoinSeedNodesAsync([Address.Parse(first.Address)]).WaitAsync(Patience);
        system.ActorOf(ClusterSingletonManager.Props(Props.Create(() => new Echo()), ClusterSingletonManagerSettings.Create(system)), "manager");
        var runsHere = () => system.ActorSelection("/user/manager/singleton").ResolveOne(TimeSpan.FromSeconds(1)).ContinueWith(found => found.IsCompletedSuccessfully).Result;
        Assert.False(runsHere());

        var clock = Stopwatch.StartNew();
        first.Freeze();

        await Until(runsHere, "this seed runs the singleton", TimeSpan.FromSeconds(30));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"taken over after {clock.Elapsed}");
        first.Thaw();
        await inbox.FishAsync<ClusterEvent.ReachableMember>(back => back.Member.Address.ToString() == first.Address);
    }

    [EngineFact]
    public async Task NodesThatAreNoSeeds_SeeTheSeedsAndThemselves()
    {
        var (system, _) = await StartSeedAsync();
        var boards = new[] { Start("cluster", "akka.remote.amqp.seed = off"), Start("cluster", "akka.remote.amqp.seed = off") }.Select(Cluster.Get).ToArray();
        foreach (var board in boards) await board.JoinSeedNodesAsync([Cluster.Get(system).SelfAddress]).WaitAsync(Patience);

        await Until(() => Cluster.Get(system).State.Members.Count == 3, "the seed sees all");
        foreach (var board in boards)
        {
            Assert.Equal(new[] { Cluster.Get(system).SelfAddress, board.SelfAddress }.Order(Member.AddressOrdering), board.State.Members.Select(member => member.Address));
            Assert.Equal(Cluster.Get(system).SelfAddress, board.State.Leader);
        }
    }

    [EngineFact]
    public async Task Restart_OfTheOnlySeed_TakesTheOthersAlong()
    {
        using var first = await NodeProcess.StartAsync(Engine.Broker.Port, Prefix, "akka.remote.dot-netty.tcp.port = 7, akka.cluster.seed-nodes = [\"akka.amqp://nodes@127.0.0.1:7\"]");
        var system = Start("cluster", "akka.remote.amqp.seed = off");
        var cluster = Cluster.Get(system);
        await cluster.JoinSeedNodesAsync([Address.Parse(first.Address)]).WaitAsync(Patience);
        var inbox = new Inbox(system);
        cluster.Subscribe(inbox.Ref, ClusterEvent.InitialStateAsEvents, typeof(ClusterEvent.IMemberEvent), typeof(ClusterEvent.IReachabilityEvent));
        first.Kill();
        await inbox.FishAsync<ClusterEvent.UnreachableMember>();

        using var second = await NodeProcess.StartAsync(Engine.Broker.Port, Prefix, "akka.remote.dot-netty.tcp.port = 7, akka.cluster.seed-nodes = [\"akka.amqp://nodes@127.0.0.1:7\"]");

        await inbox.FishAsync<ClusterEvent.MemberRemoved>(gone => gone.Member.Address.ToString() == first.Address);
        await inbox.FishAsync<ClusterEvent.MemberUp>(up => up.Member.Address.ToString() == second.Address);
        await Until(() => cluster.IsUp, "this node is a member of the new cluster");
        Assert.False(cluster.IsTerminated);
    }

    private async Task<(ActorSystem System, Inbox Inbox)> StartSeedAsync(string hocon = "", bool join = true)
    {
        var system = Start("cluster", Sbr + "\n" + hocon);
        var cluster = Cluster.Get(system);
        if (join) await cluster.JoinAsync(cluster.SelfAddress).WaitAsync(Patience);
        var inbox = new Inbox(system);
        cluster.Subscribe(inbox.Ref, ClusterEvent.InitialStateAsEvents, typeof(ClusterEvent.IMemberEvent), typeof(ClusterEvent.IReachabilityEvent));
        return (system, inbox);
    }
}
