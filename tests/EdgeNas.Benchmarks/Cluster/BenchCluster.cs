using System.Diagnostics;
using System.Globalization;
using Akka.Actor;
using Akka.Cluster;
using Compat.Cluster.Tests.Amqp;
using EdgeNas.Actors.Protocol;
using EdgeNas.Actors.Seeds;
using EdgeNas.Domain;
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
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3), PatienceWithLeaving = TimeSpan.FromSeconds(40), Glance = TimeSpan.FromMilliseconds(50);

    private readonly RabbitServer _broker = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("edgenas-cluster-").FullName;
    private readonly List<Process> _nodes = [];
    private ClusterNode? _seed;

    private BenchCluster()
    {
    }

    public ClusterNode Seed => _seed!;

    /// <exception cref="EdgeNasException">RabbitMQ isn't installed.</exception>
    public static async Task<BenchCluster> StartAsync()
    {
        if (RabbitServer.Program is null) throw new EdgeNasException("RabbitMQ isn't installed: `scripts/setup --tests` installs it.");
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

    /// <summary>Waits until so many nodes of other processes are up.</summary>
    /// <exception cref="EdgeNasException">They aren't in time, or one of the processes has ended.</exception>
    public Task JoinedAsync(int nodes)
    {
        var membership = Akka.Cluster.Cluster.Get(Seed.System);
        return UntilAsync(nodes, "nodes up", () => Task.FromResult(membership.State.Members.Count(member => member.Status == MemberStatus.Up) - 1));
    }

    /// <summary>The leading broker, once it knows so many workers.</summary>
    /// <exception cref="EdgeNasException">It doesn't in time, or a process has ended.</exception>
    public async Task<IActorRef> BrokerAsync(int workers)
    {
        var leading = NodeSystem.Leading(Seed.System, LeadingSeed.Jobs, "broker");
        await UntilAsync(workers, "workers known to the broker", async () => (await leading.Ask<BrokerState>(new GetBrokerState(), Patience).ConfigureAwait(false)).Workers.Length).ConfigureAwait(false);
        return await Seed.System.ActorSelection($"/user/{LeadingSeed.Manager}/{LeadingSeed.Jobs}").ResolveOne(TimeSpan.FromSeconds(20)).ConfigureAwait(false);
    }

    /// <summary>Has a batch of jobs done, and ends when the last result is stored.</summary>
    /// <exception cref="EdgeNasException">A process has ended meanwhile, or it takes longer than <paramref name="patience"/>.</exception>
    public async Task RunAsync(IActorRef submitter, int jobs, TimeSpan patience)
    {
        var done = submitter.Ask<JobsStored>(new RunJobs(jobs));
        var ended = Task.WhenAny(_nodes.Select(node => node.WaitForExitAsync()));
        var first = await Task.WhenAny(done, ended, Task.Delay(patience)).ConfigureAwait(false);
        if (first == ended) throw Ended($"while {jobs} jobs were done");
        if (first != done) throw new EdgeNasException($"{jobs} jobs aren't done after {patience.TotalSeconds:0} s.");
        await done.ConfigureAwait(false);
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
    public Process Start(string verb, string[] options, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(BenchCluster).Assembly.Location);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        foreach (string option in (string[])[verb, _broker.Port.ToString(CultureInfo.InvariantCulture), .. options]) start.ArgumentList.Add(option);
        var process = Process.Start(start)!;
        _nodes.Add(process);
        return process;
    }

    /// <summary>Has the nodes of other processes leave; those that don't in time are ended.</summary>
    public async Task StopNodesAsync()
    {
        foreach (var node in _nodes) node.StandardInput.Close();
        var late = Task.Delay(PatienceWithLeaving);
        foreach (var node in _nodes)
        {
            if (await Task.WhenAny(node.WaitForExitAsync(), late).ConfigureAwait(false) == late && !node.HasExited)
            {
                await Console.Error.WriteLineAsync($"A process of the cluster hasn't ended {PatienceWithLeaving.TotalSeconds:0} s after it was told to: it is ended.").ConfigureAwait(false);
                node.Kill();
                await node.WaitForExitAsync().ConfigureAwait(false);
            }

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

    private async Task UntilAsync(int wanted, string what, Func<Task<int>> look)
    {
        long start = Stopwatch.GetTimestamp();
        for (int seen; (seen = await look().ConfigureAwait(false)) < wanted; await Task.Delay(Glance).ConfigureAwait(false))
        {
            if (_nodes.Exists(node => node.HasExited)) throw Ended($"when there were {seen} of {wanted} {what}");
            if (Stopwatch.GetElapsedTime(start) > Patience) throw new EdgeNasException($"After {Patience.TotalSeconds:0} s there are {seen} of {wanted} {what}.");
        }
    }

    private EdgeNasException Ended(string when) =>
        new($"A process of the cluster ended with exit code {_nodes.Find(node => node.HasExited)!.ExitCode} {when}: what it wrote above says why.");

    private static string Address(int port) => $"amqp://127.0.0.1:{port}/";
}
