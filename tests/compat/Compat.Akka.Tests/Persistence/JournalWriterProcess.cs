using Akka.Actor;
using Akka.Configuration;

namespace Compat.Akka.Tests.Persistence;

/// <summary>The process that the kill tests kill: writes batches of events without end and prints the number of each event that is stored.</summary>
internal static class JournalWriterProcess
{
    public const string Verb = "write-journal";

    public const string PersistenceId = "kill";

    public const int BatchSize = 4;

    public static Config Hocon(string file) =>
        ConfigurationFactory.ParseString(SqlHocon.Sqlite(file)).WithFallback(ConfigurationFactory.ParseString(LedgerSerializer.Hocon));

    public static async Task RunAsync(string file)
    {
        var system = ActorSystem.Create("writer", Hocon(file));
        var printer = system.ActorOf(Props.Create(() => new Printer()));
        system.ActorOf(LedgerActor.Props(PersistenceId, printer), "ledger");
        await system.WhenTerminated;
    }

    private sealed class Printer : ReceiveActor
    {
        private int _next = 1;

        public Printer()
        {
            Receive<Recovered>(_ => WriteBatch());
            Receive<Did>(did =>
            {
                int number = int.Parse(did.What[(did.What.LastIndexOf(' ') + 1)..]);
                Console.WriteLine(number);
                if (number == _next - 1) WriteBatch();
            });
        }

        private void WriteBatch()
        {
            string[] texts = [.. Enumerable.Range(_next, BatchSize).Select(n => n.ToString())];
            _next += BatchSize;
            Context.ActorSelection("/user/ledger").Tell(new NoteAll(texts));
        }
    }
}
