namespace Akka.Persistence;

/// <summary>Whose events these are, and which plugins keep them.</summary>
public interface IPersistentIdentity
{
    /// <summary>Names the actor in the journal, across restarts and processes. One running actor at a time may have it.</summary>
    string PersistenceId { get; }

    /// <summary>The configuration path of the journal plugin; empty for <c>akka.persistence.journal.plugin</c>.</summary>
    string JournalPluginId { get; }

    /// <summary>The configuration path of the snapshot store plugin; empty for <c>akka.persistence.snapshot-store.plugin</c>.</summary>
    string SnapshotPluginId { get; }
}
