using Akka;
using Akka.Actor;
using Akka.Configuration;
using Microsoft.Data.Sqlite;

namespace EdgeNas.ActorBenchmarks.Journal;

/// <summary>
/// Events stored and recovered per second: in SQLite with a write-ahead log and synchronous FULL, and in memory. Each run has actors of its own, except that recovery runs
/// over the same events.
/// </summary>
internal static class JournalLines
{
    private const int Recovered = 200_000;

    public static IEnumerable<Line> Measure()
    {
        string folder = Directory.CreateTempSubdirectory("edgenas-journal-").FullName;
        try
        {
            using (var system = Sqlite(Path.Combine(folder, "journal.db")))
            {
                yield return Storing(system, "Persist one by one, 1 actor, SQLite", actors: 1, new Store(1_000, 1, false));
                yield return Storing(system, "Persist one by one, 50 actors, SQLite", actors: 50, new Store(100, 1, false));
                yield return Storing(system, "Persist one by one, 100 actors, SQLite", actors: 100, new Store(100, 1, false));
                yield return Storing(system, "PersistAsync, 1 actor, SQLite", actors: 1, new Store(20_000, 1, true));
                yield return Storing(system, "PersistAll(100), 1 actor, SQLite", actors: 1, new Store(20_000, 100, false));
                system.Terminate().GetAwaiter().GetResult();
            }

            using (var system = Sqlite(Path.Combine(folder, "recovery.db")))
            {
                yield return Recovering(system, "recovery from SQLite");
                system.Terminate().GetAwaiter().GetResult();
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        using (var system = Start("akka.persistence.journal.plugin = \"akka.persistence.journal.inmem\""))
        {
            yield return Recovering(system, "recovery from memory");
            system.Terminate().GetAwaiter().GetResult();
        }
    }

    private static ActorSystem Sqlite(string file)
    {
        // The mode stays with the file; synchronous FULL is what a new connection of this SQLite has.
        using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode = WAL";
            command.ExecuteNonQuery();
            command.CommandText = "PRAGMA synchronous";
            if (command.ExecuteScalar() is not 2L) throw new InvalidOperationException("SQLite's connections aren't synchronous FULL by default, so the figures would not compare.");
        }

        return Start($$"""
            akka.persistence.journal {
              plugin = "akka.persistence.journal.sql"
              sql {
                class = "Akka.Persistence.Sql.Journal.SqlWriteJournal, Akka.Persistence.Sql"
                connection-string = "Data Source={{file}}"
                provider-name = "SQLite.MS"
                auto-initialize = true
              }
            }
            """);
    }

    private static ActorSystem Start(string hocon) => ActorSystem.Create("bench", ConfigurationFactory.ParseString(hocon + "\n" + CountedSerializer.Hocon + """

        akka { loglevel = WARNING, stdout-loglevel = WARNING, log-dead-letters = off }
        akka.persistence.snapshot-store.plugin = "akka.persistence.snapshot-store.inmem"
        """));

    private static Line Storing(ActorSystem system, string name, int actors, Store store)
    {
        return new Line(name, actors * store.Events / Medians.Of(() =>
        {
            IActorRef[] running = [.. Enumerable.Range(0, actors).Select(_ => system.ActorOf(Props.Create(() => new Writer(Guid.NewGuid().ToString("N")))))];
            Task.WhenAll(running.Select(writer => writer.Ask<long>("ready?"))).GetAwaiter().GetResult();
            double seconds = Medians.Seconds(() => Task.WhenAll(running.Select(writer => writer.Ask<Done>(store))));
            foreach (var writer in running) system.Stop(writer);
            return seconds;
        }), "events/s");
    }

    private static Line Recovering(ActorSystem system, string name)
    {
        const string id = "recovered";
        var author = system.ActorOf(Props.Create(() => new Writer(id)));
        author.Ask<Done>(new Store(Recovered, 1_000, false)).GetAwaiter().GetResult();
        author.GracefulStop(TimeSpan.FromSeconds(10)).GetAwaiter().GetResult();
        return new Line(name, Recovered / Medians.Of(() =>
        {
            IActorRef? reader = null;
            double seconds = Medians.Seconds(async () =>
            {
                reader = system.ActorOf(Props.Create(() => new Writer(id)));
                long recovered = await reader.Ask<long>("ready?");
                if (recovered != Recovered) throw new InvalidOperationException($"{recovered} of {Recovered} events were recovered.");
            });
            reader!.GracefulStop(TimeSpan.FromSeconds(10)).GetAwaiter().GetResult();
            return seconds;
        }), "events/s");
    }
}
