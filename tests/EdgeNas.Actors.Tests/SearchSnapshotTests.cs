using Akka.Actor;
using Akka.Persistence;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using EdgeNas.Actors.Protocol;
using EdgeNas.Actors.Searches;
using EdgeNas.Domain.Searches;
using EdgeNas.Domain.Tests.Searches;

namespace EdgeNas.Actors.Tests;

public sealed class SearchSnapshotTests : TestKit
{
    private readonly SearchScript _script = SearchScript.Begin(spec => spec with
    {
        Supernet = spec.Supernet with { Rounds = 100_000 },
        Regularization = spec.Regularization with { Enabled = false },
    });

    private readonly TestProbe _broker;

    public SearchSnapshotTests()
        : base(EdgeNasSettings.InMemory) => _broker = CreateTestProbe("broker");

    private SearchId Id => _script.State.Id;

    [Fact]
    public void Snapshots_OfALongSearch_AreTheLastTwoAndItGoesOnFromThem()
    {
        var manager = NewManager("searches");
        manager.Tell(new StartSearch((SearchCreated)_script.Events[0]), TestActor);
        ExpectMsg<SearchAccepted>();
        // Two events at the start, then one a round.
        for (int round = 0; round < 650; round++) Answer(round);

        AwaitAssert(() => Assert.Equal([600, 400], Snapshots()));
        Submitted(650);
        Watch(manager);
        Sys.Stop(manager);
        ExpectTerminated(manager);
        var again = NewManager("searches-again");
        again.Tell(new ResumeSearch(Id), TestActor);
        ExpectMsg<SearchAccepted>();
        for (int round = 650; round < 850; round++) Answer(round);

        AwaitAssert(() => Assert.Equal([800, 600], Snapshots()));
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(1_000_000)]
    public void SnapshotRule_SoManyEvents_SnapshotsCostInProportionAndFewEventsAreRead(int events)
    {
        long snapshot = 0, stored = 0, mostRead = 0;
        for (long last = 1; last <= events; last++)
        {
            mostRead = Math.Max(mostRead, last - snapshot);
            if (!SnapshotRule.IsDue(snapshot, last)) continue;
            snapshot = last;
            stored += last;
        }

        Assert.InRange(stored, 1, 9.5 * events);
        Assert.InRange(mostRead, 1, Math.Max(200, (events / 9) + 1));
    }

    private IActorRef NewManager(string name) =>
        Sys.ActorOf(SearchManager.Props(id => SearchActor.Props(id, _broker.Ref, new ManualTime()), autoResume: false), name);

    private SubmitJob Submitted(int round) => (SubmitJob)_broker.FishForMessage(message => message is SubmitJob submit && submit.Job.Id == $"round/{round}");

    private void Answer(int round)
    {
        var job = Submitted(round).Job;
        _broker.Sender.Tell(new JobOutcome(new AttemptId(Id, job.Id, 1), job, _script.Result(job), TimeSpan.FromSeconds(1)), _broker.Ref);
    }

    /// <summary>Numbers of the stored snapshots' last events, the newest first.</summary>
    private List<long> Snapshots()
    {
        var store = Persistence.Instance.Apply(Sys).SnapshotStoreFor("");
        var found = new List<long>();
        for (long most = long.MaxValue; ; most = found[^1] - 1)
        {
            store.Tell(new LoadSnapshot($"search-{Id}", new SnapshotSelectionCriteria(most), long.MaxValue), TestActor);
            if (ExpectMsg<LoadSnapshotResult>().Snapshot is not { } snapshot) return found;
            found.Add(snapshot.Metadata.SequenceNr);
        }
    }
}
