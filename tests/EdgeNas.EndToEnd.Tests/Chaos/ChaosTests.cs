using System.Diagnostics;
using System.Globalization;
using EdgeNas.EndToEnd.Tests.Chaos.Faults;
using Xunit.Abstractions;

namespace EdgeNas.EndToEnd.Tests.Chaos;

/// <summary>Searches on a cluster of processes end as they do on one machine, whatever happens to the cluster meanwhile.</summary>
[Collection(ChaosCollection.Name)]
[Trait("Engine", "Compat")] // Its nodes meet at a broker; the real library needs none.
public sealed class ChaosTests(ITestOutputHelper output) : IDisposable
{
    /// <summary>Environment variables of the long form: the seed of its list of faults, how many, after how many minutes no more happen, and a file that is told as it goes.</summary>
    public const string SeedVariable = "EDGENAS_CHAOS_SEED", FaultsVariable = "EDGENAS_CHAOS_FAULTS", MinutesVariable = "EDGENAS_CHAOS_MINUTES", ReportVariable = "EDGENAS_CHAOS_REPORT";

    private readonly TinySearch _search = new();

    public void Dispose() => _search.Dispose();

    [ChaosFact]
    public Task Faults_OneOfTheWorstKinds_ChangeNothing() => RunAsync(
        0, new ChaosCluster(_search, seeds: 2, workers: 2, profilers: 1), [new BadBoard(Mischief.Garbage), new KillLeader(), new Kill(), new PowerLoss()],
        "supernet.shards=2");

    [ChaosFact]
    [Trait("Speed", "Slow")]
    public Task PowerLoss_OfEverything_SearchesGoOnByThemselves() =>
        RunAsync(0, new ChaosCluster(_search, seeds: 2, workers: 2, profilers: 1), [new PowerLoss(), new PowerLoss()], "supernet.shards=2");

    [ChaosFact]
    [Trait("Speed", "Slow")]
    public Task Faults_AHundred_ChangeNothing()
    {
        int seed = Number(SeedVariable) ?? Random.Shared.Next(1, 1_000_000);
        Tell($"{SeedVariable}={seed}");
        return RunAsync(
            seed, new ChaosCluster(_search, seeds: 2, workers: 3, profilers: 2), [.. FaultList.Of(Number(FaultsVariable) ?? 100, new Random(seed))],
            "supernet.shards=3", "supernet.rounds=12", "measure.architectures=250", "estimator.maximum-architectures=260");
    }

    private static int? Number(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    private async Task RunAsync(int seed, ChaosCluster cluster, IReadOnlyList<Fault> faults, params string[] settings)
    {
        var clock = Stopwatch.StartNew();
        await using var run = new ChaosRun(_search, cluster, settings);
        try
        {
            var undisturbed = LocalAsync(settings);
            await run.StartAsync();
            await run.InjectAsync(faults, new Random(seed), TimeSpan.FromMinutes(Number(MinutesVariable) ?? 60), () =>
                Tell($"{clock.Elapsed.TotalSeconds,6:0} s  {run.Report.Last}  [{run.Searches[^1]}, {run.Journal.Events} events, {run.Member.Counts}]"));

            await run.EndAsync();
            if (run.Report.Has("board that answers garbage")) Assert.True(run.Member.Counts.Refused > 0, "no broker has refused the garbage");
            await Invariants.AssertAsync(run.Journal, run.Searches);
            string whole = await undisturbed;
            foreach (string search in run.Searches)
            {
                string folder = _search.Runs($"exported-{search}");
                await cluster.RunAsync("search", "export", search, "--to", folder);
                SearchFiles.AssertSame(whole, folder);
            }
        }
        catch (Exception) when (KeepLogs(cluster))
        {
            throw;
        }

        Tell(run.Report.Text(seed, run.Searches.Count, run.Member.Counts, run.Journal.Holders.Count, run.Journal.LongestStandstill, clock.Elapsed));
    }

    /// <summary>The same search on one machine, to which nothing happens.</summary>
    private async Task<string> LocalAsync(string[] settings)
    {
        string runs = _search.Runs("local");
        string[] set = [.. settings.SelectMany(setting => new[] { "--set", setting })];
        var (code, _, error) = await EdgeNasProcess.RunAsync(_search.Folder, ["search", "run", _search.Spec, .. set, "--id", "tiny-0", "--plain", "--runs", runs]);
        Assert.True(code == 0, error);
        return Path.Combine(runs, "tiny-0");
    }

    private void Tell(string line)
    {
        output.WriteLine(line);
        if (Environment.GetEnvironmentVariable(ReportVariable) is { Length: > 0 } file) File.AppendAllText(file, line + Environment.NewLine);
    }

    /// <summary>What the nodes said, for whoever looks into a failure.</summary>
    private bool KeepLogs(ChaosCluster cluster)
    {
        string file = Path.Combine(Path.GetTempPath(), $"edgenas-chaos-{Environment.ProcessId}.log");
        File.WriteAllText(file, string.Join('\n', cluster.Nodes.Select(node => node.Said)));
        Tell($"The nodes' logs are in {file}");
        return true;
    }
}

/// <summary>These tests time out where the machine has others to run beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ChaosCollection
{
    public const string Name = "chaos";
}
