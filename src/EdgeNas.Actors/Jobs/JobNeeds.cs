using EdgeNas.Actors.Protocol;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Searches;

namespace EdgeNas.Actors.Jobs;

/// <summary>What a worker must offer to get a job.</summary>
/// <param name="Device">Name of the device that is measured on; null for jobs that measure nothing.</param>
internal sealed record JobNeeds(JobKind Kind, string? Device, long MemoryBytes, long GpuMemoryBytes)
{
    /// <summary>Work that ends something goes before work that begins something: what is half done binds disk and keeps the user waiting.</summary>
    private static readonly JobKind[] FinishingFirst =
    [
        JobKind.Finish,
        JobKind.TrainEpoch,
        JobKind.MergeShards,
        JobKind.TrainShard,
        JobKind.TrainRound,
        JobKind.Score,
        JobKind.Propose,
        JobKind.Regularize,
        JobKind.FitEstimator,
        JobKind.Profile,
    ];

    /// <summary>Jobs among which workers are shared out fairly: those that compete for the same workers.</summary>
    public string Pool { get; } = Kind switch
    {
        JobKind.Profile => $"profile/{Device}",
        JobKind.Score or JobKind.Regularize => "score",
        JobKind.FitEstimator => "fit",
        JobKind.Propose => "propose",
        _ => "train",
    };

    /// <summary>Among the jobs of one search, the lowest goes first.</summary>
    public int Order { get; } = Array.IndexOf(FinishingFirst, Kind);

    public static JobNeeds Of(SearchContext context, Job job)
    {
        var kind = JobKinds.Of(job);
        if (job is ProfileJob profile) return new JobNeeds(kind, profile.Device ?? context.Spec.Device, 0, 0);
        bool usesTensors = kind is not (JobKind.FitEstimator or JobKind.Propose);
        if (!usesTensors) return new JobNeeds(kind, null, 0, 0);
        var needs = context.Spec.Needs ?? new NeedsSpec(0, 0);
        // What is handed over is checked on the processor, whatever trained it.
        bool gpu = context.Spec.Compute is not null && kind != JobKind.Finish;
        return new JobNeeds(kind, null, needs.MemoryBytes, gpu ? Math.Max(1, needs.GpuMemoryBytes) : needs.GpuMemoryBytes);
    }

    public bool FitIn(WorkerOffer offer) =>
        offer.Kinds.Contains(Kind) && (Device is null || Device == offer.Device) && MemoryBytes <= (offer.MemoryBytes ?? 0) && GpuMemoryBytes <= (offer.GpuMemoryBytes ?? 0);

    /// <summary>For people: who is missing.</summary>
    public override string ToString()
    {
        if (Device is not null) return $"a profiler of device {Device}";
        string memory = MemoryBytes > 0 ? $" with {Gibibytes(MemoryBytes)} of memory" : "";
        string gpu = GpuMemoryBytes > 0 ? $"{(memory.Length > 0 ? " and" : " with")} {(GpuMemoryBytes > 1 ? $"{Gibibytes(GpuMemoryBytes)} of GPU memory" : "a graphics processor (--gpu)")}" : "";
        return $"a worker that does {Kind} jobs{memory}{gpu}";
    }

    private static string Gibibytes(long bytes) => $"{bytes / (double)(1 << 30):0.###} GiB";
}
