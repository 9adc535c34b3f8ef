using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Persistence.Journal;

/// <summary>What every journal does with events before it stores them.</summary>
public abstract class WriteJournalBase : ActorBase
{
    /// <summary>The events of a request as they are stored: without their senders, with the time.</summary>
    protected IEnumerable<AtomicWrite> PreparePersistentBatch(IEnumerable<IPersistentEnvelope> resequenceables)
    {
        long now = TimeProvider.System.GetUtcNow().Ticks;
        return [.. resequenceables.OfType<AtomicWrite>().Select(write => new AtomicWrite(
            ((IImmutableList<IPersistentRepresentation>)write.Payload)
                .Select(representation => representation
                    .Update(representation.SequenceNr, representation.PersistenceId, representation.IsDeleted, ActorRefs.NoSender, representation.WriterGuid)
                    .WithTimestamp(now))
                .ToImmutableList()))];
    }
}
