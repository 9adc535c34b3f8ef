using System.Collections.Immutable;
using EdgeNas.Actors.Node;
using EdgeNas.Domain;
using EdgeNas.Domain.Searches;
using EdgeNas.Hosting.Results;

namespace EdgeNas.Hosting.Sessions;

/// <summary>Shows how a search goes that others work on, until it ends, nobody works on it any more, or the viewer has seen enough.</summary>
public sealed class SearchFollower(ISearchFeed feed, SearchId id, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <returns>How the search stood in the end, and what was being done for it.</returns>
    public async Task<(SearchState State, SearchActivity Activity)> RunAsync(ISearchView view, CancellationToken stop)
    {
        SearchState? state = null;
        ImmutableArray<PhaseTime> times = [];
        int known = 0;
        using var timer = new PeriodicTimer(Interval, time);
        while (true)
        {
            // Before the events: what ends between the two is seen as ended.
            var activity = await feed.NowAsync(id).ConfigureAwait(false);
            var fresh = await feed.ReadAfterAsync(id, known).ConfigureAwait(false);
            known += fresh.Length;
            times = PhaseTimes.Add(times, fresh);
            state = fresh.Aggregate(state, (before, stored) => SearchReplay.Apply(before, stored.Event))
                ?? throw new EdgeNasException($"Search {id} ended before its first event was stored: start it again under another id.");
            view.Show(SearchBoard.Of(state, times, activity.Jobs) with { Waits = activity.Waits }, fresh.IsEmpty ? null : new StateChanged(state, [.. fresh.Select(stored => stored.Event)]));
            if (!activity.Working || state.Completed || state.Cancelled || stop.IsCancellationRequested) return (state, activity);
            try
            {
                await timer.WaitForNextTickAsync(stop).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return (state, activity);
            }
        }
    }
}
