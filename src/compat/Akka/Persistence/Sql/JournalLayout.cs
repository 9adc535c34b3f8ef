using Akka.Configuration;

namespace Akka.Persistence.Sql;

/// <summary>What the tables of events and of tags, their columns and indexes are called, quoted for SQL.</summary>
internal sealed class JournalLayout
{
    private readonly TableMapping _journal;
    private readonly TableMapping _tags;
    private readonly TableMapping _metadata;

    /// <inheritdoc cref="TableMapping"/>
    public JournalLayout(Config plugin, string path, bool withSchema)
    {
        _journal = new TableMapping(plugin, path, "journal", withSchema);
        _tags = new TableMapping(plugin, path, "tag", withSchema);
        _metadata = new TableMapping(plugin, path, "metadata", withSchema);
        Table = _journal.Table;
        Ordering = _journal.Column("ordering");
        Created = _journal.Column("created");
        Deleted = _journal.Column("deleted");
        PersistenceId = _journal.Column("persistence-id");
        SequenceNumber = _journal.Column("sequence-number");
        Message = _journal.Column("message");
        Manifest = _journal.Column("manifest");
        Identifier = _journal.Column("identifier");
        Writer = _journal.Flag("use-writer-uuid-column", otherwise: false) ? _journal.Column("writer-uuid", "writer_uuid") : null;
        Tags = _tags.Table;
        TagOrdering = _tags.Column("ordering-id");
        Tag = _tags.Column("tag-value");
        TagPersistenceId = _tags.Column("persistence-id");
        TagSequenceNumber = _tags.Column("sequence-nr");
        if (!plugin.GetBoolean("delete-compatibility-mode")) return;
        Metadata = _metadata.Table;
        MetadataPersistenceId = _metadata.Column("persistence-id");
        MetadataSequenceNumber = _metadata.Column("sequence-number");
    }

    public string Table { get; }

    public string Ordering { get; }

    public string Created { get; }

    public string Deleted { get; }

    public string PersistenceId { get; }

    public string SequenceNumber { get; }

    public string Message { get; }

    public string Manifest { get; }

    public string Identifier { get; }

    /// <summary>Null where the incarnation that wrote an event isn't stored.</summary>
    public string? Writer { get; }

    public string Tags { get; }

    public string TagOrdering { get; }

    public string Tag { get; }

    public string TagPersistenceId { get; }

    public string TagSequenceNumber { get; }

    /// <summary>The table of the numbers up to which events were deleted; null where that isn't kept apart (<c>delete-compatibility-mode</c>).</summary>
    public string? Metadata { get; }

    public string? MetadataPersistenceId { get; }

    public string? MetadataSequenceNumber { get; }

    /// <summary>The name of an index or constraint of the table of events.</summary>
    public string Named(string before, string after = "") => _journal.Named(before, after);

    public string TagsNamed(string before, string after = "") => _tags.Named(before, after);

    public string MetadataNamed(string before) => _metadata.Named(before, "");
}
