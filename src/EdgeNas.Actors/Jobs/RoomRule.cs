namespace EdgeNas.Actors.Jobs;

/// <summary>How much a worker can take, by what it has. Not thread-safe.</summary>
internal sealed class RoomRule(JobQueue queue, PaceBook paces, DrainList drains)
{
    /// <summary>Results of one worker that may be on their way into the journal before it gets more jobs.</summary>
    private const int MostUnstored = 256;

    /// <summary>
    /// Answers of one worker's last pace that may be outstanding: more than messages take there and back. What lies at a thousand workers that wait for each other would only grow old there.
    /// </summary>
    private static readonly TimeSpan Window = 5 * PaceBook.Horizon;

    public Room Of(KnownWorker worker)
    {
        if (!worker.IsReady || drains.Has(worker.Node)) return Room.None;
        var held = queue.Of(worker.Reference);
        if (held.Count == 0) return Room.Any;
        if (worker.Ahead is not { } ahead || held.Count >= MostUnstored) return Room.None;
        int open = 0;
        var load = TimeSpan.Zero;
        foreach (var job in held)
        {
            if (job.Running!.Answered) continue;
            open++;
            load += paces.Of(job);
        }

        if (open == 0) return Room.Any;
        return open <= ahead && load < PaceBook.Horizon && open * worker.Interval < Window ? Room.SomeShort : Room.None;
    }
}

/// <summary>What a worker can take.</summary>
internal enum Room
{
    None,

    /// <summary>Short jobs, after what it has.</summary>
    SomeShort,

    /// <summary>Any job: it has nothing to do.</summary>
    Any,
}
