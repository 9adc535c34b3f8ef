using System.Collections.Concurrent;
using EdgeNas.Domain.Artifacts;

namespace EdgeNas.Domain.Tables;

/// <summary>Tables that were read before. Thread-safe.</summary>
public sealed class LookupTables
{
    private readonly ConcurrentDictionary<TableSource, LookupTable> _read = new();

    /// <exception cref="EdgeNasException">The artifact is missing or damaged, or is no such table.</exception>
    public LookupTable Of(TableSource source, IArtifactStore artifacts) => _read.GetOrAdd(source, _ => LookupTable.Of(source, artifacts.Get(source.Content)));
}
