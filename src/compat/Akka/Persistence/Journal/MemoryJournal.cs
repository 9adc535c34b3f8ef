using System.Collections.Concurrent;
using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Persistence.Journal;

/// <summary>A journal that lasts as long as its actor system: for tests, and for actors whose past may be lost.</summary>
public class MemoryJournal : AsyncWriteJournal
{
    private readonly ConcurrentDictionary<string, LinkedList<IPersistentRepresentation>> _messages = new(StringComparer.Ordinal);

    /// <summary>The stored events by persistence id. A list is locked while it is read or changed.</summary>
    protected virtual ConcurrentDictionary<string, LinkedList<IPersistentRepresentation>> Messages => _messages;

    public override Task ReplayMessagesAsync(
        IActorContext context, string persistenceId, long fromSequenceNr, long toSequenceNr, long max, Action<IPersistentRepresentation> recoveryCallback)
    {
        IPersistentRepresentation[] found;
        var events = EventsOf(persistenceId);
        lock (events)
        {
            found = [.. events
                .Where(stored => !stored.IsDeleted && stored.SequenceNr >= fromSequenceNr && stored.SequenceNr <= toSequenceNr)
                .Take((int)Math.Min(max, int.MaxValue))];
        }

        foreach (var stored in found) recoveryCallback(stored);
        return Task.CompletedTask;
    }

    public override Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr)
    {
        var events = EventsOf(persistenceId);
        lock (events) return Task.FromResult(events.Last?.Value.SequenceNr ?? 0);
    }

    protected override Task<IImmutableList<Exception>> WriteMessagesAsync(IEnumerable<AtomicWrite> messages)
    {
        foreach (var write in messages)
        {
            var events = EventsOf(write.PersistenceId);
            lock (events)
            {
                foreach (var representation in (IImmutableList<IPersistentRepresentation>)write.Payload) events.AddLast(representation);
            }
        }

        return Task.FromResult<IImmutableList<Exception>>(null!);
    }

    protected override Task DeleteMessagesToAsync(string persistenceId, long toSequenceNr)
    {
        var events = EventsOf(persistenceId);
        lock (events)
        {
            // They stay as marks, so that their numbers aren't used again.
            for (var node = events.First; node is not null && node.Value.SequenceNr <= toSequenceNr; node = node.Next)
                node.Value = node.Value.Update(node.Value.SequenceNr, persistenceId, true, node.Value.Sender, node.Value.WriterGuid);
        }

        return Task.CompletedTask;
    }

    private LinkedList<IPersistentRepresentation> EventsOf(string persistenceId) => Messages.GetOrAdd(persistenceId, static _ => []);
}
