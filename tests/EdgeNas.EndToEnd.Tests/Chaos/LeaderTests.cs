using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace EdgeNas.EndToEnd.Tests.Chaos;

/// <summary>The leading seed stands still, or dies: the other takes over, and the first can do no harm when it comes back.</summary>
[Collection(ChaosCollection.Name)]
[Trait("Engine", "Compat")] // Its nodes meet at a broker; the real library needs none.
public sealed class LeaderTests(ITestOutputHelper output) : IDisposable
{
    /// <summary>The goal is 10 s; a busy machine may take longer, and the test isn't about that.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TinySearch _search = new();

    public void Dispose() => _search.Dispose();

    [ChaosFact]
    [Trait("Speed", "Slow")]
    public async Task Leader_FrozenThenKilled_TheOtherLeadsAndOnlyOneWrites()
    {
        await using var run = new ChaosRun(_search, new ChaosCluster(_search, seeds: 2, workers: 1, profilers: 1));
        await run.StartAsync();
        await Eventually.UntilAsync(() => run.Leader is not null, () => "a seed leads", Patience);
        var (frozen, process) = (run.Leader!, run.Leader!.Process);

        process.Freeze();
        await OtherLeadsAsync(run, "SIGSTOP");
        Assert.NotSame(frozen, run.Leader);
        await Eventually.UntilAsync(() => SaysRemoved(run.Leader!, frozen), () => $"{frozen.Name} is removed; the other said\n{run.Leader!.Said}", Patience);

        process.Thaw();
        await Eventually.UntilAsync(() => process.HasExited, () => $"the seed that thawed ends; it said\n{process.Output}{process.Error}", Patience);
        Assert.Contains("the cluster gave this node up", process.Error);
        await frozen.UpAsync(Patience);

        run.Leader!.Process.Kill();
        await OtherLeadsAsync(run, "kill -9");
        await run.EndAsync();
        await Invariants.AssertAsync(run.Journal, run.Searches);
    }

    [ChaosFact]
    [Trait("Speed", "Slow")]
    public async Task Leader_CutOffFromTheDatabase_StopsBeforeAnybodyTellsIt()
    {
        await using var run = new ChaosRun(_search, new ChaosCluster(_search, seeds: 2, workers: 1, profilers: 1));
        await run.StartAsync();
        await Eventually.UntilAsync(() => run.Leader is not null, () => "a seed leads", Patience);
        var leader = run.Leader!;

        var clock = Stopwatch.StartNew();
        run.Cluster.DatabaseOf(leader).Cut();
        await Eventually.UntilAsync(() => leader.Process.Output.Contains("This seed leads no longer", StringComparison.Ordinal), () => $"{leader.Name} stops leading; it said\n{leader.Said}", Patience);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"cut off from the database: leads no longer after {clock.Elapsed.TotalSeconds:0.0} s"));
        run.Cluster.DatabaseOf(leader).Mend();
        await run.EndAsync();
        await Invariants.AssertAsync(run.Journal, run.Searches);
    }

    /// <summary>Thawed before that, it would go on as a member.</summary>
    private static bool SaysRemoved(ChaosNode seed, ChaosNode frozen) =>
        seed.Process.Output.Split('\n').Any(line => line.Contains($"seed {frozen.Name}:", StringComparison.Ordinal) && line.Contains("was removed", StringComparison.Ordinal));

    private async Task OtherLeadsAsync(ChaosRun run, string fault)
    {
        var clock = Stopwatch.StartNew();
        long epoch = run.Journal.Epoch;
        await Eventually.UntilAsync(() => run.Journal.Epoch > epoch, () => $"another seed leads after {fault}", Patience);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{fault}: another seed leads after {clock.Elapsed.TotalSeconds:0.0} s"));
    }
}
