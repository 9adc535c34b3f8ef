using EdgeNas.Domain.Searches;

namespace EdgeNas.Hosting.Tests;

public sealed class SearchFixtureTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Replay_StoredEventsOfAWholeSearch_GiveTheStateThatWasLive(int seed)
    {
        var search = SearchFixture.Play(ExampleSearch.Load($"seed={seed}", "measure.architectures=40", "train.epochs=3"), new MemoryArtifacts());

        var read = search.Events.Select(stored => SearchEventJson.ReadStored(SearchEventJson.Manifest(stored.Event), SearchEventJson.Write(stored)).Event);
        var replayed = SearchReplay.Replay(read);

        Assert.True(search.State.Completed);
        Assert.Equal(Json(search.State), Json(replayed));
        Assert.Equal(SearchPlan.Of(search.State).Jobs.Length, SearchPlan.Of(replayed).Jobs.Length);
    }

    private static string Json(SearchState state) => System.Text.Json.JsonSerializer.Serialize(state, SearchEventJson.Options);
}
