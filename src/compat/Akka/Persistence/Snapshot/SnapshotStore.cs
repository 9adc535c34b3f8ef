using Akka.Actor;
using Akka.Pattern;

namespace Akka.Persistence.Snapshot;

/// <summary>
/// A store of snapshots. One that derives from it implements loading, saving and deleting; the requests of the actors are answered here.
/// </summary>
public abstract class SnapshotStore : ActorBase
{
    private readonly Lazy<CircuitBreaker> _breaker;
    private readonly bool _publishes;

    protected SnapshotStore()
    {
        // Made by the first request, so that a mistake in the configuration is that request's answer.
        var (system, path) = (Context.System, Self.Path.Name);
        _breaker = new Lazy<CircuitBreaker>(() => CircuitBreaker.From(
            Persistence.Instance.Apply(system).SnapshotStoreConfig(path).Section("circuit-breaker"), $"{path}.circuit-breaker"));
        _publishes = Persistence.Instance.Apply(system).PublishesCommands;
    }

    /// <returns>The newest snapshot within the criteria, or null.</returns>
    protected abstract Task<SelectedSnapshot> LoadAsync(string persistenceId, SnapshotSelectionCriteria criteria);

    protected abstract Task SaveAsync(SnapshotMetadata metadata, object snapshot);

    /// <summary>Deletes one snapshot; if the metadata has no time, whenever it was taken.</summary>
    protected abstract Task DeleteAsync(SnapshotMetadata metadata);

    protected abstract Task DeleteAsync(string persistenceId, SnapshotSelectionCriteria criteria);

    /// <summary>Handles messages that only this store knows.</summary>
    protected virtual bool ReceivePluginInternal(object message) => false;

    protected sealed override bool Receive(object message)
    {
        switch (message)
        {
            case LoadSnapshot load:
                // Who asks for none gets none, even where the store can't be reached.
                _ = AnswerAsync(
                    async () => new LoadSnapshotResult(
                        load.Criteria.Equals(SnapshotSelectionCriteria.None)
                            ? null
                            : await _breaker.Value.CallAsync(() => LoadAsync(load.PersistenceId, load.Criteria.Limit(load.ToSequenceNr))).ConfigureAwait(false),
                        load.ToSequenceNr),
                    error => new LoadSnapshotFailed(error));
                return true;
            case SaveSnapshot save:
                var metadata = new SnapshotMetadata(save.Metadata.PersistenceId, save.Metadata.SequenceNr, TimeProvider.System.GetUtcNow().UtcDateTime);
                _ = AnswerAsync(
                    async () =>
                    {
                        await _breaker.Value.CallAsync(() => SaveAsync(metadata, save.Snapshot)).ConfigureAwait(false);
                        return new SaveSnapshotSuccess(metadata);
                    },
                    error => new SaveSnapshotFailure(metadata, error));
                return true;
            case DeleteSnapshot delete:
                _ = AnswerAsync(
                    async () =>
                    {
                        await _breaker.Value.CallAsync(() => DeleteAsync(delete.Metadata)).ConfigureAwait(false);
                        return new DeleteSnapshotSuccess(delete.Metadata);
                    },
                    error => new DeleteSnapshotFailure(delete.Metadata, error));
                Publish(delete);
                return true;
            case DeleteSnapshots delete:
                _ = AnswerAsync(
                    async () =>
                    {
                        await _breaker.Value.CallAsync(() => DeleteAsync(delete.PersistenceId, delete.Criteria)).ConfigureAwait(false);
                        return new DeleteSnapshotsSuccess(delete.Criteria);
                    },
                    error => new DeleteSnapshotsFailure(delete.Criteria, error));
                Publish(delete);
                return true;
            default:
                return ReceivePluginInternal(message);
        }
    }

    private void Publish(ISnapshotRequest request)
    {
        if (_publishes) Context.System.EventStream.Publish(request);
    }

    private async Task AnswerAsync(Func<Task<object>> work, Func<Exception, object> failure)
    {
        var (actor, self) = (Sender, Self);
        object answer;
        try
        {
            answer = await work().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            answer = failure(error);
        }

        actor.Tell(answer, self);
    }
}
