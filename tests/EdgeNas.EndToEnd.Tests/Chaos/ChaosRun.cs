using System.Diagnostics;

namespace EdgeNas.EndToEnd.Tests.Chaos;

/// <summary>
/// Searches on a cluster to which faults happen, one after the other: as soon as a search has ended the next of the same kind begins, until all faults are used up. Every one of
/// them has to end as the one does to which nothing happens.
/// </summary>
internal sealed class ChaosRun : IAsyncDisposable
{
    /// <summary>For all nodes to be back and for the search to go on.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly TinySearch _search;
    private readonly string[] _settings;
    private readonly List<string> _searches = [];

    /// <param name="settings">Of the search, as <c>key=value</c>.</param>
    public ChaosRun(TinySearch search, ChaosCluster cluster, params string[] settings)
    {
        _search = search;
        Cluster = cluster;
        _settings = [.. settings.SelectMany(setting => new[] { "--set", setting })];
        Journal = new ChaosJournal(cluster.Servers.Database.ConnectionString);
    }

    public ChaosCluster Cluster { get; }

    public ChaosJournal Journal { get; }

    public ChaosMember Member { get; private set; } = null!;

    public ChaosReport Report { get; } = new();

    /// <summary>The seed that holds the lease.</summary>
    public ChaosNode? Leader => Journal.Holder is { } holder ? Cluster.Seeds.FirstOrDefault(seed => holder.Contains($"@{seed.Name}:", StringComparison.Ordinal)) : null;

    /// <summary>Ids of the searches so far.</summary>
    public IReadOnlyList<string> Searches => _searches;

    public async Task StartAsync()
    {
        await Cluster.StartAsync();
        Member = new ChaosMember(Cluster.Address);
        Journal.Begin();
        await NextSearchAsync();
    }

    /// <summary>
    /// Has faults happen in their order, but those that need something measured as soon as that is so, and those without effect again later; begins the next search when one has ended.
    /// </summary>
    /// <param name="told">Called after each.</param>
    public async Task InjectAsync(IReadOnlyList<Fault> faults, Random random, TimeSpan limit, Action told)
    {
        long start = Stopwatch.GetTimestamp();
        var left = faults.ToList();
        while (left.Count > 0 && Stopwatch.GetElapsedTime(start) < limit)
        {
            if (await HasEndedAsync()) await NextSearchAsync();
            bool measures = await Journal.MeasuresAsync(_searches[^1]);
            if (left.FirstOrDefault(fault => measures || !fault.NeedsMeasuring) is not { } next)
            {
                await EndAsync();
                continue;
            }

            left.Remove(next);
            // Until as many took effect as were asked for.
            if (!await InjectAsync(next, random)) left.Add(next);
            told();
        }
    }

    /// <summary>Has a fault happen, and waits until the cluster has got over it.</summary>
    /// <returns>Whether it had an effect.</returns>
    private async Task<bool> InjectAsync(Fault fault, Random random)
    {
        var clock = Stopwatch.StartNew();
        bool happened = await fault.HappenAsync(this, random);
        var lasted = clock.Elapsed;
        long before = Journal.Events;
        clock.Restart();
        await GoesOnAsync(before, fault.Name);
        Report.Note(fault.Name, happened, lasted, clock.Elapsed);
        return happened;
    }

    /// <summary>Waits until the last search has ended.</summary>
    public async Task EndAsync()
    {
        long start = Stopwatch.GetTimestamp();
        while (!await HasEndedAsync())
        {
            long before = Journal.Events;
            await GoesOnAsync(before, "waiting for the end");
            Assert.True(Stopwatch.GetElapsedTime(start) < Patience, $"search {_searches[^1]} hasn't ended {Patience} after the last fault");
        }
    }

    /// <summary>A search has as many events more; to wait for in the middle of a fault.</summary>
    public async Task<bool> MovesAsync(int events, TimeSpan patience)
    {
        long before = Journal.Events;
        return await Eventually.HappensAsync(() => Journal.Events >= before + events, patience);
    }

    public async ValueTask DisposeAsync()
    {
        if (Member is not null) await Member.DisposeAsync();
        await Journal.DisposeAsync();
        await Cluster.DisposeAsync();
    }

    private async Task NextSearchAsync()
    {
        string id = $"tiny-{_searches.Count + 1}";
        _searches.Add(id);
        Journal.Restart();
        await Cluster.RunAsync(["search", "start", Path.Combine(_search.Folder, "search.conf"), .. _settings, "--id", id, "--detach"]);
    }

    /// <exception cref="InvalidOperationException">The search has come to a halt, which no fault may bring about.</exception>
    private async Task<bool> HasEndedAsync()
    {
        var standings = await Journal.StandingsAsync(_searches[^1]);
        string halted = string.Join('\n', standings.Where(standing => standing.Manifest.Contains("stopped", StringComparison.Ordinal)).Select(standing => standing.Text));
        if (halted.Length > 0) throw new InvalidOperationException($"Search {_searches[^1]} came to a halt: {halted}");
        return standings.Length > 0 && standings[^1].Manifest.Contains("closed", StringComparison.Ordinal);
    }

    /// <summary>All nodes are back, and the search has stored something new or has ended.</summary>
    private async Task GoesOnAsync(long before, string after)
    {
        await Cluster.UpAsync();
        await Eventually.UntilAsync(async () => Journal.Events > before || await HasEndedAsync(), () => $"a search goes on after '{after}'", Patience);
    }
}
