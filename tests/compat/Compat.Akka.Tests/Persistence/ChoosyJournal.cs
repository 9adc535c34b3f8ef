using System.Collections.Immutable;
using Akka;
using Akka.Actor;
using Akka.Persistence;
using Akka.Persistence.Journal;

namespace Compat.Akka.Tests.Persistence;

/// <summary>
/// A journal that refuses events with the text «refuse», fails at those with the text «break» and never ends storing those with the text «hang», that can't
/// read an actor called «unreadable», never begins reading one called «hanging» and never ends reading one called «stuck», and deletes nothing of one
/// called «undeletable».
/// </summary>
public sealed class ChoosyJournal : MemoryJournal
{
    public const string Hocon =
        """
        akka.persistence.journal.plugin = "akka.persistence.journal.choosy"
        akka.persistence.journal.choosy.class = "Compat.Akka.Tests.Persistence.ChoosyJournal, Compat.Akka.Tests"
        """;

    public override async Task ReplayMessagesAsync(
        IActorContext context, string persistenceId, long fromSequenceNr, long toSequenceNr, long max, Action<IPersistentRepresentation> recoveryCallback)
    {
        if (persistenceId == "unreadable") throw new IOException("can't be read");
        await base.ReplayMessagesAsync(context, persistenceId, fromSequenceNr, toSequenceNr, max, recoveryCallback);
        if (persistenceId == "stuck") await Never<Done>();
    }

#if JOURNALS_TAKE_TOKENS
    public override Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr, CancellationToken cancellationToken) =>
        persistenceId == "hanging" ? Never<long>() : base.ReadHighestSequenceNrAsync(persistenceId, fromSequenceNr, cancellationToken);

    protected override Task<IImmutableList<Exception>> WriteMessagesAsync(IEnumerable<AtomicWrite> messages, CancellationToken cancellationToken) =>
        WriteAsync([.. messages], accepted => base.WriteMessagesAsync(accepted, cancellationToken));

    protected override Task DeleteMessagesToAsync(string persistenceId, long toSequenceNr, CancellationToken cancellationToken) =>
        persistenceId == "undeletable" ? Undeletable() : base.DeleteMessagesToAsync(persistenceId, toSequenceNr, cancellationToken);
#else
    public override Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr) =>
        persistenceId == "hanging" ? Never<long>() : base.ReadHighestSequenceNrAsync(persistenceId, fromSequenceNr);

    protected override Task<IImmutableList<Exception>> WriteMessagesAsync(IEnumerable<AtomicWrite> messages) => WriteAsync([.. messages], base.WriteMessagesAsync);

    protected override Task DeleteMessagesToAsync(string persistenceId, long toSequenceNr) =>
        persistenceId == "undeletable" ? Undeletable() : base.DeleteMessagesToAsync(persistenceId, toSequenceNr);
#endif

    private static Task<T> Never<T>() => new TaskCompletionSource<T>().Task;

    private static Task Undeletable() => Task.FromException(new IOException("can't be deleted"));

    private static async Task<IImmutableList<Exception>> WriteAsync(AtomicWrite[] writes, Func<IEnumerable<AtomicWrite>, Task> write)
    {
        if (writes.Any(candidate => Has(candidate, "break"))) throw new IOException("the disk is gone");
        if (writes.Any(candidate => Has(candidate, "hang"))) await Never<Done>();
        await write(writes.Where(candidate => !Has(candidate, "refuse")));
        return writes.Select(candidate => Has(candidate, "refuse") ? new ArgumentException("not this one") : null).ToImmutableList<Exception?>()!;
    }

    private static bool Has(AtomicWrite write, string text) =>
        ((IImmutableList<IPersistentRepresentation>)write.Payload).Any(representation => text == (representation.Payload is Noted noted ? noted.Text : representation.Payload as string));
}
