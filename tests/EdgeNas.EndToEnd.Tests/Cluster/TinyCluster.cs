using Compat.Cluster.Tests.Amqp;

namespace EdgeNas.EndToEnd.Tests.Cluster;

/// <summary>A cluster of processes on this machine, with a broker of its own, in the folder of a search. Stop it to end all its processes.</summary>
internal sealed class TinyCluster(TinySearch search)
{
    private static readonly Dictionary<string, string> Environment = new() { ["EDGENAS_PASSWORD"] = "guest" };

    private readonly RabbitServer _broker = new();
    private readonly List<EdgeNasProcess> _nodes = [];

    private string Address => $"amqp://guest@127.0.0.1:{_broker.Port}/";

    public Task StartBrokerAsync() => _broker.StartAsync();

    public Task<EdgeNasProcess> SeedAsync() => NodeAsync("This seed leads", "seed", "--set", $"folder={Quoted("cluster")}", "--set", "artifacts.tokens-file=tokens", "--set", "artifacts.address=http://127.0.0.1:0");

    public async Task<EdgeNasProcess> WorkerAsync(string name)
    {
        string token = await TokenAsync(name);
        return await NodeAsync("Artifacts are at", "worker", "--set", $"artifacts.token-file={Quoted(token)}", "--set", $"artifacts.cache-folder={Quoted($"cache-{name}")}");
    }

    /// <param name="settings">Of the simulated device, besides its name.</param>
    public Task<EdgeNasProcess> ProfilerAsync(string name = "simulated", string settings = "")
    {
        string device = Path.Combine(search.Folder, $"{name}.conf");
        File.WriteAllText(device, $"name = {name}\nkind = simulated\n{settings}\n");
        return NodeAsync("Joined the cluster", "profiler", "--device", device);
    }

    /// <summary>A token for a node, as a file. The seed reads its list when it starts.</summary>
    public async Task<string> TokenAsync(string name)
    {
        string file = Path.Combine(search.Folder, $"{name}.token");
        if (File.Exists(file)) return file;
        var (code, output, error) = await EdgeNasProcess.RunAsync(search.Folder, "cluster", "token", name, "--tokens", "tokens");
        Assert.True(code == 0, error);
        await File.WriteAllTextAsync(file, output);
        return file;
    }

    /// <summary>A command that talks to the cluster.</summary>
    public EdgeNasProcess Command(params string[] arguments)
    {
        string file = Path.Combine(search.Folder, "client.conf");
        File.WriteAllText(file, $"artifacts.token-file = \"{Path.Combine(search.Folder, "client.token")}\"\n");
        return EdgeNasProcess.Start(search.Folder, Environment, [.. arguments, "--cluster", Address, "--config", file]);
    }

    /// <summary>Runs a command to its end, which must be a good one.</summary>
    public async Task<string> RunAsync(params string[] arguments)
    {
        using var process = Command(arguments);
        try
        {
            Assert.True(await process.ExitCodeAsync() == 0, process.Error);
            return process.Output;
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}\nThe nodes said: {string.Join('\n', _nodes.Select(node => node.Output + node.Error))}");
        }
    }

    public async Task StopAsync()
    {
        foreach (var node in _nodes) node.Dispose();
        await _broker.StopAsync();
    }

    private async Task<EdgeNasProcess> NodeAsync(string ready, params string[] arguments)
    {
        var node = EdgeNasProcess.Start(search.Folder, Environment, [.. arguments, "--cluster", Address]);
        _nodes.Add(node);
        await node.WaitForAsync(ready);
        return node;
    }

    private static string Quoted(string text) => $"\"{text}\"";
}
