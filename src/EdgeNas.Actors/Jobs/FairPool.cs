using EdgeNas.Domain.Searches;

namespace EdgeNas.Actors.Jobs;

/// <summary>
/// The waiting jobs that compete for the same workers, shared out by stride scheduling (Waldspurger and Weihl 1995): every search has a pass, which each of its jobs moves on
/// by a step in inverse proportion to its priority, and the search that is furthest behind goes next; equals go by name. So of two searches of the same priority that both
/// have jobs waiting, neither ever gets two more than the other, and none starves. Within a search finishing goes before beginning, then first come first served. Not thread-safe.
/// </summary>
internal sealed class FairPool
{
    /// <summary>Divisible by many priorities, so that shares come out exact.</summary>
    private const long Stride = 720_720;

    private readonly Dictionary<SearchId, Share> _shares = [];
    private readonly SortedSet<Share> _turns = new(Comparer<Share>.Create(
        (a, b) => a.Pass != b.Pass ? a.Pass.CompareTo(b.Pass) : string.CompareOrdinal(a.Search.Value, b.Search.Value)));

    /// <summary>The pass of whoever was served last. A search that comes later begins here, so that it neither waits for the others nor makes up for its absence.</summary>
    private long _now;

    public void Add(QueuedJob job)
    {
        var search = job.Context.Search;
        if (!_shares.TryGetValue(search, out var share))
        {
            Tidy();
            _shares[search] = share = new Share(search);
        }

        if (share.IsEmpty)
        {
            share.Pass = Math.Max(share.Pass, _now);
            _turns.Add(share);
        }

        share.Add(job);
    }

    /// <summary>Takes a job out that is in; nobody is charged for it.</summary>
    public void Remove(QueuedJob job)
    {
        var share = _shares[job.Context.Search];
        share.Remove(job);
        if (share.IsEmpty) _turns.Remove(share);
    }

    /// <summary>The job that is next for a worker, which stays in; null where it fits none.</summary>
    public QueuedJob? Next(Func<JobNeeds, bool> fits)
    {
        foreach (var share in _turns)
        {
            if (share.First(fits) is { } job) return job;
        }

        return null;
    }

    /// <summary>Takes a job out for a worker and moves its search's pass on.</summary>
    public void Serve(QueuedJob job)
    {
        var share = _shares[job.Context.Search];
        _turns.Remove(share);
        _now = Math.Max(_now, share.Pass);
        share.Pass += Stride / Math.Max(1, job.Context.Spec.Priority ?? 1);
        share.Remove(job);
        if (!share.IsEmpty) _turns.Add(share);
    }

    /// <summary>The waiting jobs, search by search.</summary>
    public IEnumerable<QueuedJob> Waiting => _turns.SelectMany(share => share.All);

    /// <summary>A search without jobs here whose turn would be now is as good as a new one: nothing need be remembered of it.</summary>
    private void Tidy()
    {
        if (_shares.Count <= (2 * _turns.Count) + 64) return;
        foreach (var share in _shares.Values.Where(share => share.IsEmpty && share.Pass <= _now).ToArray()) _shares.Remove(share.Search);
    }

    /// <summary>One search's part. Only the sorted set's owner moves the pass, and only while the share isn't in the set.</summary>
    private sealed class Share(SearchId search)
    {
        private static readonly Comparer<QueuedJob> ByNumber = Comparer<QueuedJob>.Create((a, b) => a.Number.CompareTo(b.Number));

        /// <summary>A queue for each need: a handful.</summary>
        private readonly Dictionary<JobNeeds, SortedSet<QueuedJob>> _lanes = [];
        private int _count;

        public SearchId Search { get; } = search;

        public long Pass { get; set; }

        public bool IsEmpty => _count == 0;

        public IEnumerable<QueuedJob> All => _lanes.Values.SelectMany(lane => lane);

        public void Add(QueuedJob job)
        {
            if (!_lanes.TryGetValue(job.Needs, out var lane)) _lanes[job.Needs] = lane = new SortedSet<QueuedJob>(ByNumber);
            if (lane.Add(job)) _count++;
        }

        public void Remove(QueuedJob job)
        {
            var lane = _lanes[job.Needs];
            if (lane.Remove(job)) _count--;
            if (lane.Count == 0) _lanes.Remove(job.Needs);
        }

        public QueuedJob? First(Func<JobNeeds, bool> fits)
        {
            QueuedJob? first = null;
            foreach (var (needs, lane) in _lanes)
            {
                if (!fits(needs)) continue;
                var head = lane.Min!;
                if (first is null || needs.Order < first.Needs.Order || (needs.Order == first.Needs.Order && head.Number < first.Number)) first = head;
            }

            return first;
        }
    }
}
