using EdgeNas.Devices;
using EdgeNas.Devices.Simulated;
using EdgeNas.Domain;

namespace EdgeNas.Hosting.Settings;

/// <summary>Reads a device from its HOCON file, such as <c>hocon/devices/simulated-small.conf</c>.</summary>
public static class DeviceFile
{
    private static readonly string[] CommonKeys = ["name", "kind"];

    private static readonly string[] SimulatedKeys = ["simulated.operator-ns", "simulated.multiply-adds-per-ns", "simulated.depthwise-per-ns", "simulated.bytes-per-ns", "simulated.cache-kib"];

    /// <summary>What a device's name may be made of: it is also the name of an actor, of a folder, and a part of the jobs' ids.</summary>
    public const string NameRule = "letters, digits and dashes, 60 at most";

    public static bool IsName(string text) => text.Length <= 60 && text.Length > 0 && text[0] != '-' && text.All(symbol => char.IsAsciiLetterOrDigit(symbol) || symbol == '-');

    /// <exception cref="SettingsException">The file is wrong: all problems at once.</exception>
    public static DeviceSpec Load(string path)
    {
        var reader = new SettingsReader([SettingsSource.File(path)]);
        var device = new DeviceSpec(reader.Text("name", NameRule, IsName), reader.OneOf("kind", DeviceRegistry.Names));
        bool isSimulated = device.Kind == SimulatedDevice.Name;
        if (isSimulated) device = device with { Formula = ReadFormula(reader) };
        reader.RefuseUnknown(isSimulated ? [.. CommonKeys, .. SimulatedKeys] : CommonKeys);
        reader.ThrowIfAny();
        return device;
    }

    /// <summary>The devices of a folder's files; none where there is no such folder.</summary>
    /// <exception cref="SettingsException">A file is wrong.</exception>
    /// <exception cref="EdgeNasException">Two files name the same device.</exception>
    public static IReadOnlyList<DeviceSpec> LoadFolder(string folder)
    {
        if (!Directory.Exists(folder)) return [];
        var devices = new List<DeviceSpec>();
        foreach (string path in Directory.GetFiles(folder, "*.conf").Order(StringComparer.Ordinal))
        {
            var device = Load(path);
            if (devices.Any(known => known.Name == device.Name)) throw new EdgeNasException($"{path}: another file of {folder} is of a device {device.Name} too: give every device a name of its own.");
            devices.Add(device);
        }

        return devices;
    }

    private static LatencyFormula ReadFormula(SettingsReader reader)
    {
        var standard = LatencyFormula.Default;
        double Number(string key, double minimum, double maximum, double otherwise) => reader.Has(key) ? reader.Number(key, minimum, maximum) : otherwise;
        return new LatencyFormula(
            Number("simulated.operator-ns", 0, 1e9, standard.OperatorNanoseconds),
            Number("simulated.multiply-adds-per-ns", 1e-6, 1e6, standard.MultiplyAddsPerNanosecond),
            Number("simulated.depthwise-per-ns", 1e-6, 1e6, standard.DepthwisePerNanosecond),
            Number("simulated.bytes-per-ns", 1e-6, 1e6, standard.BytesPerNanosecond),
            1024 * Number("simulated.cache-kib", 1, 1e9, standard.CacheBytes / 1024));
    }
}
