using Akka.Actor;
using Akka.TestKit.Xunit2;
using EdgeNas.Actors.Protocol;
using EdgeNas.Actors.Searches;
using EdgeNas.Domain.Searches;
using EdgeNas.Domain.Tests.Searches;

namespace EdgeNas.Actors.Tests.Seeds;

/// <summary>A search whose journal fails: on a cluster it is meant to go on, on one machine the user is asked to see to the disk.</summary>
public sealed class JournalFailureTests() : TestKit(EdgeNasSettings.InMemory)
{
    private readonly SearchCreated _created = (SearchCreated)SearchScript.Begin().Events[0];

    [Theory]
    [InlineData(true, true, Standing.Running)]
    [InlineData(true, false, Standing.Stopped)]
    [InlineData(false, true, Standing.Stopped)]
    public void Halt_OnACluster_IsForGoodOnlyIfTheJournalIsNotToBlame(bool autoResume, bool journalFailed, Standing expected)
    {
        var manager = Sys.ActorOf(SearchManager.Props(id => Props.Create(() => new FailingSearch(id, journalFailed)), autoResume));
        manager.Tell(new StartSearch(_created), TestActor);
        ExpectMsg<SearchAccepted>();

        manager.Tell(new AskStanding(_created.Search), TestActor);
        var standing = ExpectMsg<SearchStanding>();

        Assert.Equal(expected, standing.Standing);
        Assert.Equal(expected == Standing.Stopped ? "no disk" : null, standing.Reason);
    }

    private sealed class FailingSearch : ReceiveActor
    {
        public FailingSearch(SearchId id, bool journalFailed) => Receive<StartSearch>(_ =>
        {
            Context.Parent.Tell(new SearchCameToHalt(id, "no disk", journalFailed));
            Sender.Tell(new SearchAccepted(id));
        });
    }
}
