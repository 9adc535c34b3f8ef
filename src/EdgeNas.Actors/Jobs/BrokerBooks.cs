using System.Collections.Immutable;
using EdgeNas.Actors.Protocol;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Searches;

namespace EdgeNas.Actors.Jobs;

/// <summary>What the broker counts, and how it stands, for those who look after the cluster. Not thread-safe.</summary>
internal sealed class BrokerBooks(JobQueue queue, WorkerTable workers, DrainList drains)
{
    public long Given { get; set; }

    public long Stored { get; set; }

    public long Lost { get; set; }

    public long HandedBack { get; set; }

    public long Late { get; set; }

    public long Refused { get; set; }

    public long Poisoned { get; set; }

    public BrokerState State()
    {
        var waits = WaitingForNobody().ToLookup(pair => pair.Job.Context.Search, pair => pair.Reason);
        return new BrokerState(
            [
                .. queue.Searches.OrderBy(search => search.Value, StringComparer.Ordinal).Select(search =>
                {
                    var jobs = queue.Of(search);
                    int running = jobs.Count(job => job.Running is not null);
                    return new SearchLoad(search, jobs.First().Context.Spec.Priority ?? 1, jobs.Count - running, running, [.. waits[search].Distinct().Order(StringComparer.Ordinal)]);
                }),
            ],
            [
                .. workers.All
                    .Select(worker => new WorkerLoad(worker.Reference.Path.ToString(), worker.Offer, queue.Of(worker.Reference) is [var first, ..] ? first.Running!.Id : null, worker.Fault))
                    .OrderBy(load => load.Path, StringComparer.Ordinal),
            ],
            [.. drains.Nodes.Order(StringComparer.Ordinal)],
            new BrokerCounts(Given, Stored, Lost, HandedBack, Late, Refused, Poisoned));
    }

    /// <summary>A search's jobs under way, the oldest first.</summary>
    public JobList JobsOf(SearchId search) => new(search, [
        .. queue.Of(search).Select(job => job.Running).OfType<Attempt>().OrderBy(attempt => attempt.Since)
            .Select(attempt => new JobUnderWay(attempt.Id.JobId, attempt.Worker.Path.ToString(), attempt.Since, attempt.Progress ?? new JobProgress(0, "")))
    ]);

    /// <summary>Waiting jobs that no worker which is there can do, with the reason.</summary>
    public ImmutableArray<(QueuedJob Job, string Reason)> WaitingForNobody()
    {
        var reasons = new Dictionary<JobNeeds, string?>();
        var found = ImmutableArray.CreateBuilder<(QueuedJob, string)>();
        foreach (var job in queue.Waiting)
        {
            if (!reasons.TryGetValue(job.Needs, out string? reason)) reasons[job.Needs] = reason = WhyNobody(job.Needs);
            if (reason is not null) found.Add((job, reason));
        }

        return found.ToImmutable();
    }

    private string? WhyNobody(JobNeeds needs)
    {
        string? fault = null;
        foreach (var worker in workers.PresentFor(needs))
        {
            if (worker.Fault is null && !drains.Has(worker.Node)) return null;
            fault = worker.Fault is { } found ? $"{worker.Reference.Path.Name} is set aside, since its last result can't be true: {found}" : fault ?? $"{worker.Reference.Path.Name} is about to leave";
        }

        return fault is null ? $"waits for {needs}" : $"waits for {needs}: {fault}";
    }
}
