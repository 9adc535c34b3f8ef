using EdgeNas.Devices;
using EdgeNas.Domain;

namespace EdgeNas.Hosting.Settings;

/// <summary>The devices that this machine can measure on: one of each kind under the kind's name, and those of a folder's files, which may take that name over.</summary>
public sealed class DeviceCatalog
{
    private readonly SortedDictionary<string, DeviceSpec> _devices = new(StringComparer.Ordinal);
    private readonly string _folder;

    /// <param name="folder">Of device files, such as <c>hocon/devices</c>; need not exist.</param>
    /// <exception cref="SettingsException">A file is wrong.</exception>
    public DeviceCatalog(string folder)
    {
        _folder = folder;
        foreach (string kind in DeviceRegistry.Names) _devices[kind] = new DeviceSpec(kind, kind);
        foreach (var device in DeviceFile.LoadFolder(folder)) _devices[device.Name] = device;
    }

    public IReadOnlyCollection<string> Names => _devices.Keys;

    /// <exception cref="EdgeNasException">One of the names is unknown here.</exception>
    public IReadOnlyList<DeviceSpec> Of(IEnumerable<string> names) => [.. names.Select(name => _devices.GetValueOrDefault(name)
        ?? throw new EdgeNasException($"This machine has no device '{name}': known are {string.Join(", ", Names)}. Put a file of it into {_folder}, or work on the search in a cluster that has one."))];
}
