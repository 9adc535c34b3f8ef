using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Compat.Cluster.Tests.Amqp;

namespace EdgeNas.EndToEnd.Tests.Cluster;

/// <summary>A search on a cluster of processes, which are killed meanwhile, ends as it does in one process.</summary>
[Trait("Engine", "Compat")] // Its nodes meet at a broker; the real library needs none.
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
        foreach (string node in new[] { "worker-1", "worker-2", "worker-3", "worker-4", "client" }) await _cluster.TokenAsync(node);
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

    [BrokerFact]
    public async Task Start_NobodyThereForIt_SaysWhoIsMissing()
    {
        await _cluster.SeedAsync();
        using var start = _cluster.Command("search", "start", _search.Spec, "--id", Id, "--plain");

        await start.WaitForAsync("waits for a profiler of device simulated");

        Assert.Contains("waits for a profiler of device simulated", await _cluster.RunAsync("search", "status", Id));
        Assert.Contains("waits for a profiler of device simulated", await _cluster.RunAsync("search", "status", Id, "--json"));
        await _cluster.RunAsync("search", "cancel", Id);
    }

    [BrokerFact]
    public async Task Nodes_AskedToLeaveOrTold_LeaveWithAClearMessage()
    {
        var seed = await _cluster.SeedAsync();
        var profiler = await _cluster.ProfilerAsync();
        EdgeNasProcess[] workers = [await _cluster.WorkerAsync("worker-1"), await _cluster.WorkerAsync("worker-2")];
        var nodes = JsonNode.Parse(await _cluster.RunAsync("cluster", "status", "--json"))!["nodes"]!.AsArray();
        Assert.Equal(["profiler", "seed", "worker", "worker"], nodes.Select(node => (string)node!["role"]!).Order());

        string shown = await _cluster.RunAsync("cluster", "status");
        Assert.Matches(@"(?m)^\S+ +profiler +up +yes +device simulated *$", shown);
        Assert.Matches(@"(?m)^\S+ +seed +up +yes +leads *$", shown);
        Assert.Equal(2, Regex.Count(shown, @"(?m)^\S+ +worker +up +yes +idle *$"));

        string[] names = [.. nodes.Where(node => (string)node!["role"]! == "worker").Select(node => (string)node!["name"]!)];
        string answer = await _cluster.RunAsync(["cluster", "drain", .. names, "--grace", "1"]);
        Assert.All(names, name => Assert.Contains($"{name} has no more jobs, and leaves", answer));
        foreach (var worker in workers)
        {
            Assert.Equal(0, await worker.ExitCodeAsync());
            Assert.Contains("as it was asked to", worker.Error);
        }

        profiler.Interrupt();
        Assert.Equal(0, await profiler.ExitCodeAsync());
        Assert.Contains("left the cluster", profiler.Error);
        seed.Interrupt();
        Assert.Equal(0, await seed.ExitCodeAsync());
    }

    [BrokerFact]
    [Trait("Speed", "Slow")]
    public async Task Start_OneTwoAndFourWorkers_EndWithTheSameEventsAndWeights()
    {
        await _cluster.SeedAsync();
        await _cluster.ProfilerAsync();
        int workers = 0;
        foreach (int count in new[] { 1, 2, 4 })
        {
            while (workers < count) await _cluster.WorkerAsync($"worker-{++workers}");
            await _cluster.RunAsync("search", "start", _search.Spec, "--set", "supernet.shards=4", "--id", $"by-{count}", "--plain");
            await _cluster.RunAsync("search", "export", $"by-{count}", "--to", _search.Runs($"by-{count}"));
            SearchFiles.AssertSame(_search.Runs("by-1"), _search.Runs($"by-{count}"));
        }
    }

    [BrokerFact]
    [Trait("Speed", "Slow")]
    public async Task Start_OnTables_EndsAsALocalRunDoes()
    {
        CellTables.Write(_search.Folder, "cells-search.conf");
        var local = EdgeNasProcess.RunAsync(_search.Folder, "search", "run", "cells-search.conf", "--id", Id, "--plain", "--runs", _search.Runs("local"));
        await _cluster.SeedAsync();
        await _cluster.WorkerAsync("worker-1");

        await _cluster.RunAsync("search", "start", "cells-search.conf", "--id", Id, "--plain");
        await _cluster.RunAsync("search", "export", Id, "--to", _search.Runs("exported"));

        Assert.Equal(0, (await local).ExitCode);
        SearchFiles.AssertSame(Path.Combine(_search.Runs("local"), Id), _search.Runs("exported"));
    }

    [BrokerFact]
    [Trait("Speed", "Slow")]
    public async Task Start_TwoAtOnceOneOfThemForTwoDevices_EndAsLocalRunsDo()
    {
        string both = Path.Combine(_search.Folder, "both.conf");
        string devices = "devices = [ { name = simulated, latency-limit = \"60 %\" }, { name = simulated-small, latency-limit = \"50 %\" } ]";
        File.WriteAllText(both, File.ReadAllText(_search.Spec).Replace("device = simulated\nlatency-limit = \"60 %\"", devices));
        await _cluster.SeedAsync();
        await _cluster.ProfilerAsync();
        await _cluster.ProfilerAsync("simulated-small", "simulated { operator-ns = 20000, multiply-adds-per-ns = 4, depthwise-per-ns = 3, bytes-per-ns = 2, cache-kib = 256 }");
        await _cluster.WorkerAsync("worker-1");
        await _cluster.WorkerAsync("worker-2");

        using var one = _cluster.Command("search", "start", _search.Spec, "--id", Id, "--plain");
        using var other = _cluster.Command("search", "start", both, "--id", $"{Id}-both", "--plain");
        await one.WaitForAsync("supernet round 1");
        await other.WaitForAsync("supernet round 1");
        string list = await _cluster.RunAsync("search", "list");
        Assert.Contains(Id, list);
        Assert.Contains($"{Id}-both", list);
        Assert.True(await one.ExitCodeAsync() == 0, one.Error);
        Assert.True(await other.ExitCodeAsync() == 0, other.Error);

        foreach (var (spec, id) in new[] { (_search.Spec, Id), (both, $"{Id}-both") })
        {
            var local = await EdgeNasProcess.RunAsync(_search.Folder, "search", "run", spec, "--id", id, "--plain", "--runs", _search.Runs("local"));
            Assert.True(local.ExitCode == 0, local.Error);
            await _cluster.RunAsync("search", "export", id, "--to", _search.Runs(id));
        }

        SearchFiles.AssertSame(Path.Combine(_search.Runs("local"), Id), _search.Runs(Id));
        string mine = _search.Runs($"{Id}-both"), whole = Path.Combine(_search.Runs("local"), $"{Id}-both");
        Assert.Equal(SearchFiles.Events(whole), SearchFiles.Events(mine));
        foreach (string device in (string[])["simulated", "simulated-small"]) SearchFiles.AssertSameFiles(Path.Combine(whole, device), Path.Combine(mine, device));
    }

    [BrokerFact]
    [Trait("Speed", "Slow")]
    public async Task Pause_AndResume_EndsAsALocalRunDoes()
    {
        var local = EdgeNasProcess.RunAsync(_search.Folder, "search", "run", _search.Spec, "--id", Id, "--plain", "--runs", _search.Runs("local"));
        await _cluster.SeedAsync();
        await _cluster.ProfilerAsync();
        await _cluster.WorkerAsync("worker-1");
        using var start = _cluster.Command("search", "start", _search.Spec, "--id", Id, "--plain");
        await start.WaitForAsync("supernet round 1");

        Assert.Contains("paused", await _cluster.RunAsync("search", "pause", Id));
        Assert.Equal(0, await start.ExitCodeAsync());
        Assert.Contains("paused", await _cluster.RunAsync("search", "status", Id));
        await _cluster.RunAsync("search", "resume", Id, "--plain");

        await _cluster.RunAsync("search", "export", Id, "--to", _search.Runs("exported"));
        Assert.Equal(0, (await local).ExitCode);
        SearchFiles.AssertSame(Path.Combine(_search.Runs("local"), Id), _search.Runs("exported"));
    }
}

/// <summary>A test that needs RabbitMQ; skipped with a reason where it is missing.</summary>
internal sealed class BrokerFactAttribute : FactAttribute
{
    public BrokerFactAttribute() => Skip = RabbitServer.Program is null ? "RabbitMQ is not installed (package rabbitmq-server)." : null;
}
