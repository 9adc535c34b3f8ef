using Akka.Actor;
using Akka.Configuration;

namespace Compat.Akka.Tests.Persistence;

/// <summary>
/// What the stored journals under Golden hold: events, deleted ones among them, and a snapshot. One was written by the real Akka.Persistence.Sql, one by src/compat,
/// each with `dotnet Compat.Akka.Tests.dll write-golden "Data Source=FILE" SQLite.MS` of its build; each must be readable by both. The same program's read-golden
/// tells what a database holds, and works with PostgreSQL.15 too.
/// </summary>
internal static class GoldenJournal
{
    public const string WriteVerb = "write-golden";

    public const string ReadVerb = "read-golden";

    public const string PersistenceId = "golden";

    /// <summary>What an actor recovers: a snapshot after the third event, and two events since.</summary>
    public static Recovered Expected { get; } = new(new Notes(["a", "b", "c", "d", "ä€😀"]), 5, true);

    public static Config Hocon(string connectionString, string provider) =>
        ConfigurationFactory.ParseString(SqlHocon.Sql(connectionString, provider)).WithFallback(ConfigurationFactory.ParseString(LedgerSerializer.Hocon));

    public static async Task WriteAsync(string connectionString, string provider)
    {
        var system = ActorSystem.Create("golden", Hocon(connectionString, provider));
        var done = new TaskCompletionSource();
        system.ActorOf(Props.Create(() => new Author(done)));
        await done.Task;
        await system.Terminate();
    }

    /// <summary>Recovers and stores one more event.</summary>
    /// <returns>What was recovered.</returns>
    public static async Task<Recovered> ReadAsync(string connectionString, string provider)
    {
        var system = ActorSystem.Create("golden", Hocon(connectionString, provider));
        var done = new TaskCompletionSource<Recovered>();
        system.ActorOf(Props.Create(() => new Reader(done)));
        var recovered = await done.Task;
        await system.Terminate();
        return recovered;
    }

    private sealed class Reader : ReceiveActor
    {
        public Reader(TaskCompletionSource<Recovered> done)
        {
            var ledger = Context.ActorOf(LedgerActor.Props(PersistenceId, Self));
            Recovered? recovered = null;
            Receive<Recovered>(message =>
            {
                recovered = message;
                ledger.Tell(new NoteAll("more"));
            });
            Receive<Did>(did =>
            {
                if (recovered is not null && did.What.StartsWith("stored more", StringComparison.Ordinal)) done.TrySetResult(recovered);
                else done.TrySetException(new InvalidOperationException(did.What));
            });
        }
    }

    /// <summary>Gives the ledger one command after the other.</summary>
    private sealed class Author : ReceiveActor
    {
        public Author(TaskCompletionSource done)
        {
            var ledger = Context.ActorOf(LedgerActor.Props(PersistenceId, Self));
            var steps = new Queue<object>([new Note("a"), new NoteAll("b", "c"), new TakeSnapshot(), new DeleteEvents(2), new NoteAll("d", "ä€😀")]);
            ReceiveAny(message =>
            {
                // The answer to the last event of a command, or to another command.
                if (message is Did did && (did.What.StartsWith("command", StringComparison.Ordinal) || did.What.EndsWith("b as 2", StringComparison.Ordinal) || did.What.EndsWith("d as 4", StringComparison.Ordinal))) return;
                if (steps.TryDequeue(out object? step)) ledger.Tell(step);
                else done.TrySetResult();
            });
        }
    }
}
