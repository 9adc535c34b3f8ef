using Akka.Actor;
using Akka.Persistence;
using Akka.Persistence.Journal;

namespace Compat.Akka.Tests.Persistence;

/// <summary>A journal whose events are named by the persistence id: for "a1 a2 b2", the writer a's events 1 and 2, then b's event 2.</summary>
public sealed class TwoWritersJournal : MemoryJournal
{
    public const string Hocon =
        """
        akka.persistence.journal.plugin = "akka.persistence.journal.two-writers"
        akka.persistence.journal.two-writers.class = "Compat.Akka.Tests.Persistence.TwoWritersJournal, Compat.Akka.Tests"

        """;

    public override Task ReplayMessagesAsync(
        IActorContext context, string persistenceId, long fromSequenceNr, long toSequenceNr, long max, Action<IPersistentRepresentation> recoveryCallback)
    {
        foreach (string stored in persistenceId.Split(' '))
            recoveryCallback(new Persistent(stored, NumberOf(stored), persistenceId, null, false, ActorRefs.NoSender, stored[..1]));
        return Task.CompletedTask;
    }

#if JOURNALS_TAKE_TOKENS
    public override Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr, CancellationToken cancellationToken) => Highest(persistenceId);
#else
    public override Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr) => Highest(persistenceId);
#endif

    private static Task<long> Highest(string persistenceId) => Task.FromResult(persistenceId.Split(' ').Max(NumberOf));

    private static long NumberOf(string stored) => long.Parse(stored[1..], System.Globalization.CultureInfo.InvariantCulture);
}
