using System.Text;
using EdgeNas.Domain.Searches;

namespace EdgeNas.Domain.Tests.Searches;

public sealed class SearchEventJsonTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 2, 5, 4, 5, TimeSpan.FromHours(2));

    public static TheoryData<string> Manifests => [.. SearchEventJson.AllManifests];

    [Theory]
    [MemberData(nameof(Manifests))]
    public void Write_EveryEvent_GivesItsGoldenFile(string manifest)
    {
        string json = Encoding.UTF8.GetString(SearchEventJson.Write(Example(manifest)));

        Assert.Equal(Golden(manifest), json);
    }

    [Theory]
    [MemberData(nameof(Manifests))]
    public void Read_GoldenFile_GivesAnEventThatWritesTheSame(string manifest)
    {
        string golden = Golden(manifest);

        var read = SearchEventJson.Read(manifest, Encoding.UTF8.GetBytes(golden));

        Assert.IsType(Example(manifest).GetType(), read);
        Assert.Equal(Example(manifest).Track, read.Track);
        Assert.Equal(golden, Encoding.UTF8.GetString(SearchEventJson.Write(read)));
    }

    [Theory]
    [MemberData(nameof(Manifests))]
    public void ReadStored_WrittenEvent_GivesItsTimesAndTheEvent(string manifest)
    {
        byte[] json = SearchEventJson.Write(new StoredEvent(Example(manifest), At, 1.5));

        var stored = SearchEventJson.ReadStored(manifest, json);

        Assert.StartsWith("{\"at\":\"2026-01-02T03:04:05.0000000Z\",\"elapsedSeconds\":1.5", Encoding.UTF8.GetString(json));
        Assert.Equal(At, stored.At);
        Assert.Equal(TimeSpan.Zero, stored.At.Offset);
        Assert.Equal(1.5, stored.ElapsedSeconds);
        Assert.Equal(json, SearchEventJson.Write(stored));
    }

    [Fact]
    public void AllManifests_EveryKindOfEvent_HasOne()
    {
        var kinds = typeof(SearchEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(SearchEvent)));

        Assert.Equal(kinds.OrderBy(type => type.Name), EventExamples.All.Select(happened => happened.GetType()).OrderBy(type => type.Name));
        Assert.Equal(EventExamples.All.Length, SearchEventJson.AllManifests.Count);
    }

    [Fact]
    public void Read_SearchCreatedBeforeThereWereShards_HasOne()
    {
        string before = Golden("search.created.v1").Replace("\"shards\":1,", "", StringComparison.Ordinal);

        var created = Assert.IsType<SearchCreated>(SearchEventJson.Read("search.created.v1", Encoding.UTF8.GetBytes(before)));

        Assert.NotEqual(Golden("search.created.v1"), before);
        Assert.Equal(1, created.Spec.Supernet.Shards);
    }

    [Fact]
    public void ReadStored_NoElapsedTime_GivesNull()
    {
        byte[] json = SearchEventJson.Write(new StoredEvent(new SearchCompleted(), At, null));

        Assert.Null(SearchEventJson.ReadStored("search.completed.v1", json).ElapsedSeconds);
    }

    [Theory]
    [InlineData("search.deleted.v1", "{}", "newer version")]
    [InlineData("search.latency-limit-set.v1", "{}", "milliseconds")]
    [InlineData("search.latency-limit-set.v1", "null", "damaged")]
    [InlineData("search.latency-limit-set.v1", "{\"milliseconds\":", "damaged")]
    [InlineData("search.round-completed.v1", "{\"round\":1,\"checkpoint\":\"x\",\"loss\":1,\"accuracy\":1}", "artifact id")]
    [InlineData("search.network-refused.v1", "{\"track\":\"sideways\",\"network\":{\"architecture\":null,\"width\":1},\"purpose\":\"floor\",\"reason\":\"\"}", "track")]
    [InlineData("search.architectures-sampled.v1", "{\"architectures\":null,\"reason\":\"uniform\"}", "damaged")]
    public void Read_WhatIsNoEvent_SaysSo(string manifest, string json, string expected)
    {
        var error = Assert.Throws<EdgeNasException>(() => SearchEventJson.Read(manifest, Encoding.UTF8.GetBytes(json)));

        Assert.Contains(expected, error.Message);
        Assert.Contains(manifest, error.Message);
    }

    [Fact]
    public void Read_DeepNesting_IsRefused()
    {
        string json = "{\"x\":" + new string('[', 100) + new string(']', 100) + "}";

        Assert.Throws<EdgeNasException>(() => SearchEventJson.Read("search.completed.v1", Encoding.UTF8.GetBytes(json)));
    }

    private static SearchEvent Example(string manifest) => EventExamples.All.Single(happened => SearchEventJson.Manifest(happened) == manifest);

    private static string Golden(string manifest) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Searches", "golden", manifest + ".json")).TrimEnd('\n');
}
