using System.Diagnostics;
using System.Globalization;
using EdgeNas.Domain.Artifacts;
using EdgeNas.Domain.Jobs;
using static System.FormattableString;

namespace EdgeNas.Benchmarks.Cluster;

/// <summary>
/// Jobs that do nothing, from submitted to stored, through a seed (SQLite, synchronous FULL), RabbitMQ and 1, 2, 4 workers in processes of their own; beside Dask distributed
/// with as many workers, which stores nothing. Batches per second (median), and how long one job alone takes (median).
/// </summary>
internal static class ClusterBenchmark
{
    public const string Name = "cluster";

    private const int Batches = 5;
    private const int WarmUp = 3;

    /// <param name="options">Jobs in a batch; 4000 by default.</param>
    public static int Run(string[] options)
    {
        int jobs = options is [var text, ..] ? int.Parse(text, CultureInfo.InvariantCulture) : 4000;
        foreach (int workers in new[] { 1, 2, 4 })
        {
            var own = OwnAsync(workers, jobs).GetAwaiter().GetResult();
            Console.Write(Invariant($"cluster, {workers} worker{(workers == 1 ? "" : "s")}: {own.PerSecond:0} jobs/s stored, one job alone {own.Milliseconds:0.00} ms; "));
            Console.WriteLine(DaskPeer.Measure(workers, jobs) is { } peer
                ? Invariant($"{own.PerSecond / peer.PerSecond:0.0} times Dask's {peer.PerSecond:0}, one alone {own.Milliseconds / peer.Milliseconds:0.00} times Dask's {peer.Milliseconds:0.00} ms")
                : "Dask distributed is not installed, so nothing to compare with");
        }

        Console.WriteLine(Invariant($"(medians of {Batches} batches of {jobs}, {Trips} single jobs)"));
        return 0;
    }

    private const int Trips = 200;

    private static async Task<ClusterFigures> OwnAsync(int workers, int jobs)
    {
        await using var cluster = await BenchCluster.StartAsync().ConfigureAwait(false);
        for (int i = 0; i < workers; i++) cluster.Start(BenchWorker.Verb, [$"worker-{i}"]);
        var system = cluster.Seed.System;
        var broker = await cluster.BrokerAsync(workers).ConfigureAwait(false);
        var submitter = system.ActorOf(Submitter.Props(BenchCluster.Context(), broker, id => new ScoreJob(id, ArtifactId.Of([]), [], 0)), "submitter");
        var patience = TimeSpan.FromMinutes(5);
        for (int i = 0; i < WarmUp; i++) await cluster.RunAsync(submitter, jobs, patience).ConfigureAwait(false);
        var rates = new List<double>();
        for (int i = 0; i < Batches; i++) rates.Add(jobs / await SecondsAsync(jobs).ConfigureAwait(false));
        var trips = new List<double>();
        for (int i = 0; i < Trips; i++) trips.Add(1000 * await SecondsAsync(1).ConfigureAwait(false));
        return new ClusterFigures(Medians.Of(rates), Medians.Of(trips));

        async Task<double> SecondsAsync(int count)
        {
            long start = Stopwatch.GetTimestamp();
            await cluster.RunAsync(submitter, count, patience).ConfigureAwait(false);
            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
    }
}
