using System.Runtime.InteropServices;

namespace EdgeNas.Devices.Local;

/// <summary>How this machine names its processor and its frequency governor.</summary>
/// <param name="root">Root folder, <c>/</c>; tests give another.</param>
internal sealed class MachineDescription(string root)
{
    private const string Unknown = "unknown";

    /// <summary>In order: x86 has the first, many ARM boards one of the others.</summary>
    private static readonly string[] NameKeys = ["model name", "Model", "Hardware"];

    public string Processor
    {
        get
        {
            string path = Path.Combine(root, "proc/cpuinfo");
            var entries = File.Exists(path)
                ? File.ReadLines(path).Select(line => line.Split(':', 2)).Where(parts => parts.Length == 2).Select(parts => (Key: parts[0].Trim(), Value: parts[1].Trim())).ToList()
                : [];
            string? name = NameKeys.Select(key => entries.FirstOrDefault(entry => entry.Key == key && entry.Value.Length > 0).Value).FirstOrDefault(value => value is not null);
            int processors = entries.Count(entry => entry.Key == "processor");
            return $"{name ?? $"{RuntimeInformation.ProcessArchitecture} processor"}, {(processors > 0 ? processors : Environment.ProcessorCount)} processors";
        }
    }

    public string Governor
    {
        get
        {
            string path = Path.Combine(root, "sys/devices/system/cpu/cpu0/cpufreq/scaling_governor");
            return File.Exists(path) && File.ReadAllText(path).Trim() is { Length: > 0 } governor ? governor : Unknown;
        }
    }
}
