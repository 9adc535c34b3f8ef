using System.Collections.Immutable;
using EdgeNas.Actors.Protocol;
using EdgeNas.Actors.Seeds;
using EdgeNas.Domain.Searches;
using EdgeNas.Hosting.Results;

namespace EdgeNas.Hosting.Runs;

/// <summary>What a seed tells of its journal.</summary>
public sealed class JournalArchive(JournalReader journal) : ISearchArchive
{
    private const int PageEvents = 500;
    private const long PageBytes = 1 << 20;

    public ImmutableArray<SearchSummary> List() => [.. journal.List().Select(journal.Read).Select(Summary)];

    public EventPage Read(SearchId search, int after)
    {
        var (events, more) = journal.ReadPage(search, Math.Max(0, after), PageEvents, PageBytes);
        if (events.IsEmpty && after == 0) journal.Read(search);
        return new EventPage(search, after, events, more);
    }

    public static SearchSummary Summary(RecordedSearch search) => new(
        search.State.Id,
        SearchResults.Phase(search.State),
        search.Events[0].At,
        string.Join("+", search.State.Spec.Goals.Select(goal => goal.Name)),
        search.State.Winner?.Architecture.Code,
        search.State.Find(Subjects.Winner)?.Finished?.TestAccuracy,
        search.State.Winner?.MeasuredMilliseconds);
}
