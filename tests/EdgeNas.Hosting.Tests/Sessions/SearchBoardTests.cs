using EdgeNas.Domain.Searches;
using EdgeNas.Hosting.Results;
using EdgeNas.Hosting.Sessions;

namespace EdgeNas.Hosting.Tests.Sessions;

public sealed class SearchBoardTests
{
    [Fact]
    public void Of_SearchAtAnyEvent_HasSharesBetweenNothingAndAll_AndTimeLeftThatEndsAtZero()
    {
        var search = SearchFixture.Play(new MemoryArtifacts());
        SearchState? state = null;
        var lefts = new List<TimeLeft?>();
        for (int i = 0; i < search.Events.Length; i++)
        {
            state = SearchReplay.Apply(state, search.Events[i].Event);
            var board = SearchBoard.Of(state, PhaseTimes.Of(search.Events.Take(i + 1)), []);
            Assert.All(board.Lines, line => Assert.InRange(line.Fraction, 0, 1));
            lefts.Add(board.Left);
        }

        Assert.Null(lefts[0]);
        Assert.Null(lefts[^1]);
        Assert.InRange(lefts[^2]!.Time, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.True(lefts[lefts.Count / 2]!.Time > TimeSpan.FromMinutes(5), $"{lefts[lefts.Count / 2]}");
    }

    [Theory]
    [InlineData("profile/sample/0123/0", PhaseTimes.Measuring)]
    [InlineData("profile/confirm/0123/1", PhaseTimes.Confirming)]
    [InlineData("round/4", PhaseTimes.Supernet)]
    [InlineData("score/random", PhaseTimes.Exploring)]
    [InlineData("train/winner/3", PhaseTimes.Training)]
    [InlineData("other", null)]
    public void PhaseOf_JobId_IsItsPhase(string id, string? phase) => Assert.Equal(phase, SearchBoard.PhaseOf(id));
}
