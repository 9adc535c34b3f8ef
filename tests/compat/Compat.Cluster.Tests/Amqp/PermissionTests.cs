using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Akka.Remote;
using Akka.Remote.Wire;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Compat.Cluster.Tests.Amqp;

using Cluster = global::Akka.Cluster.Cluster;

/// <summary>A board with the least permissions: it works, and it can do nothing else.</summary>
[Trait("Engine", "Compat")]
public sealed class PermissionTests : IAsyncLifetime
{
    private const string Definitions = """
        {
          "vhosts": [{ "name": "/" }],
          "users": [
            { "name": "seed", "password": "s", "tags": "" },
            { "name": "board-1", "password": "b", "tags": "" }
          ],
          "permissions": [
            { "user": "seed", "vhost": "/", "configure": ".*", "write": ".*", "read": ".*" },
            {
              "user": "board-1", "vhost": "/",
              "configure": "^akka\\.mailbox\\.nodes@board-1:[0-9]+$",
              "write": "^(akka\\.mailbox\\.nodes@board-1:[0-9]+|akka\\.seeds)$",
              "read": "^(akka\\.mailbox\\.nodes@board-1:[0-9]+|akka\\.nodes|akka\\.news)$"
            }
          ],
          "topic_permissions": [
            { "user": "board-1", "vhost": "/", "exchange": "akka.nodes", "write": "^$", "read": "^nodes@board-1:[0-9]+$" }
          ],
          "queues": [], "exchanges": [], "bindings": [], "parameters": [], "policies": []
        }
        """;

    private readonly RabbitServer _broker = new();
    private readonly List<ActorSystem> _systems = [];

    public Task InitializeAsync() => RabbitServer.Program is null ? Task.CompletedTask : _broker.StartAsync(Definitions);

    public async Task DisposeAsync()
    {
        foreach (var system in Enumerable.Reverse(_systems)) await system.Terminate().WaitAsync(TimeSpan.FromSeconds(30));
        await _broker.StopAsync();
    }

    [EngineFact]
    public async Task Board_WithLeastPermissions_WorksAndReachesNothingElse()
    {
        var seed = Start("cluster", "seed", "s", "seed-1", """akka.remote.amqp { trusted-users = [seed], restricted-recipients = ["/system/cluster", "/system/remote-watcher", "/user"] }""");
        var cluster = Cluster.Get(seed);
        await cluster.JoinAsync(cluster.SelfAddress).WaitAsync(Nodes.Patience);
        var errors = new Inbox(seed);
        seed.EventStream.Subscribe(errors.Ref, typeof(RemotingErrorEvent));
        var echo = seed.ActorOf(Props.Create(() => new Echo()), "echo");
        var board = Start("cluster", "board-1", "b", "board-1", "akka.remote.amqp { seed = off, reach = seeds }");
        await Cluster.Get(board).JoinSeedNodesAsync([cluster.SelfAddress]).WaitAsync(Nodes.Patience);
        var remote = ((ExtendedActorSystem)board).Provider.ResolveActorRef($"{cluster.SelfAddress}/user/echo");
        Assert.Equal("hello", await remote.Ask<string>("hello", Nodes.Patience));

        // What its user may not do at the broker.
        string own = $"akka.mailbox.{Cluster.Get(board).SelfAddress.HostPort()}", other = "akka.mailbox.nodes@board-2:1";
        await RefusedAsync(channel => channel.QueueDeclareAsync(other, exclusive: true));
        await RefusedAsync(channel => channel.QueueDeclareAsync("akka.mailbox.nodes@board-1:9", exclusive: true), then: channel => channel.QueueBindAsync("akka.mailbox.nodes@board-1:9", "akka.nodes", "nodes@board-2:1"));
        await RefusedAsync(channel => channel.QueueDeclareAsync("akka.mailbox.nodes@board-1:9", exclusive: true), then: channel => channel.QueueBindAsync("akka.mailbox.nodes@board-1:9", "akka.nodes", "#"));
        await RefusedAsync(channel => channel.QueueDeclareAsync("akka.mailbox.nodes@board-1:9", exclusive: true), then: channel => channel.QueueBindAsync("akka.mailbox.nodes@board-1:9", "akka.seeds", "#"));
        await RefusedAsync(channel => channel.BasicPublishAsync("", own, new byte[1]).AsTask());
        await RefusedAsync(channel => channel.BasicPublishAsync("akka.nodes", "nodes@board-2:1", new byte[1]).AsTask());
        await RefusedAsync(channel => channel.BasicPublishAsync("akka.news", "nodes", new byte[1]).AsTask());
        await RefusedAsync(channel => channel.BasicPublishAsync("akka.seeds", "nodes@seeds:0", false, new BasicProperties { UserId = "seed" }, new byte[1]).AsTask());

        // What the seed doesn't take from it.
        string path = echo.Path.ToStringWithoutAddress(), origin = Cluster.Get(board).SelfAddress.ToString();
        await SendAsync(cluster.SelfAddress, new Frame("akka.amqp://nodes@board-2:1", 1, path, "", 17, "S", new WireWriter().Text("in another's name").ToArray()));
        await SendAsync(cluster.SelfAddress, new Frame(origin, 1, path, "akka.amqp://nodes@board-2:1/user/a", 17, "S", new WireWriter().Text("for another").ToArray()));
        await SendAsync(cluster.SelfAddress, new Frame(origin, 1, path, "", 16, "PP", []));
        await SendAsync(cluster.SelfAddress, new Frame(origin, 1, path, "", 22, "T", []));
        await SendAsync(cluster.SelfAddress, new Frame(origin, 1, "/system/receptionist", "", 17, "S", new WireWriter().Text("elsewhere").ToArray()));
        for (int count = 0; count < 5; count++) await errors.ExpectAsync<RemotingErrorEvent>();
        Assert.Equal("still there", await remote.Ask<string>("still there", Nodes.Patience));
        ExpectRefusalOfAWrongPassword();
    }

