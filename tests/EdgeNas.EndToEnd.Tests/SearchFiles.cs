using System.Text.Json.Nodes;

namespace EdgeNas.EndToEnd.Tests;

/// <summary>Compares what searches hand over.</summary>
internal static class SearchFiles
{
    private static readonly string[] Exact = ["model.safetensors", "model.onnx", "front.json", "measurements.csv", "architecture.json"];

    /// <summary>Both run folders hold the same events, times aside, and the same bytes.</summary>
    public static void AssertSame(string expected, string actual)
    {
        Assert.Equal(Events(expected), Events(actual));
        AssertSameFiles(expected, actual);
    }

    /// <summary>For one device of several: what was handed over, without the events.</summary>
    public static void AssertSameFiles(string expected, string actual)
    {
        // A search on tables has no model.
        string[] there = [.. Exact.Where(file => File.Exists(Path.Combine(expected, file)))];
        Assert.Contains("front.json", there);
        Assert.Equal(there, Exact.Where(file => File.Exists(Path.Combine(actual, file))));
        foreach (string file in there)
        {
            Assert.True(
                File.ReadAllBytes(Path.Combine(expected, file)).SequenceEqual(File.ReadAllBytes(Path.Combine(actual, file))),
                $"{file} of the search in {actual} differs from that of the undisturbed one");
        }
    }

    /// <summary>The events without what is known of their time.</summary>
    public static IEnumerable<string> Events(string folder) => File.ReadLines(Path.Combine(folder, "events.jsonl")).Select(line =>
    {
        var stored = JsonNode.Parse(line)!.AsObject();
        stored.Remove("at");
        stored.Remove("elapsedSeconds");
        return stored.ToJsonString();
    });
}
