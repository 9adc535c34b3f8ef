using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence;
using EdgeNas.Actors.Wire;
using EdgeNas.Domain.Artifacts;
using EdgeNas.Domain.Searches;

namespace EdgeNas.Benchmarks.Journal;

/// <summary>
/// Events of a search stored per second in a SQLite journal (WAL, synchronous FULL): one by one, one actor and 50 at once; in batches of 100; and read again. Medians
/// of <see cref="Runs"/> runs, each with actors of its own.
/// </summary>
internal static class JournalBenchmark
{
    private const int Runs = 5;

    public static int Run()
    {
        string folder = Directory.CreateTempSubdirectory("edgenas-journal-").FullName;
        try
        {
            using var system = ActorSystem.Create("journal", ConfigurationFactory.ParseString($$"""
                akka.loglevel = ERROR
                akka.persistence.journal.plugin = "akka.persistence.journal.sql"
                akka.persistence.journal.sql { class = "Akka.Persistence.Sql.Journal.SqlWriteJournal, Akka.Persistence.Sql", provider-name = "SQLite.MS", connection-string = "Data Source={{folder}}/journal.db", auto-initialize = true }
                akka.persistence.snapshot-store.plugin = "akka.persistence.snapshot-store.inmem"
                """ + "\n" + ActorSettings.Serialization));
            Print("Persist one by one, 1 actor", Measure(system, 1, 500, 1));
            Print("Persist one by one, 50 actors", Measure(system, 50, 40, 1));
            Print("PersistAll in batches of 100, 1 actor", Measure(system, 1, 100, 100));
            Print("recovery of 10,000 events", Recovery(system));
            system.Terminate().Wait();
            return 0;
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    private static void Print(string what, double eventsPerSecond) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"journal: {what}: {eventsPerSecond:n0} events/s (median of {Runs} runs, SQLite WAL, synchronous FULL)"));

    private static double Measure(ActorSystem system, int actors, int batches, int batchSize) => actors * batches * batchSize / Medians.Of(Enumerable.Range(0, Runs + 1).Select(_ =>
    {
        var writers = Enumerable.Range(0, actors).Select(_ => system.ActorOf(Props.Create(() => new Writer(Guid.NewGuid().ToString("N"))))).ToArray();
        Task.WhenAll(writers.Select(writer => writer.Ask<string>("ready?"))).Wait();
        long start = Stopwatch.GetTimestamp();
        Task.WhenAll(writers.Select(writer => writer.Ask<string>(new WriteEvents(batches, batchSize), TimeSpan.FromMinutes(2)))).Wait();
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        foreach (var writer in writers) system.Stop(writer);
        return seconds;
    }).Skip(1));

    private static double Recovery(ActorSystem system)
    {
        string id = Guid.NewGuid().ToString("N");
        var writer = system.ActorOf(Props.Create(() => new Writer(id)));
        writer.Ask<string>(new WriteEvents(100, 100), TimeSpan.FromMinutes(2)).Wait();
        writer.GracefulStop(TimeSpan.FromSeconds(10)).Wait();
        return 10_000 / Medians.Of(Enumerable.Range(0, Runs + 1).Select(_ =>
        {
            long start = Stopwatch.GetTimestamp();
            var reader = system.ActorOf(Props.Create(() => new Writer(id)));
            reader.Ask<string>("ready?", TimeSpan.FromMinutes(1)).Wait();
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            reader.GracefulStop(TimeSpan.FromSeconds(10)).Wait();
            return seconds;
        }).Skip(1));
    }

    private sealed record WriteEvents(int Batches, int BatchSize);

    private sealed class Writer : ReceivePersistentActor
    {
        private static readonly StoredEvent Example = new(
            new RoundCompleted(3, new ArtifactId(new string('a', 64)), 1.25, 0.5), new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), 12.5);

        public Writer(string id)
        {
            PersistenceId = id;
            Recover<StoredEvent>(_ => { });
            Command<string>(_ => Sender.Tell("ready"));
            // One batch per command: the next is written when the one before is stored.
            Command<WriteEvents>(write =>
            {
                var sender = Sender;
                int left = write.BatchSize;
                PersistAll(ImmutableArray.CreateRange(Enumerable.Repeat(Example, write.BatchSize)), _ =>
                {
                    if (--left > 0) return;
                    if (write.Batches == 1) sender.Tell("stored");
                    else Self.Tell(write with { Batches = write.Batches - 1 }, sender);
                });
            });
        }

        public override string PersistenceId { get; }
    }
}
