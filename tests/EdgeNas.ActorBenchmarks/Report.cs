using System.Globalization;
using System.Text.Json;

namespace EdgeNas.ActorBenchmarks;

/// <summary>Lines as text for a person, or one JSON object a line for <see cref="Comparison"/>.</summary>
internal static class Report
{
    public static void Print(IEnumerable<Line> lines)
    {
        foreach (var line in lines) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{line.Name,-58} {Figure(line.Value),12} {line.Unit}"));
    }

    public static void PrintJson(IEnumerable<Line> lines)
    {
        foreach (var line in lines) Console.WriteLine(JsonSerializer.Serialize(line));
    }

    /// <summary>With the digits that a noisy figure can bear.</summary>
    public static string Figure(double value) => value.ToString(value switch
    {
        >= 100 => "n0",
        >= 1 => "n1",
        _ => "n2",
    }, CultureInfo.InvariantCulture);
}
