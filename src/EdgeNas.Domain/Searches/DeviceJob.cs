using EdgeNas.Domain.Jobs;

namespace EdgeNas.Domain.Searches;

/// <summary>Ids of jobs that are about one of several devices: <c>fit/0@pi</c>. Those of the first, or only, device have no such ending.</summary>
public static class DeviceJob
{
    private const char Mark = '@';

    /// <summary>The device that a job is about, as <see cref="SearchEvent.DeviceName"/>.</summary>
    public static string? DeviceOf(string jobId) => jobId.LastIndexOf(Mark) is >= 0 and var at ? jobId[(at + 1)..] : null;

    /// <summary>A job that was planned for one device's side, as a job of the whole search.</summary>
    internal static Job Name(Job job, string? device) => device is null ? job : Named(job, device) with { Id = $"{job.Id}{Mark}{device}" };

    private static Job Named(Job job, string device) => job switch
    {
        ProfileJob profile => profile with { Device = device },
        FitEstimatorJob fit => fit with { Device = device },
        _ => job,
    };
}
