using Akka.Actor;
using Microsoft.Data.Sqlite;

namespace Compat.Akka.Tests.Persistence.Faults;

/// <summary>The database fails at the nth event: the batch that holds it isn't stored, the actor stops, and the next incarnation goes on after the batch before.</summary>
public sealed class FailedWriteTests : IDisposable
{
    private const int BatchSize = 4;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task Persist_DatabaseFails_StoresNothingOfTheBatch() => CheckAsync(8);

    [Fact]
    [Trait("Speed", "Slow")]
    public Task Persist_DatabaseFailsAtManyPoints_StoresNothingOfTheBatch() => CheckAsync(100);

    private async Task CheckAsync(int points)
    {
        string file = _folder.File("journal.db");
        var system = ActorSystem.Create("failing", Aftermath.Hocon(file));
        try
        {
            await Aftermath.ReadAsync(system, "opens the database");
            for (int n = 1; n <= points; n++)
            {
                string id = $"fails at {n}";
                Execute(file, $"CREATE TRIGGER fault BEFORE INSERT ON journal WHEN NEW.persistence_id = '{id}' AND NEW.sequence_number = {n} BEGIN SELECT RAISE(ABORT, 'injected'); END");
                var done = new TaskCompletionSource<int>();
                system.ActorOf(Props.Create(() => new Author(id, done)));
                int acknowledged = await done.Task.WaitAsync(TimeSpan.FromSeconds(20));
                Execute(file, "DROP TRIGGER fault");

                Assert.Equal((n - 1) / BatchSize * BatchSize, acknowledged);
                var recovered = await Aftermath.ReadAsync(system, id);
                Aftermath.Check(recovered, acknowledged, BatchSize, id);
                Assert.Equal(acknowledged, recovered.LastSequenceNr);
            }
        }
        finally
        {
            await system.Terminate();
        }
    }

    private static void Execute(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Writes batch after batch until one fails; then the ledger has stopped.</summary>
    private sealed class Author : ReceiveActor
    {
        private readonly IActorRef _ledger;
        private int _next = 1;
        private int _acknowledged;

        public Author(string id, TaskCompletionSource<int> done)
        {
            _ledger = Context.Watch(Context.ActorOf(LedgerActor.Props(id, Self)));
            Receive<Recovered>(_ => WriteBatch());
            Receive<Did>(did => did.What.StartsWith("failed", StringComparison.Ordinal), _ => { });
            Receive<Did>(did =>
            {
                _acknowledged = int.Parse(did.What[(did.What.LastIndexOf(' ') + 1)..]);
                if (_acknowledged == _next - 1) WriteBatch();
            });
            Receive<Terminated>(_ => done.TrySetResult(_acknowledged));
        }

        private void WriteBatch()
        {
            _ledger.Tell(new NoteAll([.. Enumerable.Range(_next, BatchSize).Select(n => n.ToString())]));
            _next += BatchSize;
        }
    }
}
