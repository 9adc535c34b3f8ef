using Akka.Actor;
using Microsoft.Data.Sqlite;

namespace Compat.Akka.Tests.Persistence.Faults;

/// <summary>
/// A journal that several ledgers wrote at once, and how long its write-ahead log was whenever one of them was told that an event is stored. From it, the files can be made
/// that a crash at any byte of the log leaves behind. Nothing is moved from the log into the database file meanwhile.
/// </summary>
internal sealed class RecordedJournal
{
    public const int BatchSize = 3;
    private const int Batches = 12;

    private readonly byte[] _database;
    private readonly byte[] _log;
    private readonly List<Acknowledgement> _acknowledgements;

    private RecordedJournal(byte[] database, byte[] log, List<Acknowledgement> acknowledgements)
    {
        _database = database;
        _log = log;
        _acknowledgements = acknowledgements;
    }

    public static IReadOnlyList<string> Ledgers { get; } = ["a", "b", "c"];

    public int LogLength => _log.Length;

    public static async Task<RecordedJournal> WriteAsync(TempFolder folder)
    {
        string file = folder.File("recorded.db");

        // Stays open, so that the log isn't merged when the writer closes.
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL";
        command.ExecuteNonQuery();

        var system = ActorSystem.Create("recorded", Aftermath.Hocon(file));
        var acknowledgements = new List<Acknowledgement>();
        TaskCompletionSource[] done = [.. Ledgers.Select(_ => new TaskCompletionSource())];
        for (int i = 0; i < Ledgers.Count; i++)
        {
            (string id, var finished) = (Ledgers[i], done[i]);
            system.ActorOf(Props.Create(() => new Author(id, file + "-wal", acknowledgements, finished)));
        }

        await Task.WhenAll(done.Select(task => task.Task)).WaitAsync(TimeSpan.FromSeconds(60));
        byte[] log = await ReadAsync(file + "-wal"), database = await ReadAsync(file);
        await system.Terminate();
        return new RecordedJournal(database, log, acknowledgements);
    }

    /// <summary>The files after a crash when so much of the log was on the disk.</summary>
    /// <param name="torn">Bytes at the end that were being written and are garbage.</param>
    /// <param name="padding">Bytes that the file was longer, all zero.</param>
    public void Restore(string file, int length, int torn, int padding, int seed)
    {
        byte[] log = new byte[length + padding];
        Array.Copy(_log, log, length);
        new Random(seed).NextBytes(log.AsSpan(length - torn, torn));
        File.WriteAllBytes(file, _database);
        File.WriteAllBytes(file + "-wal", log);
    }

    /// <summary>The last event of a ledger that had been acknowledged when the log was so long.</summary>
    public int Acknowledged(string ledger, int logLength) =>
        _acknowledgements.Where(made => made.Ledger == ledger && made.LogLength <= logLength).Select(made => made.Number).DefaultIfEmpty(0).Max();

    private static async Task<byte[]> ReadAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] bytes = new byte[stream.Length];
        await stream.ReadExactlyAsync(bytes);
        return bytes;
    }

    private sealed record Acknowledgement(string Ledger, int Number, long LogLength);

    /// <summary>Writes batch after batch.</summary>
    private sealed class Author : ReceiveActor
    {
        private readonly IActorRef _ledger;
        private int _next = 1;

        public Author(string id, string log, List<Acknowledgement> acknowledgements, TaskCompletionSource done)
        {
            _ledger = Context.ActorOf(LedgerActor.Props(id, Self));
            Receive<Recovered>(_ => WriteBatch());
            Receive<Did>(did =>
            {
                int number = int.Parse(did.What[(did.What.LastIndexOf(' ') + 1)..]);
                lock (acknowledgements) acknowledgements.Add(new Acknowledgement(id, number, new FileInfo(log).Length));
                if (number != _next - 1) return;
                if (number == Batches * BatchSize) done.TrySetResult();
                else WriteBatch();
            });
        }

        private void WriteBatch()
        {
            _ledger.Tell(new NoteAll([.. Enumerable.Range(_next, BatchSize).Select(n => n.ToString())]));
            _next += BatchSize;
        }
    }
}
