using System.Diagnostics;
using Compat.Cluster.Tests.Amqp;
using EdgeNas.Hosting.Artifacts;

namespace EdgeNas.EndToEnd.Tests.Security;

/// <summary>A seed, a worker and a board, each as the broker's user with the least permissions, as <c>cluster/broker/users</c> makes them. There is a second board, which the test is.</summary>
internal sealed class GuardedCluster : IAsyncDisposable
{
    public const string Attacker = "board-2";

    private readonly TinySearch _search;
    private readonly List<EdgeNasProcess> _nodes = [];

    public GuardedCluster(TinySearch search)
    {
        _search = search;
        File.WriteAllText(Path.Combine(search.Folder, "device.conf"), "name = simulated\nkind = simulated\n");
        File.WriteAllLines(Path.Combine(search.Folder, "tokens"), new[] { "worker-1", "client" }.Select(name => $"{name} {NodeTokens.Hash(name)}"));
    }

    public RabbitServer Broker { get; } = new();

    public EdgeNasProcess Seed => _nodes[0];

    public Uri Artifacts { get; } = new($"http://127.0.0.1:{RabbitServer.FreePort()}/");

    private string Passwords => Path.Combine(_search.Folder, "passwords");

    public string PasswordOf(string user) => File.ReadAllText(Path.Combine(Passwords, $"{user}.password")).Trim();

    public async Task StartAsync()
    {
        await Broker.StartAsync(await UsersAsync());
        _nodes.Add(Start(
            "seed-1", "seed", "folder=cluster", "artifacts.tokens-file=tokens", "jobs.lease=2 s", $"artifacts.address=\"{Artifacts}\"", "cluster.trusted-users=[seed-1, worker-1, client]",
            $"cluster.boards=[\"board-1: simulated\", \"{Attacker}: other\"]"));
        await Seed.WaitForAsync("This seed leads");
        _nodes.Add(Start("worker-1", "worker", "artifacts.cache-folder=cache"));
        _nodes.Add(Start("board-1", "profiler"));
        await _nodes[1].WaitForAsync("Artifacts are at");
        await _nodes[2].WaitForAsync("Joined the cluster");
    }

    /// <summary>A command of the operator.</summary>
    public EdgeNasProcess Command(params string[] arguments)
    {
        string file = Path.Combine(_search.Folder, "client.conf");
        File.WriteAllText(file, "cluster.name = client, cluster.user = client\n");
        return Start("client", [.. arguments, "--config", file]);
    }

    /// <summary>A profiler that claims to be a node, with some user's name and some password.</summary>
    public EdgeNasProcess Impostor(string node, string user, string password) => EdgeNasProcess.Start(
        _search.Folder, new Dictionary<string, string> { ["EDGENAS_PASSWORD"] = password },
        "profiler", "--device", "device.conf", "--set", $"cluster.name={node}", "--set", $"cluster.user={user}", "--cluster", $"amqp://127.0.0.1:{Broker.Port}/");

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Enumerable.Reverse(_nodes)) node.Dispose();
        await Broker.StopAsync();
    }

    private EdgeNasProcess Start(string name, string verb, params string[] settings)
    {
        string[] device = verb == "profiler" ? ["--device", "device.conf"] : [];
        return Start(name, [verb, .. device, .. settings.Append($"cluster.name={name}").Append($"cluster.user={name}").SelectMany(setting => new[] { "--set", setting })]);
    }

    private EdgeNasProcess Start(string name, string[] arguments)
    {
        var environment = new Dictionary<string, string> { ["EDGENAS_PASSWORD"] = PasswordOf(name), ["EDGENAS_TOKEN"] = name };
        return EdgeNasProcess.Start(_search.Folder, environment, [.. arguments, "--cluster", $"amqp://127.0.0.1:{Broker.Port}/"]);
    }

    private async Task<string> UsersAsync()
    {
        string script = Path.Combine(Root(), "cluster", "broker", "users");
        string[] arguments = ["--passwords", Passwords, "--seeds", "seed-1", "--workers", "worker-1", "--boards", $"board-1,{Attacker}", "--operators", "client"];
        using var process = Process.Start(new ProcessStartInfo(script, arguments) { RedirectStandardOutput = true })!;
        string definitions = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return definitions;
    }

    private static string Root()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "EdgeNas.sln"))) return at.FullName;
        }

        throw new InvalidOperationException($"No EdgeNas.sln above {AppContext.BaseDirectory}.");
    }
}
