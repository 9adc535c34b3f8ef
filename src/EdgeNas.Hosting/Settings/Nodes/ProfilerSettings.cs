using EdgeNas.Devices;
using EdgeNas.Hosting.Cluster;

namespace EdgeNas.Hosting.Settings.Nodes;

/// <summary>What <c>hocon/node/profiler.conf</c> says of a profiler, and the device's file of what it measures on.</summary>
public sealed record ProfilerSettings(ClusterAccess Access, DeviceSpec Device, LogSettings Log)
{
    private const string Defaults = "node/profiler.conf";

    /// <param name="device">Path of the device's file.</param>
    /// <exception cref="SettingsException">All that is wrong, at once.</exception>
    public static ProfilerSettings Read(NodeSources sources, string device)
    {
        var reader = sources.Reader(Defaults);
        var settings = new ProfilerSettings(NodeKeys.ReadAccess(reader), DeviceFile.Load(device), NodeKeys.ReadLog(reader));
        reader.RefuseUnknown(Reference.KeysOf(Defaults));
        reader.ThrowIfAny();
        return settings;
    }
}
