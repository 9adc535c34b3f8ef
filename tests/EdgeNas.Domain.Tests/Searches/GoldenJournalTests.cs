using System.Text;
using EdgeNas.Domain.Searches;

namespace EdgeNas.Domain.Tests.Searches;

/// <summary>Journals that earlier versions wrote: they replay, and the same search still gives the same events.</summary>
public sealed class GoldenJournalTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Searches", "journals");

    [Theory]
    [InlineData("one-device")]
    [InlineData("one-device-shards")]
    public void Search_OfAnEarlierVersion_GivesTheSameEvents(string name)
    {
        // Read and written again: what a later version adds to an event stands there with its default.
        Assert.Equal(Golden(name).Select(Line), Play(name).Events.Select(Line));
    }

    [Theory]
    [InlineData("one-device")]
    [InlineData("one-device-shards")]
    public void Replay_OfAnEarlierVersionsJournal_GivesTheStateThatItsSearchHad(string name)
    {
        var state = SearchReplay.Replay(Golden(name));

        Assert.True(state.Completed);
        Assert.Null(state.Others);
        Assert.Equal(State(Play(name).State), State(state));
    }

    private static IEnumerable<SearchEvent> Golden(string name) =>
        File.ReadAllLines(Path.Combine(Folder, name + ".jsonl")).Select(line => line.Split(' ', 2)).Select(parts => SearchEventJson.Read(parts[0], Encoding.UTF8.GetBytes(parts[1])));

    private static string State(SearchState state) => System.Text.Json.JsonSerializer.Serialize(state, SearchEventJson.Options);

    private static string Line(SearchEvent happened) => $"{SearchEventJson.Manifest(happened)} {Encoding.UTF8.GetString(SearchEventJson.Write(happened))}";

    /// <summary>A drift, suspect measurements and a second fit are in it.</summary>
    private static SearchScript Play(string name)
    {
        var script = SearchScript.Begin(spec => name == "one-device-shards" ? spec with { Supernet = spec.Supernet with { Shards = 2 }, LatencyLimit = new LatencyLimit(null, 0.5) } : spec);
        script.Latency = job => 1 + (job.Network.Architecture is { } architecture ? architecture.Choices().Sum() * 0.1 : job.Repetition * 0.06);
        script.Suspicion = job => job.Network.Architecture?.Code[0] == '1' && job.Repetition == 0 ? "too wide" : null;
        script.Error = fit => fit.Fit == 0 ? 0.2 : 0.01;
        return script.PlayUntil(_ => false);
    }
}
