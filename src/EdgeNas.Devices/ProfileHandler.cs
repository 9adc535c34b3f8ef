using EdgeNas.Domain;
using EdgeNas.Domain.Devices;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Searches;
using EdgeNas.Domain.Tables;

namespace EdgeNas.Devices;

/// <summary>
/// Does <see cref="ProfileJob"/>s: builds the network and times it on the search's device. While a device that shares this machine measures, it has
/// the machine to itself.
/// </summary>
/// <param name="deviceOf">The device of that name for a search; asked for every job, since jobs of several searches may come.</param>
public sealed class ProfileHandler(Func<string, SearchSpec, IDevice> deviceOf) : IJobHandler
{
    /// <summary>The device of searches that look latencies up in a table.</summary>
    public const string Table = TableDevice.Name;

    private readonly TableDevice _table = new(new LookupTables());

    /// <summary>A handler for these devices and for those that bear the name of their kind (<see cref="DeviceRegistry"/>).</summary>
    public ProfileHandler(TimeProvider clock, params IEnumerable<DeviceSpec> devices)
        : this(Named(clock, devices.ToDictionary(device => device.Name)))
    {
    }

    public bool CanHandle(Job job) => job is ProfileJob;

    public JobResult Handle(Job job, JobEnvironment environment, CancellationToken cancellation)
    {
        if (job is not ProfileJob profile) throw new EdgeNasException($"Job {job.Id} is a {job.GetType().Name}; a profiler only does {nameof(ProfileJob)}s.");
        var spec = environment.Search.Spec;
        if (spec.LatencyTable is { } source) return _table.Measure(profile.Network, spec, source, environment.Artifacts);
        var network = profile.Network.Build(spec.Space, environment.Search.Input);
        var device = deviceOf(profile.Device ?? spec.Device, spec);
        environment.Report(new JobProgress(0, $"timing {network.Name} on {device.Identity.Device}"));
        using var machine = device.SharesMachine ? environment.Machine.Measure(cancellation) : null;
        return new Profiled(device.Identity, device.Measure(network, profile.Repetition, cancellation));
    }

    private static Func<string, SearchSpec, IDevice> Named(TimeProvider clock, IReadOnlyDictionary<string, DeviceSpec> devices) =>
        (name, spec) => DeviceRegistry.Create(devices.GetValueOrDefault(name) ?? new DeviceSpec(name, name), spec.Measure, spec.Seed, clock);
}
