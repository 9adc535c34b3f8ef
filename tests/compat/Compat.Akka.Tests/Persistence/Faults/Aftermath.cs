using Akka.Actor;
using Akka.Configuration;

namespace Compat.Akka.Tests.Persistence.Faults;

/// <summary>What is found in a database after a fault. The events of every ledger are the texts 1, 2, 3, …, stored in batches of one size.</summary>
internal static class Aftermath
{
    public static Config Hocon(string file) =>
        ConfigurationFactory.ParseString(SqlHocon.Sqlite(file)).WithFallback(ConfigurationFactory.ParseString(LedgerSerializer.Hocon))
            .WithFallback(ConfigurationFactory.ParseString("akka.loglevel = OFF\nakka.stdout-loglevel = OFF"));

    /// <summary>Recovers a ledger and stores one more event in it.</summary>
    /// <exception cref="InvalidOperationException">Recovery failed, or the next event did.</exception>
    public static async Task<Recovered> ReadAsync(ActorSystem system, string persistenceId)
    {
        var done = new TaskCompletionSource<Recovered>();
        system.ActorOf(Props.Create(() => new Reader(persistenceId, done)));
        return await done.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    public static async Task<Recovered> ReadAsync(string file, string persistenceId)
    {
        var system = ActorSystem.Create("after", Hocon(file));
        try
        {
            return await ReadAsync(system, persistenceId);
        }
        finally
        {
            await system.Terminate();
        }
    }

    /// <summary>Every acknowledged event is there, none twice, none out of order, numbers unbroken, batches whole.</summary>
    public static void Check(Recovered recovered, int acknowledged, int batchSize, string fault)
    {
        int found = (int)recovered.LastSequenceNr;
        Assert.True(found >= acknowledged, $"{fault}: {acknowledged} events were acknowledged, but only {found} recovered.");
        Assert.True(found % batchSize == 0, $"{fault}: {found} events were recovered, which is no number of whole batches of {batchSize}.");
        Assert.True(
            recovered.Notes.Texts.SequenceEqual(Enumerable.Range(1, found).Select(n => n.ToString())), $"{fault}: the events up to {found} are {string.Join(',', recovered.Notes.Texts)}.");
    }

    private sealed class Reader : ReceiveActor
    {
        public Reader(string persistenceId, TaskCompletionSource<Recovered> done)
        {
            var ledger = Context.ActorOf(LedgerActor.Props(persistenceId, Self));
            Recovered? recovered = null;
            Receive<Recovered>(message =>
            {
                recovered = message;
                ledger.Tell(new NoteAll("more"));
            });
            Receive<Did>(did =>
            {
                if (recovered is not null && did.What == $"stored more as {recovered.LastSequenceNr + 1}") done.TrySetResult(recovered);
                else done.TrySetException(new InvalidOperationException($"{persistenceId}: {did.What}"));
            });
        }
    }
}