    [EngineFact]
    public async Task Board_BeforeAnySeed_WaitsForOneWithoutAWarning()
    {
        var board = Task.Run(() => Start("remote", "board-1", "b", "board-1", $$"""
            akka { loglevel = INFO, loggers = ["{{typeof(LogKeeper).FullName}}, {{typeof(LogKeeper).Assembly.GetName().Name}}"], remote.amqp { seed = off, reach = seeds } }
            """));
        await LogKeeper.UntilAsync(entry => $"{entry.Message}".StartsWith("Waits for a seed", StringComparison.Ordinal));

        var seed = Start("cluster", "seed", "s", "seed-1", "akka.remote.amqp.trusted-users = [seed]");

        await board.WaitAsync(Nodes.Patience);
        Assert.DoesNotContain(LogKeeper.Entries, entry => entry.LogLevel() >= LogLevel.WarningLevel);
    }

    private void ExpectRefusalOfAWrongPassword()
    {
        var error = Assert.Throws<RemoteTransportException>(() => Start("remote", "board-1", "wrong-secret", "board-1", ""));
        Assert.Contains("refuses this node", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-secret", error.Message, StringComparison.Ordinal);
    }

    private ActorSystem Start(string provider, string user, string password, string host, string hocon)
    {
        var system = ActorSystem.Create("nodes", ConfigurationFactory.ParseString($$"""
            akka.actor.provider = {{provider}}
            akka.loggers = []
            akka.stdout-loglevel = OFF
            akka.log-dead-letters = off
            akka.coordinated-shutdown.run-by-clr-shutdown-hook = off
            akka.remote.dot-netty.tcp { hostname = {{host}}, port = 0 }
            akka.remote.amqp.uri = "amqp://{{user}}:{{password}}@127.0.0.1:{{_broker.Port}}/"
            {{hocon}}
            """));
        _systems.Add(system);
        return system;
    }

    private async Task<IConnection> ConnectAsync() =>
        await new ConnectionFactory { HostName = "127.0.0.1", Port = _broker.Port, UserName = "board-1", Password = "b" }.CreateConnectionAsync();

    /// <summary>The broker closes the channel on what a user may not do: at once, or when it has looked at what was published.</summary>
    private async Task RefusedAsync(Func<IChannel, Task> attempt, Func<IChannel, Task>? then = null)
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        var closed = new TaskCompletionSource<ushort>(TaskCreationOptions.RunContinuationsAsynchronously);
        channel.ChannelShutdownAsync += (_, reason) =>
        {
            closed.TrySetResult(reason.ReplyCode);
            return Task.CompletedTask;
        };
        if (then is not null) await attempt(channel);
        try
        {
            await (then ?? attempt)(channel);
        }
        catch (Exception error) when (error is OperationInterruptedException or AlreadyClosedException)
        {
            // The reason is looked at below.
        }

        Assert.Contains(await closed.Task.WaitAsync(Nodes.Patience), new ushort[] { 403, 406 });
    }

    private async Task SendAsync(Address to, Frame frame)
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.BasicPublishAsync("akka.seeds", to.HostPort(), mandatory: false, new BasicProperties { UserId = "board-1" }, frame.Encode());
    }
}

/// <summary>A logger that keeps what the systems that use it say.</summary>
internal sealed class LogKeeper : ReceiveActor
{
    private static readonly ConcurrentQueue<LogEvent> Kept = new();
    private static readonly SemaphoreSlim More = new(0);

    public LogKeeper()
    {
        Receive<InitializeLogger>(_ => Sender.Tell(new LoggerInitialized()));
        Receive<LogEvent>(entry =>
        {
            Kept.Enqueue(entry);
            More.Release();
        });
    }

    public static IEnumerable<LogEvent> Entries => Kept;

    public static async Task UntilAsync(Func<LogEvent, bool> said)
    {
        while (!Kept.Any(said)) Assert.True(await More.WaitAsync(Nodes.Patience), $"Nobody said it within {Nodes.Patience}.");
    }
}
