using System.Diagnostics;
using System.Globalization;
using EdgeNas.Domain.Jobs;
using static System.FormattableString;

namespace EdgeNas.Benchmarks.Cluster;

/// <summary>
/// One seed and 10, 100, 1000 profilers in a few processes of this machine: how long they take to join, what the seed costs while nothing happens, and jobs per second with the
/// seed's processor time for each and its memory.
/// </summary>
internal static class ScaleBenchmark
{
    public const string Name = "cluster-scale";

    private const int NodesPerProcess = 500;

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10), Patience = TimeSpan.FromMinutes(10);

    /// <param name="options">How many jobs, 100000 by default; then numbers of nodes.</param>
    public static int Run(string[] options)
    {
        int[] numbers = [.. options.Select(option => int.Parse(option, CultureInfo.InvariantCulture))];
        int jobs = numbers is [var given, ..] ? given : 100_000;
        foreach (int nodes in numbers.Length > 1 ? numbers[1..] : [10, 100, 1000])
        {
            var figures = MeasureAsync(nodes, jobs).GetAwaiter().GetResult();
            Console.Write(Invariant($"cluster-scale, {nodes} profilers: joined in {figures.Joined.TotalSeconds:0.0} s; {jobs / figures.Working.TotalSeconds:0} jobs/s stored ({jobs} jobs); "));
            Console.WriteLine(Invariant($"the seed takes {100 * figures.IdleShare:0.0} % of a core while idle, {figures.PerJob.TotalMicroseconds:0} µs per job, {figures.MemoryBytes / 1e6:0} MB"));
        }

        return 0;
    }

    internal static async Task<ScaleFigures> MeasureAsync(int nodes, int jobs)
    {
        await using var cluster = await BenchCluster.StartAsync().ConfigureAwait(false);
        var system = cluster.Seed.System;
        long start = Stopwatch.GetTimestamp();
        for (int first = 0; first < nodes; first += NodesPerProcess)
        {
            string[] which = [first.ToString(CultureInfo.InvariantCulture), Math.Min(NodesPerProcess, nodes - first).ToString(CultureInfo.InvariantCulture)];
            cluster.Start(BenchProfilers.Verb, which, BenchProfilers.Environment).PriorityClass = ProcessPriorityClass.BelowNormal;
        }

        await cluster.JoinedAsync(nodes).ConfigureAwait(false);
        var joined = Stopwatch.GetElapsedTime(start);
        var broker = await cluster.BrokerAsync(nodes).ConfigureAwait(false);
        var before = Processor();
        await Task.Delay(Quiet).ConfigureAwait(false);
        double idle = (Processor() - before) / Quiet;
        var submitter = system.ActorOf(Submitter.Props(BenchCluster.Context(), broker, id => new ProfileJob(id, new NetworkRef(null), 0, BenchProfilers.Device)), "submitter");
        before = Processor();
        start = Stopwatch.GetTimestamp();
        await cluster.RunAsync(submitter, jobs, Patience).ConfigureAwait(false);
        var working = Stopwatch.GetElapsedTime(start);
        return new ScaleFigures(joined, idle, working, (Processor() - before) / jobs, Environment.WorkingSet);
    }

    private static TimeSpan Processor()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }
}

/// <param name="Joined">From the start of the processes until all nodes are up.</param>
/// <param name="IdleShare">Of a core.</param>
/// <param name="Working">From submitting to the last stored result.</param>
/// <param name="PerJob">The seed's processor time, the submitter's and the journal's included.</param>
/// <param name="MemoryBytes">The seed's, at the end.</param>
internal sealed record ScaleFigures(TimeSpan Joined, double IdleShare, TimeSpan Working, TimeSpan PerJob, long MemoryBytes);
