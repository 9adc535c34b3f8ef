using System.Collections.Immutable;
using Akka.Actor;
using Akka.Pattern;

namespace Akka.Persistence.Journal;

/// <summary>
/// A journal that stores asynchronously. One that derives from it implements storing, replaying and deleting; the requests of the actors and the order
/// of the answers are handled here.
/// </summary>
public abstract class AsyncWriteJournal : WriteJournalBase, IAsyncRecovery
{
    /// <summary>Whether replays and deletions that are asked for are published (key <c>akka.persistence.publish-plugin-commands</c>).</summary>
    protected readonly bool CanPublish;

    private readonly Lazy<JournalSafeguards> _safeguards;

    protected AsyncWriteJournal()
    {
        // Made by the first request, so that a mistake in the configuration is that request's answer.
        var (system, self) = (Context.System, Self);
        _safeguards = new Lazy<JournalSafeguards>(() => JournalSafeguards.Of(system, self));
        CanPublish = Persistence.Instance.Apply(system).PublishesCommands;
    }

    private CircuitBreaker Breaker => _safeguards.Value.Breaker;

    public abstract Task ReplayMessagesAsync(
        IActorContext context, string persistenceId, long fromSequenceNr, long toSequenceNr, long max, Action<IPersistentRepresentation> recoveryCallback);

    public abstract Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr);

    /// <summary>
    /// Stores each <see cref="AtomicWrite"/> wholly or not at all. The calls for one persistence id come in order and one after the other.
    /// </summary>
    /// <returns>
    /// Null if all are stored; otherwise one entry per write, in order: null if it is stored, or why it was refused. A task that fails means that the
    /// store failed and that it isn't known what was stored.
    /// </returns>
    protected abstract Task<IImmutableList<Exception>> WriteMessagesAsync(IEnumerable<AtomicWrite> messages);

    /// <summary>Deletes events up to a number, itself included, and remembers the highest number.</summary>
    protected abstract Task DeleteMessagesToAsync(string persistenceId, long toSequenceNr);

    /// <summary>Handles messages that only this journal knows.</summary>
    protected virtual bool ReceivePluginInternal(object message) => false;

    protected sealed override bool Receive(object message) => ReceiveWriteJournal(message) || ReceivePluginInternal(message);

    protected bool ReceiveWriteJournal(object message)
    {
        switch (message)
        {
            case WriteMessages write:
                _ = WriteAsync(write, Self);
                return true;
            case ReplayMessages replay:
                _ = ReplayAsync(replay, Context);
                Publish(replay);
                return true;
            case DeleteMessagesTo delete:
                _ = DeleteAsync(delete, Self);
                Publish(delete);
                return true;
            default:
                return false;
        }
    }

    private void Publish(IJournalRequest request)
    {
        if (CanPublish) Context.System.EventStream.Publish(request);
    }

    private async Task WriteAsync(WriteMessages request, IActorRef self)
    {
        var actor = request.PersistentActor;
        IPersistentEnvelope[] messages = [.. request.Messages];
        IImmutableList<Exception>? refusals = null;
        try
        {
            AtomicWrite[] writes = [.. PreparePersistentBatch(messages)];
            if (writes.Length > 0) refusals = await Breaker.CallAsync(() => WriteMessagesAsync(writes)).ConfigureAwait(false);
            if (refusals is not null && refusals.Count != writes.Length)
                throw new InvalidOperationException($"{GetType()} answered {refusals.Count} results for {writes.Length} atomic writes; it must answer one for each, or null.");
        }
        catch (Exception error)
        {
            actor.Tell(new WriteMessagesFailed(error, messages.Length), self);
            Answer(messages, (_, representation) => new WriteMessageFailure(representation, error, request.ActorInstanceId));
            return;
        }

        actor.Tell(WriteMessagesSuccessful.Instance, self);
        Answer(messages, (index, representation) => refusals?[index] is { } refusal
            ? new WriteMessageRejected(representation, refusal, request.ActorInstanceId)
            : new WriteMessageSuccess(representation, request.ActorInstanceId));

        // The answers carry the sender of the command, so that a handler can reply to it.
        void Answer(IPersistentEnvelope[] envelopes, Func<int, IPersistentRepresentation, object> answer)
        {
            int index = 0;
            foreach (var envelope in envelopes)
            {
                if (envelope is not AtomicWrite write)
                {
                    actor.Tell(new LoopMessageSuccess(envelope.Payload, request.ActorInstanceId), envelope.Sender);
                    continue;
                }

                foreach (var representation in (IImmutableList<IPersistentRepresentation>)write.Payload)
                    actor.Tell(answer(index, representation), representation.Sender);
                index++;
            }
        }
    }

    private async Task ReplayAsync(ReplayMessages request, IActorContext context)
    {
        var actor = request.PersistentActor;
        try
        {
            long from = Math.Max(1, request.FromSequenceNr);
            long highest = await Breaker.CallAsync(() => ReadHighestSequenceNrAsync(request.PersistenceId, from - 1)).ConfigureAwait(false);
            long to = Math.Min(request.ToSequenceNr, highest);
            if (from <= to && request.Max > 0)
                await ReplayAsync(context, request, from, to).ConfigureAwait(false);
            actor.Tell(new RecoverySuccess(highest), ActorRefs.NoSender);
        }
        catch (Exception error)
        {
            actor.Tell(new ReplayMessagesFailure(error), ActorRefs.NoSender);
        }
    }

    private async Task ReplayAsync(IActorContext context, ReplayMessages request, long from, long to)
    {
        var (actor, settings) = (request.PersistentActor, _safeguards.Value.ReplayFilter);
        var filter = settings.Mode == ReplayFilterMode.Disabled ? null : new ReplayFilter(settings, request.PersistenceId, _safeguards.Value.Log, Emit);
        await ReplayMessagesAsync(context, request.PersistenceId, from, to, request.Max, filter is null ? Emit : filter.Take).ConfigureAwait(false);
        filter?.Finish();

        void Emit(IPersistentRepresentation representation)
        {
            if (!representation.IsDeleted) actor.Tell(new ReplayedMessage(representation), ActorRefs.NoSender);
        }
    }

    private async Task DeleteAsync(DeleteMessagesTo request, IActorRef self)
    {
        try
        {
            await Breaker.CallAsync(() => DeleteMessagesToAsync(request.PersistenceId, request.ToSequenceNr)).ConfigureAwait(false);
            request.PersistentActor.Tell(new DeleteMessagesSuccess(request.ToSequenceNr), self);
        }
        catch (Exception error)
        {
            request.PersistentActor.Tell(new DeleteMessagesFailure(error, request.ToSequenceNr), self);
        }
    }
}
