using System.Collections.Immutable;
using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence.Journal;

namespace Akka.Persistence.Sql.Journal;

/// <summary>The journal in a database, in the tables of Akka.Persistence.Sql.</summary>
internal sealed class SqlWriteJournal : AsyncWriteJournal
{
    private readonly Lazy<(SqlStore Store, JournalTable Table)> _opened;

    public SqlWriteJournal(Config config)
    {
        // Made by the first request, so that a mistake in the configuration is that request's answer.
        var (system, path) = (Context.System, Self.Path.Name);
        _opened = new Lazy<(SqlStore, JournalTable)>(() => SqlStore.ForJournal(system, path, config));
    }

    private SqlStore Store => _opened.Value.Store;

    private JournalTable Table => _opened.Value.Table;

    public override Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr) =>
        Store.ReadAsync(connection => Table.ReadHighestSequenceNumber(connection, persistenceId));

    public override Task ReplayMessagesAsync(
        IActorContext context, string persistenceId, long fromSequenceNr, long toSequenceNr, long max, Action<IPersistentRepresentation> recoveryCallback) =>
        Store.ReadAsync(connection =>
        {
            long from = fromSequenceNr;
            long left = max;
            while (left > 0 && from <= toSequenceNr)
            {
                long limit = Math.Min(left, Store.Settings.ReplayBatchSize);
                var rows = Table.Read(connection, persistenceId, from, toSequenceNr, limit);
                foreach (var row in rows) recoveryCallback(Representation(row));
                if (rows.Count < limit) break;
                left -= rows.Count;
                from = rows[^1].SequenceNumber + 1;
            }

            return Done.Instance;
        });

    protected override async Task<IImmutableList<Exception>> WriteMessagesAsync(IEnumerable<AtomicWrite> messages)
    {
        var rows = ImmutableArray.CreateBuilder<EventRow>();
        var refusals = ImmutableList.CreateBuilder<Exception>();
        foreach (var write in messages)
        {
            try
            {
                EventRow[] serialized = [.. ((IImmutableList<IPersistentRepresentation>)write.Payload).Select(Row)];
                rows.AddRange(serialized);
                refusals.Add(null!);
            }
            catch (Exception error)
            {
                // What can't be serialized is refused alone; the actor decides what that means.
                refusals.Add(error);
            }
        }

        if (rows.Count > 0) await Store.Writer.AppendAsync(rows.ToImmutable()).ConfigureAwait(false);
        return refusals.Exists(static refusal => refusal is not null) ? refusals.ToImmutable() : null!;
    }

    protected override Task DeleteMessagesToAsync(string persistenceId, long toSequenceNr) =>
        Store.Writer.ExecuteAsync(transaction => Table.Delete(transaction, persistenceId, toSequenceNr));

    protected override void PostStop()
    {
        if (_opened.IsValueCreated) Store.Dispose();
        base.PostStop();
    }

    private EventRow Row(IPersistentRepresentation representation)
    {
        var (bytes, serializerId, manifest) = Store.Payloads.Write(representation.Payload);
        return new EventRow(
            representation.PersistenceId, representation.SequenceNr, representation.Timestamp, bytes, serializerId, manifest, representation.WriterGuid);
    }

    private Persistent Representation(EventRow row)
    {
        object payload = Store.Payloads.Read(
            row.Message, row.SerializerId, row.Manifest, $"Event {row.SequenceNumber} of '{row.PersistenceId}'", Store.Database);
        return new Persistent(payload, row.SequenceNumber, row.PersistenceId, row.Manifest, false, ActorRefs.NoSender, row.WriterId, row.CreatedTicks);
    }
}
