using EdgeNas.Domain.Searches;

namespace EdgeNas.Actors.Jobs;

/// <summary>
/// How long the jobs of each search take, by what they need: the longest of the last ones, since a job that turns out long holds up what waits behind it. Says how much a
/// worker may have ahead of time, so that it needn't wait for the next job longer than it works. Not thread-safe.
/// </summary>
internal sealed class PaceBook
{
    /// <summary>Worth of jobs that a worker may have: more than a message takes to it and back; less than anybody minds that an idle worker can't have them.</summary>
    public static readonly TimeSpan Horizon = TimeSpan.FromMilliseconds(20);

    /// <summary>What any job takes at least, with its messages.</summary>
    private static readonly TimeSpan Least = Horizon / 64;

    private const int MostPaces = 1000;

    private readonly Dictionary<(SearchId Search, JobNeeds Needs), TimeSpan> _paces = [];

    public void Note(QueuedJob job, TimeSpan elapsed)
    {
        var key = (job.Context.Search, job.Needs);
        var faded = _paces.TryGetValue(key, out var before) ? before * 0.9 : Least;
        if (_paces.Count >= MostPaces) _paces.Clear();
        _paces[key] = new[] { elapsed, faded, Least }.Max();
    }

    /// <summary>Whether a job may wait at a worker that is at another: jobs like it have taken a fraction of <see cref="Horizon"/>, and it isn't <see cref="QueuedJob.IsSuspect"/>.</summary>
    public bool IsShort(QueuedJob job) => Of(job) <= Horizon / 4;

    /// <summary>What a job is expected to take; unknown is long.</summary>
    public TimeSpan Of(QueuedJob job) => !job.IsSuspect && _paces.TryGetValue((job.Context.Search, job.Needs), out var pace) ? pace : Horizon;
}
