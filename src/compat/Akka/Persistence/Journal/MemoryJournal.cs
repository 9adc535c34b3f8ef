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

    /// <summary>Stores an event.</summary>
    public IDictionary<string, LinkedList<IPersistentRepresentation>> Add(IPersistentRepresentation persistent)
    {
        var events = EventsOf(persistent.PersistenceId);
        lock (events) events.AddLast(persistent);
        return Messages;
    }

    /// <summary>The stored events between two numbers, both included.</summary>
    public IEnumerable<IPersistentRepresentation> Read(string pid, long fromSeqNr, long toSeqNr, long max)
    {
        var events = EventsOf(pid);
        lock (events)
        {
            return [.. events
                .Where(stored => !stored.IsDeleted && stored.SequenceNr >= fromSeqNr && stored.SequenceNr <= toSeqNr)
                .Take((int)Math.Min(max, int.MaxValue))];
        }
    }

    /// <summary>The highest number ever used, deleted ones included; 0 if none.</summary>
    public long HighestSequenceNr(string pid)
    {
        var events = EventsOf(pid);
        lock (events) return events.Last?.Value.SequenceNr ?? 0;
    }

    public override Task ReplayMessagesAsync(
        IActorContext context, string persistenceId, long fromSequenceNr, long toSequenceNr, long max, Action<IPersistentRepresentation> recoveryCallback)
    {
        foreach (var stored in Read(persistenceId, fromSequenceNr, toSequenceNr, max)) recoveryCallback(stored);
        return Task.CompletedTask;
    }

    public override Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr) => Task.FromResult(HighestSequenceNr(persistenceId));

    protected override Task<IImmutableList<Exception>> WriteMessagesAsync(IEnumerable<AtomicWrite> messages)
    {
        foreach (var write in messages)
        {
            // Whoever reads meanwhile sees all of it or nothing.
            lock (EventsOf(write.PersistenceId))
            {
                foreach (var representation in (IImmutableList<IPersistentRepresentation>)write.Payload) Add(representation);
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
