using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using EdgeNas.Actors.Node;
using EdgeNas.Actors.Protocol;
using EdgeNas.Actors.Searches;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Searches;
using EdgeNas.Domain.Tests.Searches;

namespace EdgeNas.Actors.Tests;

public sealed class SearchActorTests : TestKit
{
    private readonly SearchScript _script = SearchScript.Begin();
    private readonly TestProbe _broker;
    private readonly TestProbe _watcher;
    private readonly IActorRef _manager;

    public SearchActorTests()
        : base(EdgeNasSettings.InMemory)
    {
        _broker = CreateTestProbe("broker");
        _watcher = CreateTestProbe("watcher");
        _manager = NewManager("searches");
    }

    private SearchId Id => _script.State.Id;

    [Fact]
    public void Start_NewSearch_IsAcceptedAndItsFirstJobsAreSubmitted()
    {
        Start();

        Assert.Equal(_script.Plan.Jobs.Select(job => job.Id), Submitted(2));
    }

    [Fact]
    public void Start_SameIdTwice_IsRejected()
    {
        Start();
        _manager.Tell(new StartSearch(Created), TestActor);

        Assert.Equal("exists", ExpectMsg<SearchRejected>().Code);
    }

    [Fact]
    public void Resume_UnknownSearch_IsRejectedWithTheNextStep()
    {
        _manager.Tell(new ResumeSearch(new SearchId("nowhere")), TestActor);

        var rejected = ExpectMsg<SearchRejected>();
        Assert.Equal("unknown", rejected.Code);
        Assert.Contains("edgenas search list", rejected.Reason);
    }

    [Fact]
    public void Outcome_FirstTime_IsStoredAnsweredAndLeadsToTheNextJob()
    {
        Start();
        var actor = Answer("round/0");

        Assert.Contains("round/1", Submitted(2));
        Assert.Equal(Id.Value, actor.Path.Name);
    }

    [Fact]
    public void Outcome_AfterTheActorsRestart_GoesOnFromTheStoredEvents()
    {
        Start();
        Answer("round/0");
        Submitted(2);
        Sys.Stop(_manager);
        Watch(_manager);
        ExpectTerminated(_manager);

        var again = NewManager("searches-again");
        again.Tell(new ResumeSearch(Id), TestActor);
        ExpectMsg<SearchAccepted>();
        Assert.Equal(["profile/floor/222/0", "round/1"], Submitted(2));
    }

    [Fact]
    public void Outcome_FailedRound_HaltsTheSearchAndTellsTheWatchersWhy()
    {
        Start();
        _manager.Tell(new WatchSearch(Id, _watcher.Ref), TestActor);
        _watcher.ExpectMsg<StateChanged>();
        var round = Submission("round/0");
        _broker.Sender.Tell(new JobOutcome(new AttemptId(Id, "round/0", 1), round.Job, new JobFailed("loss is NaN at step 3", true), TimeSpan.Zero), _broker.Ref);

        var halted = (SearchHalted)_watcher.FishForMessage(notice => notice is SearchHalted);
        Assert.Contains("loss is NaN at step 3", halted.Reason);
    }

    [Fact]
    public void Outcome_OfAnOldAttempt_ChangesNothing()
    {
        Start();
        Answer("round/0");
        Submitted(2);
        var round = new TrainRoundJob("round/0", 0, null, _script.State.Active);
        _broker.Sender.Tell(new JobOutcome(new AttemptId(Id, "round/0", 1), round, _script.Result(round), TimeSpan.Zero), _broker.Ref);
        _broker.FishForMessage(message => message is OutcomeStored);

        Assert.Contains("round/1", Submitted(2));
    }

    [Fact]
    public void Suspend_RunningSearch_WithdrawsItsJobsBeforeItAnswers()
    {
        Start();
        _manager.Tell(new SuspendSearch(Id), TestActor);
        _broker.FishForMessage(message => message is WithdrawJobs);
        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        _broker.Reply(new JobsWithdrawn(Id));

        ExpectMsg<SearchAccepted>();
    }

    [Fact]
    public void Cancel_RunningSearch_EndsItForGood()
    {
        Start();
        _manager.Tell(new WatchSearch(Id, _watcher.Ref), TestActor);
        _manager.Tell(new CancelSearch(Id), TestActor);
        _broker.FishForMessage(message => message is WithdrawJobs);
        var ended = (SearchEnded)_watcher.FishForMessage(notice => notice is SearchEnded);

        Assert.True(ended.State.Cancelled);
        AwaitAssert(() =>
        {
            _manager.Tell(new ResumeSearch(Id), TestActor);
            Assert.Equal("ended", ((SearchRejected)FishForMessage(message => message is SearchRejected)).Code);
        });
    }

    private SearchCreated Created => (SearchCreated)_script.Events[0];

    private IActorRef NewManager(string name) =>
        Sys.ActorOf(SearchManager.Props(id => SearchActor.Props(id, _broker.Ref, new ManualTime()), autoResume: false), name);

    private void Start()
    {
        _manager.Tell(new StartSearch(Created), TestActor);
        ExpectMsg<SearchAccepted>();
    }

    private SubmitJob Submission(string jobId) => (SubmitJob)_broker.FishForMessage(message => message is SubmitJob submit && submit.Job.Id == jobId);

    private string[] Submitted(int count) => [.. Enumerable.Range(0, count).Select(_ => ((SubmitJob)_broker.FishForMessage(message => message is SubmitJob)).Job.Id)];

    /// <summary>Answers a submitted job as the broker would, and returns the search's actor.</summary>
    private IActorRef Answer(string jobId)
    {
        var submitted = Submission(jobId);
        var actor = _broker.Sender;
        var attempt = new AttemptId(Id, jobId, 1);
        actor.Tell(new JobOutcome(attempt, submitted.Job, _script.Result(submitted.Job), TimeSpan.FromSeconds(1)), _broker.Ref);
        _broker.FishForMessage(message => message is OutcomeStored stored && stored.Attempt == attempt);
        return actor;
    }
}
