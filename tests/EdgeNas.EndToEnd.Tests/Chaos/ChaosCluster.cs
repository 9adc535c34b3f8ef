using Compat.Cluster.Tests.Amqp;
using EdgeNas.Hosting.Artifacts;

namespace EdgeNas.EndToEnd.Tests.Chaos;

/// <summary>
/// Seeds, workers and profilers as processes of their own, with a broker and a database, all on this machine. Every node has a network of its own to the broker (<see cref="Line"/>),
/// seeds also to the database; workers reach a seed's artifacts through that seed's. Workers and profilers are in network namespaces of their own where that is permitted (<see cref="Cable"/>).
/// </summary>
internal sealed class ChaosCluster : IAsyncDisposable
{
    public const string Client = "client";

    /// <summary>Long enough for a busy machine: a worker that can't say in time that it lives costs its job a try of three.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly Dictionary<string, string> Password = new() { ["EDGENAS_PASSWORD"] = "guest" };

    private readonly TinySearch _search;
    private readonly List<Line> _lines = [];
    private readonly Dictionary<string, Line> _databases = [];
    private int _cables;

    public ChaosCluster(TinySearch search, int seeds, int workers, int profilers)
    {
        _search = search;
        Seeds = [.. Names("seed", seeds).Select(Seed)];
        Workers = [.. Names("worker", workers).Select(Worker)];
        Profilers = [.. Names("profiler", profilers).Select(Profiler)];
        File.WriteAllText(Path.Combine(search.Folder, "device.conf"), "name = simulated\nkind = simulated\n");
        File.WriteAllLines(Path.Combine(search.Folder, "tokens"), Names("worker", workers).Append(Client).Select(name => $"{name} {NodeTokens.Hash(name)}"));
    }

    public ChaosServers Servers { get; } = new();

    public IReadOnlyList<ChaosNode> Seeds { get; }

    public IReadOnlyList<ChaosNode> Workers { get; }

    public IReadOnlyList<ChaosNode> Profilers { get; }

    public IReadOnlyList<ChaosNode> Nodes => [.. Seeds, .. Workers, .. Profilers];

    /// <summary>The artifacts of all seeds.</summary>
    public string Artifacts => Path.Combine(_search.Folder, "cluster", "artifacts");

    /// <summary>A seed's network to the database.</summary>
    public Line DatabaseOf(ChaosNode seed) => _databases[seed.Name];

    public string CacheOf(ChaosNode worker) => Path.Combine(_search.Folder, $"cache-{worker.Name}");

    /// <summary>Of the broker, past all lines.</summary>
    public string Address => $"amqp://guest@127.0.0.1:{Servers.Broker.Port}/";

    public async Task StartAsync()
    {
        await Servers.StartAsync();
        await TurnOnAsync();
    }

    /// <summary>One seed first: the first to come makes the tables.</summary>
    public async Task TurnOnAsync()
    {
        Seeds[0].TurnOn();
        await Seeds[0].UpAsync(Patience);
        foreach (var node in Nodes.Skip(1)) node.TurnOn();
        await UpAsync();
    }

    public async Task UpAsync()
    {
        foreach (var node in Nodes) await node.UpAsync(Patience);
    }

    /// <summary>Runs a command that talks to the cluster to its end, which must be a good one.</summary>
    public async Task<string> RunAsync(params string[] arguments)
    {
        string file = Path.Combine(_search.Folder, "client.conf");
        await File.WriteAllTextAsync(file, "patience = 60 s\n");
        var environment = new Dictionary<string, string>(Password) { ["EDGENAS_TOKEN"] = Client };
        using var process = EdgeNasProcess.Start(_search.Folder, environment, [.. arguments, "--cluster", Address, "--config", file]);
        Assert.True(await process.ExitCodeAsync() == 0, $"edgenas {string.Join(' ', arguments)}: {process.Output}{process.Error}");
        return process.Output;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes) node.Dispose();
        foreach (var line in _lines) await line.DisposeAsync();
        await Servers.DisposeAsync();
    }

    private static IEnumerable<string> Names(string kind, int count) => Enumerable.Range(1, count).Select(number => $"{kind}-{number}");

    private ChaosNode Seed(string name)
    {
        int port = RabbitServer.FreePort();
        Line broker = NewLine(Servers.Broker.Port), database = NewLine(Servers.Database.Port), artifacts = NewLine(port);
        _databases[name] = database;
        return new ChaosNode(name, "Joined the cluster", [broker, database, artifacts], null, () => Start(
            name, broker, null, [], "seed", "folder=cluster", "artifacts.tokens-file=tokens", $"jobs.lease={Lease.TotalSeconds} s",
            $"artifacts.address=\"http://127.0.0.1:{port}\"", $"artifacts.public-address=\"http://{Cable.Here}:{artifacts.Port}\"",
            $"journal.connection=\"Host={Cable.Here};Port={database.Port};Username=postgres;Database=postgres\""));
    }

    private ChaosNode Worker(string name)
    {
        var (broker, cable) = (NewLine(Servers.Broker.Port), Cable.TryLay(++_cables));
        return new ChaosNode(name, "Artifacts are at", [broker], cable, () => Start(name, broker, cable, new() { ["EDGENAS_TOKEN"] = name }, "worker", $"artifacts.cache-folder=\"cache-{name}\""));
    }

    private ChaosNode Profiler(string name)
    {
        var (broker, cable) = (NewLine(Servers.Broker.Port), Cable.TryLay(++_cables));
        return new ChaosNode(name, "Joined the cluster", [broker], cable, () => Start(name, broker, cable, [], "profiler"));
    }

    private EdgeNasProcess Start(string name, Line broker, Cable? cable, Dictionary<string, string> environment, string verb, params string[] settings)
    {
        foreach (var (key, value) in Password) environment[key] = value;
        string[] device = verb == "profiler" ? ["--device", "device.conf"] : [];
        return EdgeNasProcess.StartUnder(
            cable?.Under ?? [], _search.Folder, environment,
            [verb, .. device, "--cluster", $"amqp://guest@{Cable.Here}:{broker.Port}/", .. settings.Append($"cluster.name={name}").SelectMany(setting => new[] { "--set", setting })]);
    }

    private Line NewLine(int target)
    {
        var line = new Line(Cable.Here, target);
        _lines.Add(line);
        return line;
    }
}
