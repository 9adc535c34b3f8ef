using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using EdgeNas.Actors.Jobs;
using EdgeNas.Actors.Protocol;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Searches;
using EdgeNas.Domain.Tests.Searches;

namespace EdgeNas.Actors.Tests;

public sealed class JobBrokerTests : TestKit
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private readonly ManualTime _time = new();
    private readonly TestProbe _search;
    private readonly IActorRef _broker;
    private readonly SearchContext _context;
    private readonly Job _job;

    public JobBrokerTests()
        : base("""akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit" """)
    {
        var script = SearchScript.Begin();
        _context = new SearchContext(script.State.Id, script.State.Spec, script.State.Input);
        _job = script.Job<TrainRoundJob>();
        _search = CreateTestProbe("search");
        _broker = Sys.ActorOf(JobBroker.Props(_time, Lease), "jobs");
    }

    private TestScheduler Scheduler => (TestScheduler)Sys.Scheduler;

    [Fact]
    public void Submit_IdleWorkerOfThatKind_GetsTheJobAndTheSearchIsTold()
    {
        var worker = Worker("one", JobKind.TrainRound);
        Submit();

        var assigned = worker.ExpectMsg<AssignJob>();
        Assert.Equal(_job, assigned.Job);
        Assert.Equal(assigned.Attempt, _search.ExpectMsg<JobTaken>().Attempt);
    }

    [Fact]
    public void Submit_OnlyWorkersOfOtherKinds_WaitsForOneThatFits()
    {
        var other = Worker("other", JobKind.Profile);
        Submit();
        other.ExpectNoMsg(TimeSpan.FromMilliseconds(50));

        Worker("fitting", JobKind.TrainRound).ExpectMsg<AssignJob>();
    }

    [Fact]
    public void Submit_SameJobTwice_IsDoneOnce()
    {
        Submit();
        Submit();
        var first = Worker("one", JobKind.TrainRound);
        var second = Worker("two", JobKind.TrainRound);

        first.ExpectMsg<AssignJob>();
        second.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void Done_ResultIsStored_WorkerIsAcknowledgedOnlyThen()
    {
        var worker = Worker("one", JobKind.TrainRound);
        Submit();
        var attempt = worker.ExpectMsg<AssignJob>().Attempt;
        _search.ExpectMsg<JobTaken>();

        worker.Send(_broker, new JobDone(attempt, Result, TimeSpan.FromSeconds(1)));
        _search.ExpectMsg<JobOutcome>(outcome => Assert.Equal(Result, outcome.Result));
        worker.ExpectNoMsg(TimeSpan.FromMilliseconds(50));

        _search.Send(_broker, new OutcomeStored(attempt));
        worker.ExpectMsg(new ResultAcknowledged(attempt));
    }

    [Fact]
    public void Lease_NotRenewed_JobGoesToAnotherWorkerAndTheLateResultIsDropped()
    {
        var first = Worker("first", JobKind.TrainRound);
        Submit();
        var old = first.ExpectMsg<AssignJob>().Attempt;
        var second = Worker("second", JobKind.TrainRound);

        Pass(Lease + TimeSpan.FromSeconds(1));
        var renewed = second.ExpectMsg<AssignJob>().Attempt;
        Assert.NotEqual(old, renewed);

        _search.ExpectMsg<JobTaken>();
        _search.ExpectMsg<JobTaken>();
        first.Send(_broker, new JobDone(old, Result, TimeSpan.Zero));
        first.ExpectMsg(new ResultAcknowledged(old));
        _search.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void Lease_Renewed_JobStaysWithItsWorker()
    {
        var first = Worker("first", JobKind.TrainRound);
        Submit();
        var attempt = first.ExpectMsg<AssignJob>().Attempt;
        var second = Worker("second", JobKind.TrainRound);
        for (int i = 0; i < 4; i++)
        {
            Pass(Lease / 2);
            first.Send(_broker, new RenewLease(attempt));
            // The clock may go on only once the broker has seen the renewal.
            first.Send(_broker, new WithdrawJobs(new SearchId("another")));
            first.ExpectMsg<JobsWithdrawn>();
        }

        second.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void Worker_GoneWithTheJob_AnotherGetsIt()
    {
        var first = Worker("first", JobKind.TrainRound);
        Submit();
        first.ExpectMsg<AssignJob>();
        Sys.Stop(first.Ref);

        Worker("second", JobKind.TrainRound).ExpectMsg<AssignJob>();
    }

    [Fact]
    public void Crash_ThreeTimes_JobIsPoisonedAndNeverGivenOutAgain()
    {
        Submit();
        for (int i = 0; i < JobBroker.MaximumLosses; i++)
        {
            var worker = Worker($"worker-{i}", JobKind.TrainRound);
            worker.Send(_broker, new AttemptCrashed(worker.ExpectMsg<AssignJob>().Attempt, "NullReferenceException: no tensor"));
            _search.ExpectMsg<JobTaken>();
        }

        var poisoned = _search.ExpectMsg<JobPoisoned>();
        Assert.Equal(3, poisoned.Attempts);
        Assert.Contains("no tensor", poisoned.LastFailure);
        Worker("last", JobKind.TrainRound).ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void Withdraw_RunningJob_IsAnsweredWhenTheWorkerHasStopped()
    {
        var worker = Worker("one", JobKind.TrainRound);
        Submit();
        var attempt = worker.ExpectMsg<AssignJob>().Attempt;
        _search.ExpectMsg<JobTaken>();

        _search.Send(_broker, new WithdrawJobs(_context.Search));
        worker.ExpectMsg(new CancelAttempt(attempt));
        _search.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        worker.Send(_broker, new AttemptCancelled(attempt));
        _search.ExpectMsg(new JobsWithdrawn(_context.Search));
    }

    [Fact]
    public void Idle_SaidAgainWhileTheAssignmentIsUnderWay_DoesNotLoseTheJob()
    {
        var worker = Worker("one", JobKind.TrainRound);
        Submit();
        worker.Send(_broker, new WorkerIdle([JobKind.TrainRound]));
        var attempt = worker.ExpectMsg<AssignJob>().Attempt;
        worker.ExpectNoMsg(TimeSpan.FromMilliseconds(50));

        worker.Send(_broker, new JobDone(attempt, Result, TimeSpan.Zero));
        _search.ExpectMsg<JobTaken>();
        _search.ExpectMsg<JobOutcome>();
    }

    private static JobResult Result { get; } = new RoundTrained(SearchScript.Artifact("checkpoint"), 1, 0.5);

    private TestProbe Worker(string name, params JobKind[] kinds)
    {
        var probe = CreateTestProbe(name);
        probe.Send(_broker, new WorkerIdle([.. kinds]));
        return probe;
    }

    private void Submit() => _search.Send(_broker, new SubmitJob(_context, _job));

    private void Pass(TimeSpan time)
    {
        _time.Advance(time);
        Scheduler.Advance(time);
    }
}
