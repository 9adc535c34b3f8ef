using Akka.Configuration;

namespace Akka.Persistence.Journal;

/// <summary>The keys of a journal's section <c>replay-filter</c>.</summary>
/// <param name="WindowSize">Events after which one is let through; until then a newer writer's may replace it.</param>
/// <param name="MaxOldWriters">Earlier writers that are remembered.</param>
/// <param name="Debug">Whether each replayed event is logged at DEBUG.</param>
internal sealed record ReplayFilterSettings(ReplayFilterMode Mode, int WindowSize, int MaxOldWriters, bool Debug)
{
    /// <param name="path">The section's path, for messages.</param>
    /// <exception cref="ConfigurationException">A value is out of range.</exception>
    public static ReplayFilterSettings From(Config section, string path)
    {
        string mode = section.GetString("mode", "off");
        return new ReplayFilterSettings(ModeOf(mode, path), Positive("window-size"), Positive("max-old-writers"), section.GetBoolean("debug"));

        int Positive(string key)
        {
            int value = section.GetInt(key);
            return value > 0 ? value : throw new ConfigurationException($"{path}.{key} is {value}; it must be at least 1.");
        }
    }

    private static ReplayFilterMode ModeOf(string mode, string path) => mode.ToLowerInvariant() switch
    {
        "repair-by-discard-old" => ReplayFilterMode.RepairByDiscardOld,
        "fail" => ReplayFilterMode.Fail,
        "warn" => ReplayFilterMode.Warn,
        "off" or "false" or "no" => ReplayFilterMode.Disabled,
        _ => throw new ConfigurationException($"{path}.mode is '{mode}'. Known are repair-by-discard-old, fail, warn and off."),
    };
}
