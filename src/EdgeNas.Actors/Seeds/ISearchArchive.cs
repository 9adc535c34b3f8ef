using System.Collections.Immutable;
using EdgeNas.Actors.Protocol;
using EdgeNas.Domain.Searches;

namespace EdgeNas.Actors.Seeds;

/// <summary>Reads what the journal holds of searches, while they go on. Thread-safe; blocks.</summary>
public interface ISearchArchive
{
    /// <exception cref="EdgeNas.Domain.EdgeNasException">The journal can't be read.</exception>
    ImmutableArray<SearchSummary> List();

    /// <exception cref="EdgeNas.Domain.EdgeNasException">There is no such search, or the journal can't be read.</exception>
    EventPage Read(SearchId search, int after);
}
