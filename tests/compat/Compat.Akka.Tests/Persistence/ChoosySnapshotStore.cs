using Akka.Persistence;
using Akka.Persistence.Snapshot;

namespace Compat.Akka.Tests.Persistence;

/// <summary>
/// A snapshot store that can't save the snapshot «break» and never ends saving «hang», that can't load those of an actor called «unreadable» and never ends
/// loading those of one called «hanging», and deletes nothing of one called «undeletable».
/// </summary>
public sealed class ChoosySnapshotStore : MemorySnapshotStore
{
    public const string Hocon =
        """
        akka.persistence.snapshot-store.plugin = "akka.persistence.snapshot-store.choosy"
        akka.persistence.snapshot-store.choosy.class = "Compat.Akka.Tests.Persistence.ChoosySnapshotStore, Compat.Akka.Tests"
        """;

#if JOURNALS_TAKE_TOKENS
    protected override Task<SelectedSnapshot> LoadAsync(string persistenceId, SnapshotSelectionCriteria criteria, CancellationToken cancellationToken) =>
        ChosenAsync(persistenceId, "unreadable", "hanging", "read", () => base.LoadAsync(persistenceId, criteria, cancellationToken));

    protected override Task SaveAsync(SnapshotMetadata metadata, object snapshot, CancellationToken cancellationToken) =>
        ChosenAsync(snapshot, "break", "hang", "saved", async () =>
        {
            await base.SaveAsync(metadata, snapshot, cancellationToken);
            return true;
        });

    protected override Task DeleteAsync(SnapshotMetadata metadata, CancellationToken cancellationToken) =>
        metadata.PersistenceId == "undeletable" ? Task.FromException(Failure("deleted")) : base.DeleteAsync(metadata, cancellationToken);

    protected override Task DeleteAsync(string persistenceId, SnapshotSelectionCriteria criteria, CancellationToken cancellationToken) =>
        persistenceId == "undeletable" ? Task.FromException(Failure("deleted")) : base.DeleteAsync(persistenceId, criteria, cancellationToken);
#else
    protected override Task<SelectedSnapshot> LoadAsync(string persistenceId, SnapshotSelectionCriteria criteria) =>
        ChosenAsync(persistenceId, "unreadable", "hanging", "read", () => base.LoadAsync(persistenceId, criteria));

    protected override Task SaveAsync(SnapshotMetadata metadata, object snapshot) =>
        ChosenAsync(snapshot, "break", "hang", "saved", async () =>
        {
            await base.SaveAsync(metadata, snapshot);
            return true;
        });

    protected override Task DeleteAsync(SnapshotMetadata metadata) =>
        metadata.PersistenceId == "undeletable" ? Task.FromException(Failure("deleted")) : base.DeleteAsync(metadata);

    protected override Task DeleteAsync(string persistenceId, SnapshotSelectionCriteria criteria) =>
        persistenceId == "undeletable" ? Task.FromException(Failure("deleted")) : base.DeleteAsync(persistenceId, criteria);
#endif

    private static async Task<T> ChosenAsync<T>(object what, string fails, string hangs, string verb, Func<Task<T>> work)
    {
        if (fails.Equals(what)) throw Failure(verb);
        return hangs.Equals(what) ? await new TaskCompletionSource<T>().Task : await work();
    }

    private static IOException Failure(string what) => new($"can't be {what}");
}
