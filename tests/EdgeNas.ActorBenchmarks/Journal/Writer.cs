using Akka;
using Akka.Actor;
using Akka.Persistence;

namespace EdgeNas.ActorBenchmarks.Journal;

/// <summary>Asks for events to be stored; answered with <see cref="Done"/> when the last handler has run.</summary>
/// <param name="Events">How many.</param>
/// <param name="BatchSize">Events stored all together; the next batch follows when they are.</param>
/// <param name="Asynchronous">Whether all are handed over at once instead, without holding commands back.</param>
internal sealed record Store(int Events, int BatchSize, bool Asynchronous);

/// <summary>A persistent actor that stores what it is asked to, and does nothing with it.</summary>
internal sealed class Writer : ReceivePersistentActor
{
    private long _recovered;

    public Writer(string id)
    {
        PersistenceId = id;
        Recover<Counted>(_ => _recovered++);
        Command<string>(_ => Sender.Tell(_recovered));
        Command<Store>(store => store.Asynchronous, store =>
        {
            var sender = Sender;
            for (int number = 1; number <= store.Events; number++)
            {
                PersistAsync(new Counted(number), counted =>
                {
                    if (counted.Number == store.Events) sender.Tell(Done.Instance);
                });
            }
        });
        Command<Store>(StoreBatch);
    }

    public override string PersistenceId { get; }

    private void StoreBatch(Store store)
    {
        var sender = Sender;
        void Stored(Counted counted)
        {
            if (counted.Number < store.BatchSize) return;
            if (store.Events == store.BatchSize) sender.Tell(Done.Instance);
            else Self.Tell(store with { Events = store.Events - store.BatchSize }, sender);
        }

        if (store.BatchSize == 1) Persist(new Counted(1), Stored);
        else PersistAll(Enumerable.Range(1, store.BatchSize).Select(number => new Counted(number)), Stored);
    }
}
