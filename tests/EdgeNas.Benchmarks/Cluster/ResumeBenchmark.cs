using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence;
using EdgeNas.Actors.Protocol;
using EdgeNas.Actors.Searches;
using EdgeNas.Actors.Wire;
using EdgeNas.Domain.Artifacts;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Searches;
using EdgeNas.Hosting.Settings;
using Microsoft.Data.Sqlite;

namespace EdgeNas.Benchmarks.Cluster;

/// <summary>
/// How long a search with very many events takes from the start of its actor to its first job: with its last snapshot, right before the next is due, and without any,
/// when all of its events are read. One event in a hundred adds to the state.
/// </summary>
internal static class ResumeBenchmark
{
    public const string Name = "resume";

    private static readonly SearchContext Search = BenchCluster.Context();

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <param name="options">How many events, a million by default.</param>
    public static int Run(string[] options)
    {
        int events = options is [var text, ..] ? int.Parse(text, CultureInfo.InvariantCulture) : 1_000_000;
        foreach (bool withSnapshot in new[] { true, false })
        {
            double seconds = SecondsAsync(events, withSnapshot).GetAwaiter().GetResult();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"resume, {events} events, {(withSnapshot ? "with" : "without")} snapshot: first job after {seconds:0.00} s"));
        }

        return 0;
    }

    private static async Task<double> SecondsAsync(int events, bool withSnapshot)
    {
        string folder = Directory.CreateTempSubdirectory("edgenas-resume-").FullName;
        try
        {
            string journal = Path.Combine(folder, "journal.db");
            var writing = Start(journal);
            int snapshotAt = Enumerable.Range(1, events).First(at => !SnapshotRule.IsDue(at, events));
            var writer = writing.ActorOf(Props.Create(() => new Writer(snapshotAt, withSnapshot)), "writer");
            await writer.Ask<JobsStored>(new RunJobs(events), Patience).ConfigureAwait(false);
            await writing.Terminate().ConfigureAwait(false);
            var resuming = Start(journal);
            long start = Stopwatch.GetTimestamp();
            var parent = resuming.ActorOf(Props.Create(() => new Parent()), "parent");
            await parent.Ask<SubmitJob>(Parent.Begin, Patience).ConfigureAwait(false);
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            await resuming.Terminate().ConfigureAwait(false);
            return seconds;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static ActorSystem Start(string journal)
    {
        string connection = HoconText.Quoted(new SqliteConnectionStringBuilder { DataSource = journal }.ToString());
        return ActorSystem.Create("edgenas", ConfigurationFactory.ParseString($$"""
            akka.persistence.journal.sql { connection-string = {{connection}}, provider-name = "SQLite.MS" }
            akka.persistence.snapshot-store.sql { connection-string = {{connection}}, provider-name = "SQLite.MS" }
            akka.loggers = []
            """)
            .WithFallback(ConfigurationFactory.ParseString(Embedded.Text("node/local.conf")))
            .WithFallback(ConfigurationFactory.ParseString(ActorSettings.Serialization)));
    }

    /// <summary>Writes the search's events.</summary>
    private sealed class Writer : ReceivePersistentActor
    {
        private const int Batch = 1000;

        private readonly int _snapshotAt;
        private readonly bool _withSnapshot;
        private SearchState? _state;
        private IActorRef _asker = ActorRefs.Nobody;
        private int _written;

        public Writer(int snapshotAt, bool withSnapshot)
        {
            (_snapshotAt, _withSnapshot) = (snapshotAt, withSnapshot);
            Command<RunJobs>(run =>
            {
                if (_asker.IsNobody()) _asker = Sender;
                int count = Math.Min(Batch, run.Count - _written);
                if (count == 0)
                {
                    if (!_withSnapshot) _asker.Tell(JobsStored.Instance);
                    return;
                }

                PersistAll(Enumerable.Range(_written, count).Select(i => new StoredEvent(Event(i), DateTimeOffset.UnixEpoch, 1)).ToArray(), stored =>
                {
                    _state = SearchReplay.Apply(_state, stored.Event);
                    if (_withSnapshot && LastSequenceNr == _snapshotAt) SaveSnapshot(_state);
                    if (++_written % Batch == 0 || _written == run.Count) Self.Tell(run);
                });
            });
            Command<SaveSnapshotSuccess>(_ => _asker.Tell(JobsStored.Instance));
            Command<SaveSnapshotFailure>(failed => _asker.Tell(new Status.Failure(failed.Cause)));
            Recover<StoredEvent>(_ => { });
        }

        public override string PersistenceId => $"search-{Search.Search}";

        private static SearchEvent Event(int number)
        {
            if (number == 0) return new SearchCreated(Search.Search, Search.Spec, Search.Input, "", ImmutableSortedDictionary<string, string>.Empty);
            return number % 100 == 0 ? new RoundCompleted(number / 100, ArtifactId.Of([]), 1, 0.5) : new GenerationScored(number, []);
        }
    }

    /// <summary>Has the search go on, and passes its first job to whoever asked for it.</summary>
    private sealed class Parent : ReceiveActor
    {
        public const string Begin = "begin";

        public Parent()
        {
            IActorRef asker = ActorRefs.Nobody;
            Receive<string>(_ =>
            {
                asker = Sender;
                Context.ActorOf(SearchActor.Props(Search.Search, Self, TimeProvider.System), "search");
            });
            Receive<SearchRecovered>(recovered => Sender.Tell(new ResumeSearch(recovered.Search)));
            Receive<SubmitJob>(submit => asker.Tell(submit));
            ReceiveAny(_ => { });
        }
    }
}
