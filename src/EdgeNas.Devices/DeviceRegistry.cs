using EdgeNas.Devices.Local;
using EdgeNas.Devices.Simulated;
using EdgeNas.Domain;
using EdgeNas.Domain.Devices;

namespace EdgeNas.Devices;

/// <summary>The kinds of devices that there are. A search can name a kind where no device of it needs a file.</summary>
public static class DeviceRegistry
{
    private static readonly Dictionary<string, Func<DeviceSpec, MeasureSpec, long, TimeProvider, IDevice>> Known = new(StringComparer.Ordinal)
    {
        [LocalCpuDevice.Name] = (device, spec, _, clock) => new LocalCpuDevice(spec, clock, device.Name),
        [SimulatedDevice.Name] = (device, spec, seed, _) => new SimulatedDevice(device, spec, seed),
    };

    /// <summary>Names of all kinds, in alphabetical order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Known.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The device that bears the name of its kind.</summary>
    /// <param name="seed">The search's; a simulated device derives its noise from it.</param>
    /// <param name="clock">Times what is measured.</param>
    /// <exception cref="EdgeNasException">No device has that name (the message lists those that there are), or it can't be used here.</exception>
    public static IDevice Create(string name, MeasureSpec spec, long seed, TimeProvider clock) => Create(new DeviceSpec(name, name), spec, seed, clock);

    /// <inheritdoc cref="Create(string, MeasureSpec, long, TimeProvider)"/>
    public static IDevice Create(DeviceSpec device, MeasureSpec spec, long seed, TimeProvider clock) => Known.TryGetValue(device.Kind, out var create)
        ? create(device, spec, seed, clock)
        : throw new EdgeNasException($"There is no device '{device.Kind}': known are {string.Join(", ", Names)}. Set 'device' to one of them.");
}
