using System.Globalization;

namespace Hocon.Tree;

/// <summary>Durations and sizes as the HOCON specification writes them ("Units format").</summary>
internal static class Units
{
    private static readonly Dictionary<string, decimal> TicksPerUnit = new(StringComparer.Ordinal);

    private static readonly Dictionary<string, decimal> BytesPerUnit = new(StringComparer.Ordinal);

    static Units()
    {
        Add(TicksPerUnit, 0.01m, "ns", "nano", "nanos", "nanosecond", "nanoseconds");
        Add(TicksPerUnit, TimeSpan.TicksPerMicrosecond, "us", "micro", "micros", "microsecond", "microseconds");
        Add(TicksPerUnit, TimeSpan.TicksPerMillisecond, "", "ms", "milli", "millis", "millisecond", "milliseconds");
        Add(TicksPerUnit, TimeSpan.TicksPerSecond, "s", "second", "seconds");
        Add(TicksPerUnit, TimeSpan.TicksPerMinute, "m", "minute", "minutes");
        Add(TicksPerUnit, TimeSpan.TicksPerHour, "h", "hour", "hours");
        Add(TicksPerUnit, TimeSpan.TicksPerDay, "d", "day", "days");

        Add(BytesPerUnit, 1, "", "B", "b", "byte", "bytes");
        string[] decimalPrefixes = ["kilo", "mega", "giga", "tera", "peta", "exa", "zetta", "yotta"];
        string[] binaryPrefixes = ["kibi", "mebi", "gibi", "tebi", "pebi", "exbi", "zebi", "yobi"];
        decimal thousands = 1, binary = 1;
        for (int i = 0; i < decimalPrefixes.Length; i++)
        {
            thousands *= 1000;
            binary *= 1024;
            string letter = decimalPrefixes[i][..1], capital = letter.ToUpperInvariant();
            Add(BytesPerUnit, thousands, i == 0 ? "kB" : capital + "B", decimalPrefixes[i] + "byte", decimalPrefixes[i] + "bytes");
            Add(BytesPerUnit, binary, capital, letter, capital + "i", capital + "iB", binaryPrefixes[i] + "byte", binaryPrefixes[i] + "bytes");
        }
    }

    /// <summary>Null where the text is no duration or is negative.</summary>
    /// <exception cref="OverflowException">It is longer than a <see cref="TimeSpan"/> holds.</exception>
    public static TimeSpan? Duration(string text, bool allowInfinite)
    {
        if (text.Trim() == "infinite") return allowInfinite ? Timeout.InfiniteTimeSpan : null;
        return Scaled(text, TicksPerUnit) is { } ticks ? new TimeSpan(ticks) : null;
    }

    /// <summary>Null where the text is no size or is negative.</summary>
    /// <exception cref="OverflowException">It has more bytes than a <see cref="long"/> holds.</exception>
    public static long? ByteSize(string text) => Scaled(text, BytesPerUnit);

    private static long? Scaled(string text, Dictionary<string, decimal> units)
    {
        text = text.Trim();
        int end = text.Length;
        while (end > 0 && char.IsAsciiLetter(text[end - 1])) end--;
        if (!units.TryGetValue(text[end..], out decimal unit)) return null;
        const NumberStyles Style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return decimal.TryParse(text[..end].TrimEnd(), Style, CultureInfo.InvariantCulture, out decimal number) ? decimal.ToInt64(decimal.Round(number * unit)) : null;
    }

    private static void Add(Dictionary<string, decimal> units, decimal factor, params string[] names)
    {
        foreach (string name in names) units.Add(name, factor);
    }
}
