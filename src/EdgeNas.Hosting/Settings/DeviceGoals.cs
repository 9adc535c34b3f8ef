using System.Collections.Immutable;
using EdgeNas.Domain.Searches;

namespace EdgeNas.Hosting.Settings;

/// <summary>Reads the devices of a search: <c>device</c> and <c>latency-limit</c> for one, or the list <c>devices</c>.</summary>
internal static class DeviceGoals
{
    private const string Expected = "a device such as { name = local-cpu, latency-limit = \"0.8 ms\" }";

    private static readonly string[] Keys = ["name", "latency-limit"];

    /// <param name="known">Names of the devices that there are; null: any.</param>
    /// <returns>At least one; where something was wrong, which is reported, one to go on with.</returns>
    public static ImmutableArray<DeviceGoal> Read(SettingsReader reader, IReadOnlyCollection<string>? known)
    {
        // A table is a device of its own: what it lacks, no search on several could measure.
        if (reader.IsEmptyList("devices")) return [Goal(reader, "device", known is null ? null : [.. known, "table"])];
        foreach (string key in (string[])["device", "latency-limit"])
        {
            if (!reader.IsDefault(key)) reader.Report(key, $"{key} is for one device, but there is the list devices as well: give the one or the other");
        }

        var entries = reader.Objects("devices", Expected);
        var goals = entries.Select(entry =>
        {
            var goal = Goal(entry, "name", known);
            entry.RefuseUnknown(Keys);
            return goal;
        }).ToImmutableArray();
        for (int i = 0; i < goals.Length; i++)
        {
            if (goals.Take(i).Any(goal => goal.Name == goals[i].Name && goal.Name.Length > 0)) entries[i].Report("name", $"devices[{i}].name = {goals[i].Name}: the list has this device already");
        }

        return goals.IsEmpty ? [new DeviceGoal("", new LatencyLimit(null, 1))] : goals;
    }

    private static DeviceGoal Goal(SettingsReader reader, string nameKey, IReadOnlyCollection<string>? known) => new(
        known is null ? reader.Text(nameKey, $"the name of a device: {DeviceFile.NameRule}", DeviceFile.IsName) : reader.OneOf(nameKey, known),
        reader.Custom("latency-limit", "a time such as \"0.8 ms\", or a share of the sampled architectures such as \"40 %\"", ParseLimit, new LatencyLimit(null, 1)));

    private static LatencyLimit? ParseLimit(string text)
    {
        foreach (var (unit, factor) in new[] { ("ms", 1.0), ("us", 1e-3), ("µs", 1e-3), ("s", 1e3) })
        {
            if (text.EndsWith(unit, StringComparison.Ordinal) && SettingsReader.NumberIn(text[..^unit.Length].Trim(), 1e-6, 1e9) is { } number) return new LatencyLimit(number * factor, null);
        }

        return text.EndsWith('%') && SettingsReader.ShareIn(text, 0.0001, 1) is { } share ? new LatencyLimit(null, share) : null;
    }
}
