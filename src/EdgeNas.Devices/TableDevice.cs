using EdgeNas.Domain.Artifacts;
using EdgeNas.Domain.Devices;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Searches;
using EdgeNas.Domain.Tables;

namespace EdgeNas.Devices;

/// <summary>The device <c>table</c>: latencies that somebody measured, looked up. One number each, so a measurement has no spread.</summary>
internal sealed class TableDevice(LookupTables tables)
{
    public const string Name = "table";

    /// <exception cref="EdgeNas.Domain.EdgeNasException">The table lacks the network.</exception>
    public Profiled Measure(NetworkRef network, SearchSpec spec, TableSource source, IArtifactStore artifacts)
    {
        var identity = new DeviceIdentity(Name, source.Column, "unknown", source.File, "unknown", spec.Measure.Batch, spec.Measure.Threads);
        double milliseconds = network.Architecture is { } architecture
            ? tables.Of(source, artifacts).Of(architecture)
            : throw new Domain.EdgeNasException($"Network {network} is no architecture of space {spec.Space.Name}, so {source} can't have it.");
        return new Profiled(identity, Measurement.Of([milliseconds], 0, null));
    }
}
