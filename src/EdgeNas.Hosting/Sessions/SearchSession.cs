using System.Collections.Immutable;
using System.Threading.Channels;
using EdgeNas.Actors.Node;
using EdgeNas.Domain;
using EdgeNas.Domain.Searches;
using EdgeNas.Hosting.Results;
using EdgeNas.Hosting.Runs;

namespace EdgeNas.Hosting.Sessions;

/// <summary>Shows someone how a search goes.</summary>
public interface ISearchView
{
    /// <param name="news">What has just happened; null where only time has passed.</param>
    void Show(SearchBoard board, SearchNotice? news);
}

public enum SessionEnd
{
    Completed,
    Cancelled,
    Halted,
    Paused,
}

/// <param name="Reason">Why the search came to a halt, else null.</param>
public sealed record SessionResult(SessionEnd End, string? Reason = null);

/// <summary>
/// Follows one search that this process works on: keeps the view and <c>progress.json</c> up to date, and passes on the wish to pause or to cancel.
/// </summary>
/// <param name="before">What the journal held when the search was resumed; empty for a new one.</param>
public sealed class SearchSession(ISearchNode node, RunsFolder folder, SearchId id, IEnumerable<StoredEvent> before, TimeProvider time)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<string, PhaseTime> _times = PhaseTimes.Of(before).ToDictionary(phase => phase.Phase);
    private readonly Dictionary<string, RunningJob> _jobs = [];
    private SearchState? _state;
    private long? _progressShown;

    /// <summary>Goes on until the search has ended, has come to a halt, or <paramref name="pause"/> has been asked for and everything has stopped.</summary>
    public async Task<SessionResult> RunAsync(ISearchView view, CancellationToken pause)
    {
        using var progress = new ProgressFile(folder, id, time);
        using var watching = new CancellationTokenSource();
        var inbox = Channel.CreateUnbounded<object>();
        var watch = WatchAsync(inbox.Writer, watching.Token);
        await using var ticks = time.CreateTimer(_ => inbox.Writer.TryWrite(Ticked.Instance), null, Tick, Tick).ConfigureAwait(false);
        await using var wish = pause.Register(() => inbox.Writer.TryWrite(PauseAsked.Instance)).ConfigureAwait(false);
        try
        {
            await foreach (object message in inbox.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                var news = message as SearchNotice;
                if (news is not null) Take(news);
                if (_state is not null && (news is not null || message is Ticked) && !IsTooSoon(news))
                {
                    view.Show(SearchBoard.Of(_state, _times.Values, [.. _jobs.Values]), news);
                    progress.Show(_jobs.Values);
                }

                switch (message)
                {
                    case SearchEnded ended: return new SessionResult(ended.State.Completed ? SessionEnd.Completed : SessionEnd.Cancelled);
                    case SearchHalted halted: return new SessionResult(SessionEnd.Halted, halted.Reason);
                    case PauseAsked:
                        await node.SuspendAsync(id, CancellationToken.None).ConfigureAwait(false);
                        return new SessionResult(SessionEnd.Paused);
                    case Ticked when File.Exists(folder.CancelRequest(id)):
                        File.Delete(folder.CancelRequest(id));
                        await node.CancelAsync(id, CancellationToken.None).ConfigureAwait(false);
                        break;
                }
            }

            throw new EdgeNasException($"The node stopped reporting on search {id}. Resume it with `edgenas search resume {id}`.");
        }
        finally
        {
            await watching.CancelAsync().ConfigureAwait(false);
            await watch.ConfigureAwait(false);
        }
    }

    private async Task WatchAsync(ChannelWriter<object> inbox, CancellationToken cancellation)
    {
        try
        {
            await foreach (var notice in node.Watch(id, cancellation).ConfigureAwait(false)) inbox.TryWrite(notice);
            inbox.TryComplete();
        }
        catch (OperationCanceledException)
        {
            // The session is over.
        }
        catch (EdgeNasException e)
        {
            inbox.TryComplete(e);
        }
    }

    /// <summary>A job may report hundreds of times a second; nobody can read that.</summary>
    private bool IsTooSoon(SearchNotice? news)
    {
        if (news is not JobProgressed) return false;
        if (_progressShown is { } shown && time.GetElapsedTime(shown) < ProgressInterval) return true;
        _progressShown = time.GetTimestamp();
        return false;
    }

    private void Take(SearchNotice news)
    {
        switch (news)
        {
            case StateChanged changed:
                _state = changed.State;
                break;
            case JobWaits waits:
                _jobs[waits.Job.Id] = new RunningJob(waits.Job.Id, time.GetUtcNow(), 0, waits.Reason);
                break;
            case JobStarted started:
                _jobs[started.Job.Id] = new RunningJob(started.Job.Id, time.GetUtcNow(), 0, "");
                break;
            case JobProgressed moved when _jobs.TryGetValue(moved.Job.Id, out var job):
                _jobs[job.Id] = job with { Fraction = moved.Progress.Fraction, Text = moved.Progress.Text };
                break;
            case JobEnded ended:
                _jobs.Remove(ended.Job.Id);
                if (ended.Failure is null && SearchBoard.PhaseOf(ended.Job.Id) is { } phase)
                {
                    var known = _times.GetValueOrDefault(phase) ?? new PhaseTime(phase, 0, TimeSpan.Zero);
                    _times[phase] = known with { Jobs = known.Jobs + 1, Busy = known.Busy + ended.Elapsed };
                }

                break;
        }
    }

    private sealed record Ticked
    {
        public static Ticked Instance { get; } = new();
    }

    private sealed record PauseAsked
    {
        public static PauseAsked Instance { get; } = new();
    }
}
