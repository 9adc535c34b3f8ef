using Akka.Actor;
using Akka.Cluster.Tools.Singleton;

namespace Compat.Cluster.Tests;

using Cluster = global::Akka.Cluster.Cluster;

/// <summary>One actor for the whole cluster.</summary>
public sealed class SingletonTests(Engine engine) : Nodes(engine)
{
    [EngineFact]
    public async Task Proxy_OnAnyNode_ReachesTheOneSingletonAndKeepsMessagesUntilItRuns()
    {
        var (first, second) = (Start("cluster"), Start("cluster"));
        var proxies = new[] { first, second }.Select(Proxy).ToArray();
        var early = proxies[0].Ask<string>("who", TimeSpan.FromSeconds(30));
        await Join(first, first);
        await Join(second, first);
        foreach (var system in (ActorSystem[])[first, second]) RunManager(system);

        string name = Cluster.Get(first).SelfAddress.ToString();
        Assert.Equal(name, await early);
        Assert.Equal(name, await proxies[1].Ask<string>("who", TimeSpan.FromSeconds(30)));
    }

    [EngineFact]
    public async Task Leave_NodeOfTheSingleton_HandsItOverAfterItHasEnded()
    {
        var (first, second) = (Start("cluster"), Start("cluster"));
        await Join(first, first);
        await Join(second, first);
        foreach (var system in (ActorSystem[])[first, second]) RunManager(system);
        var proxy = Proxy(second);
        Assert.Equal(Cluster.Get(first).SelfAddress.ToString(), await proxy.Ask<string>("who", TimeSpan.FromSeconds(30)));

        await first.Terminate().WaitAsync(TimeSpan.FromSeconds(30));

        string address = Cluster.Get(second).SelfAddress.ToString();
        await Until(() => proxy.Ask<string>("who", TimeSpan.FromSeconds(1)).ContinueWith(answer => answer.IsCompletedSuccessfully && answer.Result == address).Result, "the second node runs the singleton");
    }

    [Fact]
    public void Settings_Create_ReadTheReferenceAndChangeOneByOne()
    {
        var settings = ClusterSingletonManagerSettings.Create(ClusterSingletonManager.DefaultConfig().GetConfig("akka.cluster.singleton")!);
        Assert.Equal(("singleton", null, TimeSpan.FromSeconds(1)), (settings.SingletonName, settings.Role, settings.HandOverRetryInterval));
        Assert.Equal(("other", "seed"), (settings.WithSingletonName("other").SingletonName, settings.WithRole("seed").Role));
        Assert.Throws<ArgumentNullException>(() => settings.WithSingletonName(""));
    }

    private static Task Join(ActorSystem system, ActorSystem to) => Cluster.Get(system).JoinAsync(Cluster.Get(to).SelfAddress).WaitAsync(Patience);

    private static void RunManager(ActorSystem system) =>
        system.ActorOf(ClusterSingletonManager.Props(Props.Create(() => new WhoAmI()), "end", ClusterSingletonManagerSettings.Create(system)), "manager");

    private static IActorRef Proxy(ActorSystem system) => system.ActorOf(ClusterSingletonProxy.Props("/user/manager", ClusterSingletonProxySettings.Create(system)), "proxy");

    private sealed class WhoAmI : ReceiveActor
    {
        public WhoAmI()
        {
            Receive<string>(text => text == "who", _ => Sender.Tell(Cluster.Get(Context.System).SelfAddress.ToString()));
            Receive<string>(text => text == "end", _ => Context.Stop(Self));
        }
    }
}
