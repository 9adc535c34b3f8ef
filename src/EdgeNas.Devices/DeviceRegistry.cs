using EdgeNas.Devices.Local;
using EdgeNas.Devices.Simulated;
using EdgeNas.Domain;
using EdgeNas.Domain.Devices;

namespace EdgeNas.Devices;

/// <summary>The devices that a search can name.</summary>
public static class DeviceRegistry
{
    private static readonly Dictionary<string, Func<MeasureSpec, long, TimeProvider, IDevice>> Known = new(StringComparer.Ordinal)
    {
        [LocalCpuDevice.Name] = (spec, _, clock) => new LocalCpuDevice(spec, clock),
        [SimulatedDevice.Name] = (spec, seed, _) => new SimulatedDevice(spec, seed),
    };

    /// <summary>Names of all devices, in alphabetical order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Known.Keys.Order(StringComparer.Ordinal)];

    /// <param name="seed">The search's; a simulated device derives its noise from it.</param>
    /// <param name="clock">Times what is measured.</param>
    /// <exception cref="EdgeNasException">No device has that name (the message lists those that there are), or it can't be used here.</exception>
    public static IDevice Create(string name, MeasureSpec spec, long seed, TimeProvider clock) => Known.TryGetValue(name, out var create)
        ? create(spec, seed, clock)
        : throw new EdgeNasException($"There is no device '{name}': known are {string.Join(", ", Names)}. Set 'device' to one of them.");
}
