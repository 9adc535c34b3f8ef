using EdgeNas.Devices;

namespace EdgeNas.Hosting.Settings.Nodes;

/// <summary>A device as its file describes it, such as <c>hocon/devices/local-cpu.conf</c>.</summary>
/// <param name="Name">By which searches ask for it.</param>
/// <param name="Kind">What times networks there: one of <see cref="DeviceRegistry.Names"/>.</param>
public sealed record DeviceSettings(string Name, string Kind)
{
    private static readonly string[] Keys = ["name", "kind"];

    /// <exception cref="SettingsException">All that is wrong, at once.</exception>
    public static DeviceSettings Read(string path)
    {
        var reader = new SettingsReader([SettingsSource.File(path)]);
        var device = new DeviceSettings(
            reader.Text("name", "letters, digits and dashes", text => text.All(symbol => char.IsAsciiLetterOrDigit(symbol) || symbol == '-')),
            reader.OneOf("kind", DeviceRegistry.Names));
        reader.RefuseUnknown(Keys);
        reader.ThrowIfAny();
        return device;
    }
}
