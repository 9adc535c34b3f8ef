using System.Diagnostics;
using System.Globalization;
using Akka.Actor;
using Akka.Cluster.Tools.Singleton;
using Akka.Configuration;

namespace Compat.Cluster.Tests.Amqp;

using Cluster = global::Akka.Cluster.Cluster;

/// <summary>A node in a process of its own, which a test can freeze and kill. It prints its address when it is Up, and a line when it has been removed.</summary>
internal sealed class NodeProcess : IDisposable
{
    public const string Verb = "node";

    private readonly Process _process;

    private NodeProcess(Process process) => _process = process;

    public string Address { get; private set; } = "";

    /// <summary>Starts a node and waits until it is Up.</summary>
    public static async Task<NodeProcess> StartAsync(int brokerPort, string prefix, string hocon = "")
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(NodeProcess).Assembly.Location, Verb, brokerPort.ToString(CultureInfo.InvariantCulture), prefix, hocon])
        {
            RedirectStandardOutput = true,
        })!;
        var node = new NodeProcess(process);
        node.Address = await node.NextLineAsync();
        return node;
    }

    public async Task<string> NextLineAsync() =>
        await _process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60)) ?? throw new InvalidOperationException($"The node ended with {_process.ExitCode}.");

    public void Kill() => _process.Kill();

    public void Freeze() => Signal("-STOP");

    public void Thaw() => Signal("-CONT");

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    /// <summary>The node's side.</summary>
    public static async Task RunAsync(string[] arguments)
    {
        var config = ConfigurationFactory.ParseString($$"""
            akka.actor.provider = cluster
            akka.loglevel = WARNING
            akka.loggers = []
            akka.stdout-loglevel = OFF
            akka.remote.dot-netty.tcp { hostname = 127.0.0.1, port = 0 }
            akka.remote.amqp { uri = "amqp://guest:guest@127.0.0.1:{{arguments[0]}}/", prefix = "{{arguments[1]}}" }
            """);
        var system = ActorSystem.Create("nodes", ConfigurationFactory.ParseString(arguments[2]).WithFallback(config).WithFallback(ConfigurationFactory.ParseString(LetterSerializer.Hocon)));
        var cluster = Cluster.Get(system);
        cluster.RegisterOnMemberRemoved(() => Console.WriteLine("removed"));
        system.ActorOf(Props.Create(() => new Echo()), "echo");
        if (system.Settings.Config.HasPath("test.singleton"))
            system.ActorOf(ClusterSingletonManager.Props(Props.Create(() => new Echo()), ClusterSingletonManagerSettings.Create(system)), "manager");
        await cluster.JoinSeedNodesAsync([]);
        Console.WriteLine(cluster.SelfAddress);
        await system.WhenTerminated;
        Console.WriteLine("ended");
    }

    private void Signal(string signal) => Process.Start("kill", [signal, _process.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();
}
