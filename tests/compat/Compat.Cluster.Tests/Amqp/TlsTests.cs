using Akka.Actor;
using Akka.Configuration;
using Akka.Remote;

namespace Compat.Cluster.Tests.Amqp;

using Cluster = global::Akka.Cluster.Cluster;

/// <summary>The broker as <c>cluster/broker</c> sets it up: TLS alone, and a certificate says who a node is.</summary>
[Trait("Engine", "Compat")]
public sealed class TlsTests(TlsBroker broker) : IClassFixture<TlsBroker>, IAsyncLifetime
{
    private readonly List<ActorSystem> _systems = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var system in Enumerable.Reverse(_systems)) await system.Terminate().WaitAsync(TimeSpan.FromSeconds(30));
    }

    [EngineFact]
    public async Task Nodes_WithCertificates_JoinAndTalk()
    {
        var seed = Start("seed-1", """akka.remote.amqp { trusted-users = [seed-1], restricted-recipients = ["/system/cluster", "/system/remote-watcher", "/user/echo"] }""");
        var cluster = Cluster.Get(seed);
        await cluster.JoinAsync(cluster.SelfAddress).WaitAsync(Nodes.Patience);
        seed.ActorOf(Props.Create(() => new Echo()), "echo");
        var board = Start("nano-1", "akka.remote.amqp { seed = off, reach = seeds }");
        await Cluster.Get(board).JoinSeedNodesAsync([cluster.SelfAddress]).WaitAsync(Nodes.Patience);
        var remote = ((ExtendedActorSystem)board).Provider.ResolveActorRef($"{cluster.SelfAddress}/user/echo");
        Assert.Equal("hello", await remote.Ask<string>("hello", Nodes.Patience));
    }

    [EngineTheory]
    [InlineData("strangers/seed-1", "seed-1")] // signed by another authority
    [InlineData("", "seed-1")] // none at all
    [InlineData("nano-1", "nano-2")] // a board in another board's place
    public void Node_WithoutACertificateOfItsOwn_IsRefused(string certificate, string host)
    {
        var error = Assert.Throws<RemoteTransportException>(() => Start(host, host.StartsWith("nano", StringComparison.Ordinal) ? "akka.remote.amqp { seed = off, reach = seeds }" : "", certificate));
        Assert.Contains($"127.0.0.1:{broker.Port}", error.Message, StringComparison.Ordinal);
    }

    private ActorSystem Start(string host, string hocon, string? certificate = null)
    {
        certificate ??= host;
        string own = certificate.Length == 0 ? "" : $$"""certificate-file = "{{broker.Folder}}/{{certificate}}.pem", key-file = "{{broker.Folder}}/{{certificate}}.key" """;
        var system = ActorSystem.Create("edgenas", ConfigurationFactory.ParseString($$"""
            {{hocon}}
            akka.actor.provider = cluster
            akka.loggers = []
            akka.stdout-loglevel = OFF
            akka.log-dead-letters = off
            akka.coordinated-shutdown.run-by-clr-shutdown-hook = off
            akka.remote.startup-timeout = 5s
            akka.remote.dot-netty.tcp { hostname = {{host}}, port = 0 }
            akka.remote.amqp { prefix = edgenas, uri = "amqps://127.0.0.1:{{broker.Port}}/", tls { ca-file = "{{broker.Folder}}/ca.pem", {{own}} } }
            """));
        _systems.Add(system);
        return system;
    }
}
