using Akka.Configuration;

namespace Akka.Persistence.Sql;

/// <summary>What the table of snapshots, its columns and indexes are called, quoted for SQL.</summary>
internal sealed class SnapshotLayout
{
    private readonly TableMapping _mapping;

    /// <inheritdoc cref="TableMapping"/>
    public SnapshotLayout(Config plugin, string path, bool withSchema)
    {
        _mapping = new TableMapping(plugin, path, "snapshot", withSchema);
        Table = _mapping.Table;
        PersistenceId = _mapping.Column("persistence-id");
        SequenceNumber = _mapping.Column("sequence-number");
        Created = _mapping.Column("created");
        Snapshot = _mapping.Column("snapshot");
        Manifest = _mapping.Column("manifest");
        SerializerId = _mapping.Column("serializerId");
    }

    public string Table { get; }

    public string PersistenceId { get; }

    public string SequenceNumber { get; }

    public string Created { get; }

    public string Snapshot { get; }

    public string Manifest { get; }

    public string SerializerId { get; }

    /// <summary>The name of an index or constraint of the table.</summary>
    public string Named(string before, string after = "") => _mapping.Named(before, after);
}
