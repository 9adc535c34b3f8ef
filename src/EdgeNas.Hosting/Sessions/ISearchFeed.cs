using System.Collections.Immutable;
using EdgeNas.Domain.Searches;
using EdgeNas.Hosting.Runs;

namespace EdgeNas.Hosting.Sessions;

/// <summary>What a follower of a search asks again and again.</summary>
public interface ISearchFeed
{
    /// <summary>The search's events beyond the first <paramref name="known"/>.</summary>
    /// <exception cref="EdgeNas.Domain.EdgeNasException">There is no such search, or nobody answers.</exception>
    Task<ImmutableArray<StoredEvent>> ReadAfterAsync(SearchId search, int known);

    /// <summary>What is being done for the search just now.</summary>
    Task<SearchActivity> NowAsync(SearchId search);
}

/// <param name="Working">Whether somebody works on the search, or means to.</param>
/// <param name="Halted">Why it came to a halt; null where it didn't.</param>
public sealed record SearchActivity(bool Working, ImmutableArray<RunningJob> Jobs, string? Halted = null)
{
    /// <summary>Who is missing, such as <c>waits for a profiler of device jetson-7</c>, where jobs wait and none is under way.</summary>
    public ImmutableArray<string> Waits { get; init; } = [];
}
