using System.Diagnostics;
using System.Globalization;
using Akka.Actor;
using Compat.Cluster.Tests.Amqp;
using EdgeNas.Actors.Protocol;
using EdgeNas.Actors.Seeds;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Searches;
using EdgeNas.Hosting.Cluster;
using EdgeNas.Hosting.Nodes;
using EdgeNas.Hosting.Settings;
using EdgeNas.Hosting.Settings.Nodes;

namespace EdgeNas.Benchmarks.Cluster;

/// <summary>A cluster on this machine, with a broker of its own: a seed in this process, other nodes in processes of this program. All ends with it.</summary>
internal sealed class BenchCluster : IAsyncDisposable
{
    private readonly RabbitServer _broker = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("edgenas-cluster-").FullName;
    private readonly List<Process> _nodes = [];
    private ClusterNode? _seed;

    private BenchCluster()
    {
    }

    public ClusterNode Seed => _seed!;

    /// <exception cref="EdgeNas.Domain.EdgeNasException">RabbitMQ isn't installed.</exception>
    public static async Task<BenchCluster> StartAsync()
    {
        if (RabbitServer.Program is null) throw new EdgeNas.Domain.EdgeNasException("RabbitMQ isn't installed: `scripts/setup --tests` installs it.");
        var cluster = new BenchCluster();
        await cluster._broker.StartAsync().ConfigureAwait(false);
        string tokens = Path.Combine(cluster._folder, "tokens");
        await File.WriteAllTextAsync(tokens, "").ConfigureAwait(false);
        var settings = SeedSettings.Read(new NodeSources(
            null,
            [
                $"cluster.address=\"{Address(cluster._broker.Port)}\"", "cluster.user=guest", "cluster.name=seed", $"folder=\"{cluster._folder}\"",
                "artifacts.address=\"http://127.0.0.1:0\"", $"artifacts.tokens-file=\"{tokens}\"", "log.level=warning",
            ],
            []));
        cluster._seed = await SeedNode.StartAsync(settings, TimeProvider.System).ConfigureAwait(false);
        return cluster;
    }

    /// <summary>The leading broker, once it knows so many workers.</summary>
    public async Task<IActorRef> BrokerAsync(int workers)
    {
        var leading = NodeSystem.Leading(Seed.System, LeadingSeed.Jobs, "broker");
        while ((await leading.Ask<BrokerState>(new GetBrokerState()).ConfigureAwait(false)).Workers.Length < workers) await Task.Delay(50).ConfigureAwait(false);
        return await Seed.System.ActorSelection($"/user/{LeadingSeed.Manager}/{LeadingSeed.Jobs}").ResolveOne(TimeSpan.FromSeconds(20)).ConfigureAwait(false);
    }

    /// <summary>Of a search as users have it.</summary>
    public static SearchContext Context()
    {
        string hocon = Path.Combine(Environment.GetEnvironmentVariable("EDGENAS_ROOT") ?? Directory.GetCurrentDirectory(), "hocon");
        var spec = SearchSpecFile.Load(Path.Combine(hocon, "searches", "fashion-mnist-quick.conf"), [], Path.Combine(hocon, "spaces"), 2).Spec;
        return new SearchContext(new SearchId("benchmark"), spec, spec.Space.Input);
    }

    /// <summary>How a node of this program gets in.</summary>
    public static ClusterAccess Access(int port, string name) => new(Address(port), name, 0, "guest", "guest", new ClusterTls("", "", "", ""), "edgenas");

    /// <summary>Starts this program once more, for a part of the cluster.</summary>
    public Process Start(string verb, params string[] options)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(BenchCluster).Assembly.Location);
        foreach (string option in (string[])[verb, _broker.Port.ToString(CultureInfo.InvariantCulture), .. options]) start.ArgumentList.Add(option);
        var process = Process.Start(start)!;
        _nodes.Add(process);
        return process;
    }

    /// <summary>Has the nodes of other processes leave.</summary>
    public async Task StopNodesAsync()
    {
        foreach (var node in _nodes) node.StandardInput.Close();
        foreach (var node in _nodes)
        {
            await node.WaitForExitAsync().ConfigureAwait(false);
            node.Dispose();
        }

        _nodes.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await StopNodesAsync().ConfigureAwait(false);
        if (_seed is not null) await _seed.DisposeAsync().ConfigureAwait(false);
        await _broker.StopAsync().ConfigureAwait(false);
        Directory.Delete(_folder, recursive: true);
    }

    private static string Address(int port) => $"amqp://127.0.0.1:{port}/";
}
