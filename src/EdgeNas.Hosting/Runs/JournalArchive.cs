using System.Collections.Concurrent;
using System.Collections.Immutable;
using EdgeNas.Actors.Protocol;
using EdgeNas.Actors.Seeds;
using EdgeNas.Domain.Searches;
using EdgeNas.Hosting.Results;

namespace EdgeNas.Hosting.Runs;

/// <summary>What a seed tells of its journal. Of searches that it has listed before it reads only what happened since.</summary>
public sealed class JournalArchive(JournalReader journal) : ISearchArchive
{
    private const int PageEvents = 500;
    private const long PageBytes = 1 << 20;

    private readonly ConcurrentDictionary<SearchId, SearchSoFar> _listed = [];

    public ImmutableArray<SearchSummary> List() => [.. journal.List().Select(Advance).Select(Summary)];

    public EventPage Read(SearchId search, int after)
    {
        var (events, more) = journal.ReadPage(search, Math.Max(0, after), PageEvents, PageBytes);
        if (events.IsEmpty && after == 0) journal.Read(search);
        return new EventPage(search, after, events, more);
    }

    private SearchSoFar Advance(SearchId id)
    {
        var before = _listed.GetValueOrDefault(id);
        if (before is { State.Completed: true }) return before;
        var fresh = journal.ReadAfter(id, before?.Events ?? 0);
        if (before is not null && fresh.IsEmpty) return before;
        var now = new SearchSoFar(
            fresh.Aggregate(before?.State, (state, stored) => SearchReplay.Apply(state, stored.Event))!,
            before?.Begun ?? fresh[0].At,
            (before?.Events ?? 0) + fresh.Length);
        return _listed[id] = now;
    }

    private static SearchSummary Summary(SearchSoFar search) => new(
        search.State.Id,
        SearchResults.Phase(search.State),
        search.Begun,
        string.Join("+", search.State.Spec.Goals.Select(goal => goal.Name)),
        search.State.Winner?.Architecture.Code,
        search.State.Find(Subjects.Winner)?.Finished?.TestAccuracy,
        search.State.Winner?.MeasuredMilliseconds);

    private sealed record SearchSoFar(SearchState State, DateTimeOffset Begun, int Events);
}
