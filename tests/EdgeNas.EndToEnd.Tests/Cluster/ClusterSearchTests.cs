using Compat.Cluster.Tests.Amqp;

namespace EdgeNas.EndToEnd.Tests.Cluster;

/// <summary>A search on a cluster of processes, which are killed meanwhile, ends as it does in one process.</summary>
public sealed class ClusterSearchTests : IAsyncLifetime, IDisposable
{
    private const string Id = "tiny-1";

    private readonly TinySearch _search = new();
    private readonly TinyCluster _cluster;

    public ClusterSearchTests() => _cluster = new TinyCluster(_search);

    public async Task InitializeAsync()
    {
        if (RabbitServer.Program is null) return;
        await _cluster.StartBrokerAsync();
        // The seed knows the tokens that there are when it starts.
        foreach (string node in new[] { "worker-1", "worker-2", "client" }) await _cluster.TokenAsync(node);
    }

    public Task DisposeAsync() => _cluster.StopAsync();

    public void Dispose() => _search.Dispose();

    [BrokerFact]
    public async Task Start_WorkerAndSeedKilledMidway_EndsAsALocalRunDoes()
    {
        var local = EdgeNasProcess.RunAsync(_search.Folder, "search", "run", _search.Spec, "--set", "supernet.shards=2", "--id", Id, "--plain", "--runs", _search.Runs("local"));
        var seed = await _cluster.SeedAsync();
        await _cluster.ProfilerAsync();
        var (first, _) = (await _cluster.WorkerAsync("worker-1"), await _cluster.WorkerAsync("worker-2"));
        using var start = _cluster.Command("search", "start", _search.Spec, "--set", "supernet.shards=2", "--id", Id, "--plain");

        await start.WaitForAsync("supernet round 1");
        await first.KillAsync();
        await start.WaitForAsync("winner: ");
        await seed.KillAsync();
        await _cluster.SeedAsync();
        Assert.True(await start.ExitCodeAsync() == 0, start.Error);

        string folder = _search.Runs("exported");
        await _cluster.RunAsync("search", "export", Id, "--to", folder);
        Assert.Contains("completed", await _cluster.RunAsync("search", "list"));
        var whole = await local;
        Assert.True(whole.ExitCode == 0, whole.Error);
        SearchFiles.AssertSame(Path.Combine(_search.Runs("local"), Id), folder);
    }
}

/// <summary>A test that needs RabbitMQ; skipped with a reason where it is missing.</summary>
internal sealed class BrokerFactAttribute : FactAttribute
{
    public BrokerFactAttribute() => Skip = RabbitServer.Program is null ? "RabbitMQ is not installed (package rabbitmq-server)." : null;
}
