using System.Diagnostics;
using Akka.Actor;

namespace Compat.Akka.Tests.Persistence.Faults;

/// <summary>The process that the kill tests kill: writes batches of events without end and prints the number of each event that is stored.</summary>
internal static class JournalWriterProcess
{
    public const string Verb = "write-journal";

    public const string PersistenceId = "kill";

    public const int BatchSize = 4;

    /// <summary>Isn't killed by itself.</summary>
    public const int Never = 0;

    /// <param name="killedBefore">The event before whose acknowledgement the process kills itself.</param>
    public static async Task RunAsync(string file, int killedBefore)
    {
        var system = ActorSystem.Create("writer", Aftermath.Hocon(file));
        var printer = system.ActorOf(Props.Create(() => new Printer(killedBefore)));
        system.ActorOf(LedgerActor.Props(PersistenceId, printer), "ledger");
        await system.WhenTerminated;
    }

    private sealed class Printer : ReceiveActor
    {
        private int _next = 1;

        public Printer(int killedBefore)
        {
            Receive<Recovered>(_ => WriteBatch());
            Receive<Did>(did =>
            {
                int number = int.Parse(did.What[(did.What.LastIndexOf(' ') + 1)..]);
                if (number == killedBefore) Process.GetCurrentProcess().Kill();
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
