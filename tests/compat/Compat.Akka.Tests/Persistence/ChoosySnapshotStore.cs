using Akka.Persistence;
using Akka.Persistence.Snapshot;

namespace Compat.Akka.Tests.Persistence;

/// <summary>A snapshot store that can't save the snapshot «break», can't load those of an actor called «unreadable», and deletes nothing of one called «undeletable».</summary>
public sealed class ChoosySnapshotStore : MemorySnapshotStore
{
    public const string Hocon =
        """
        akka.persistence.snapshot-store.plugin = "akka.persistence.snapshot-store.choosy"
        akka.persistence.snapshot-store.choosy.class = "Compat.Akka.Tests.Persistence.ChoosySnapshotStore, Compat.Akka.Tests"
        """;

#if JOURNALS_TAKE_TOKENS
    protected override Task<SelectedSnapshot> LoadAsync(string persistenceId, SnapshotSelectionCriteria criteria, CancellationToken cancellationToken) =>
        persistenceId == "unreadable" ? Task.FromException<SelectedSnapshot>(Failure("read")) : base.LoadAsync(persistenceId, criteria, cancellationToken);

    protected override Task SaveAsync(SnapshotMetadata metadata, object snapshot, CancellationToken cancellationToken) =>
        snapshot is "break" ? Task.FromException(Failure("saved")) : base.SaveAsync(metadata, snapshot, cancellationToken);

    protected override Task DeleteAsync(SnapshotMetadata metadata, CancellationToken cancellationToken) =>
        metadata.PersistenceId == "undeletable" ? Task.FromException(Failure("deleted")) : base.DeleteAsync(metadata, cancellationToken);

    protected override Task DeleteAsync(string persistenceId, SnapshotSelectionCriteria criteria, CancellationToken cancellationToken) =>
        persistenceId == "undeletable" ? Task.FromException(Failure("deleted")) : base.DeleteAsync(persistenceId, criteria, cancellationToken);
#else
    protected override Task<SelectedSnapshot> LoadAsync(string persistenceId, SnapshotSelectionCriteria criteria) =>
        persistenceId == "unreadable" ? Task.FromException<SelectedSnapshot>(Failure("read")) : base.LoadAsync(persistenceId, criteria);

    protected override Task SaveAsync(SnapshotMetadata metadata, object snapshot) =>
        snapshot is "break" ? Task.FromException(Failure("saved")) : base.SaveAsync(metadata, snapshot);

    protected override Task DeleteAsync(SnapshotMetadata metadata) =>
        metadata.PersistenceId == "undeletable" ? Task.FromException(Failure("deleted")) : base.DeleteAsync(metadata);

    protected override Task DeleteAsync(string persistenceId, SnapshotSelectionCriteria criteria) =>
        persistenceId == "undeletable" ? Task.FromException(Failure("deleted")) : base.DeleteAsync(persistenceId, criteria);
#endif

    private static IOException Failure(string what) => new($"can't be {what}");
}
