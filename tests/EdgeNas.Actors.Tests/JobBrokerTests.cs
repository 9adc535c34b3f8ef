using Akka.TestKit;
using EdgeNas.Actors.Jobs;
using EdgeNas.Actors.Protocol;
using EdgeNas.Domain.Artifacts;
using EdgeNas.Domain.Devices;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Searches;
using EdgeNas.Domain.Spaces;
using EdgeNas.Domain.Tests.Searches;

namespace EdgeNas.Actors.Tests;

public sealed class JobBrokerTests : JobBrokerTestKit
{
    [Fact]
    public void Submit_IdleWorkerOfThatKind_GetsTheJobAndTheSearchIsTold()
    {
        var worker = Worker("one", JobKind.TrainRound);
        Submit();

        var assigned = worker.ExpectMsg<AssignJob>();
        Assert.Equal(Round, assigned.Job);
        Assert.Equal(assigned.Attempt, Search.ExpectMsg<JobTaken>().Attempt);
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
    public void Moved_JobUnderWay_TheSearchIsToldAndTheListShowsIt()
    {
        var worker = Worker("one", JobKind.TrainRound);
        Submit();
        var attempt = worker.ExpectMsg<AssignJob>().Attempt;
        Search.ExpectMsg<JobTaken>();

        worker.Send(Broker, new AttemptMoved(attempt, new JobProgress(0.5, "half")));

        Assert.Equal("half", Search.ExpectMsg<JobMoved>().Progress.Text);
        Broker.Tell(new ListJobs(SearchContext.Search), TestActor);
        var job = Assert.Single(ExpectMsg<JobList>().Jobs);
        Assert.Equal((Round.Id, 0.5), (job.JobId, job.Progress.Fraction));
    }

    [Fact]
    public void Done_ResultIsStored_WorkerIsAcknowledgedOnlyThen()
    {
        var worker = Worker("one", JobKind.TrainRound);
        Submit();
        var attempt = worker.ExpectMsg<AssignJob>().Attempt;
        Search.ExpectMsg<JobTaken>();

        worker.Send(Broker, new JobDone(attempt, Result, TimeSpan.FromSeconds(1)));
        Search.ExpectMsg<JobOutcome>(outcome => Assert.Equal(Result, outcome.Result));
        worker.ExpectNoMsg(TimeSpan.FromMilliseconds(50));

        Search.Send(Broker, new OutcomeStored(attempt));
        worker.ExpectMsg(new ResultAcknowledged(attempt));
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
            worker.Send(Broker, new AttemptCrashed(worker.ExpectMsg<AssignJob>().Attempt, "NullReferenceException: no tensor"));
            Search.ExpectMsg<JobTaken>();
        }

        var poisoned = Search.ExpectMsg<JobPoisoned>();
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
        Search.ExpectMsg<JobTaken>();

        Search.Send(Broker, new WithdrawJobs(SearchContext.Search));
        worker.ExpectMsg(new CancelAttempt(attempt));
        Search.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        worker.Send(Broker, new AttemptCancelled(attempt));
        Search.ExpectMsg(new JobsWithdrawn(SearchContext.Search));
    }

    [Fact]
    public void Idle_SaidAgainWhileTheAssignmentIsUnderWay_DoesNotLoseTheJob()
    {
        var worker = Worker("one", JobKind.TrainRound);
        Submit();
        worker.Send(Broker, new WorkerIdle([JobKind.TrainRound]));
        var attempt = worker.ExpectMsg<AssignJob>().Attempt;
        worker.ExpectNoMsg(TimeSpan.FromMilliseconds(50));

        worker.Send(Broker, new JobDone(attempt, Result, TimeSpan.Zero));
        Search.ExpectMsg<JobTaken>();
        Search.ExpectMsg<JobOutcome>();
    }

    [Fact]
    public void Profile_GoesOnlyToAProfilerOfItsDevice()
    {
        var other = Profiler("other", "jetson-7");
        var profile = new ProfileJob("profile/sample/000/0", new NetworkRef(new Architecture("000")), 0, "pi");
        Search.Send(Broker, new SubmitJob(SearchContext, profile));
        other.ExpectNoMsg(TimeSpan.FromMilliseconds(50));

        Assert.Equal(profile, Profiler("fitting", "pi").ExpectMsg<AssignJob>().Job);
    }

    [Fact]
    public void Train_GoesOnlyToAWorkerWithEnoughMemory()
    {
        var needs = new SearchContext(SearchContext.Search, SearchContext.Spec with { Needs = new NeedsSpec(8L << 30, 0) }, SearchContext.Input);
        var small = Worker("small", new WorkerIdle([JobKind.TrainRound], null, 4L << 30));
        var silent = Worker("silent", JobKind.TrainRound);
        Search.Send(Broker, new SubmitJob(needs, Round));
        small.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        silent.ExpectNoMsg(TimeSpan.FromMilliseconds(50));

        Worker("large", new WorkerIdle([JobKind.TrainRound], null, 8L << 30)).ExpectMsg<AssignJob>();
    }

    [Fact]
    public void Train_OnAGraphicsProcessor_GoesOnlyToAWorkerWithOne_AndTheLastComparisonToAny()
    {
        var onGpu = new SearchContext(SearchContext.Search, SearchContext.Spec with { Compute = new ComputeSpec(ComputeSpec.Cuda, false) }, SearchContext.Input);
        var plain = Worker("plain", new WorkerIdle([JobKind.TrainRound, JobKind.Finish], null, 4L << 30));
        Search.Send(Broker, new SubmitJob(onGpu, Round));
        plain.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        var finish = new FinishJob("finish/winner", "winner", new NetworkRef(new Architecture("000")), ArtifactId.Of([1]));
        Search.Send(Broker, new SubmitJob(onGpu, finish));
        Assert.Equal(finish, plain.ExpectMsg<AssignJob>().Job);

        Assert.Equal(Round, Worker("gpu", new WorkerIdle([JobKind.TrainRound], null, 4L << 30, 1L << 30)).ExpectMsg<AssignJob>().Job);
    }

    [Fact]
    public void Submit_NobodyFits_SearchIsToldOnceWhoIsMissing()
    {
        Profiler("other", "jetson-7");
        Search.Send(Broker, new SubmitJob(SearchContext, new ProfileJob("profile/sample/000/0", new NetworkRef(new Architecture("000")), 0, "pi")));
        Pass(Lease / 4);
        Assert.Equal("waits for a profiler of device pi", Search.ExpectMsg<JobWaiting>().Reason);
        Pass(Lease / 4);
        Search.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        Assert.Equal("waits for a profiler of device pi", Assert.Single(Assert.Single(State().Searches).Waits));
    }

    [Fact]
    public void Done_ByAStranger_IsRefusedAndCounted()
    {
        var worker = Worker("one", JobKind.TrainRound);
        var stranger = Worker("stranger", JobKind.Score);
        Submit();
        var attempt = worker.ExpectMsg<AssignJob>().Attempt;
        Search.ExpectMsg<JobTaken>();

        stranger.Send(Broker, new JobDone(attempt, Result, TimeSpan.Zero));
        stranger.Send(Broker, new AttemptCrashed(attempt, "made up"));
        stranger.Send(Broker, new AttemptCancelled(attempt));
        stranger.Send(Broker, new OutcomeStored(attempt));
        Search.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        Assert.Equal(4, State().Counts.Refused);

        worker.Send(Broker, new JobDone(attempt, Result, TimeSpan.Zero));
        Search.ExpectMsg<JobOutcome>();
    }

    [Fact]
    public void Done_ResultThatCannotBe_GoesToAnotherWorkerAndTheLiarIsSetAside()
    {
        var profile = Profile;
        var liar = Profiler("liar", "simulated");
        Search.Send(Broker, new SubmitJob(SearchContext, profile));
        var attempt = liar.ExpectMsg<AssignJob>().Attempt;
        Search.ExpectMsg<JobTaken>();

        liar.Send(Broker, new JobDone(attempt, new Profiled(Device("simulated"), SearchScript.Measurement(-1)), TimeSpan.Zero));
        liar.ExpectMsg(new ResultAcknowledged(attempt));
        liar.Send(Broker, new WorkerIdle([JobKind.Profile], "simulated"));
        liar.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        Assert.Contains("no latency", Assert.Single(State().Workers).Fault);

        Profiler("honest", "simulated").ExpectMsg<AssignJob>();
    }

    [Fact]
    public void Done_MeasuredOnAnotherDevice_IsRefused()
    {
        var board = Profiler("board", "simulated");
        Search.Send(Broker, new SubmitJob(SearchContext, Profile));
        board.Send(Broker, new JobDone(board.ExpectMsg<AssignJob>().Attempt, new Profiled(Device("jetson-7"), SearchScript.Measurement(1)), TimeSpan.Zero));
        board.ExpectMsg<ResultAcknowledged>();

        Assert.Equal(1, State().Counts.Refused);
    }

    [Fact]
    public void Drain_RunningJob_IsHandedBackWithoutCountingAsALossAndTheNodeMayLeave()
    {
        var worker = Worker("one", JobKind.TrainRound);
        Submit();
        var attempt = worker.ExpectMsg<AssignJob>().Attempt;
        string node = worker.Ref.Path.Address.ToString();
        Broker.Tell(new DrainNode(node, TimeSpan.Zero), TestActor);
        worker.ExpectMsg(new CancelAttempt(attempt));
        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        worker.Send(Broker, new AttemptCancelled(attempt));
        ExpectMsg(new NodeDrained(node));
        worker.Send(Broker, new WorkerIdle([JobKind.TrainRound]));
        worker.ExpectNoMsg(TimeSpan.FromMilliseconds(50));

        var state = State();
        Assert.Equal((1, 0), (state.Counts.HandedBack, state.Counts.Lost));
        Assert.Equal(node, Assert.Single(state.Draining));
        Assert.Equal(1, Assert.Single(state.Searches).Waiting);
        Broker.Tell(new DrainNode(node, TimeSpan.Zero), TestActor);
        ExpectMsg(new NodeDrained(node));
    }

    [Fact]
    public void Drain_WithGrace_LetsTheJobFinish()
    {
        var worker = Worker("one", JobKind.TrainRound);
        Submit();
        var attempt = worker.ExpectMsg<AssignJob>().Attempt;
        string node = worker.Ref.Path.Address.ToString();
        Broker.Tell(new DrainNode(node, TimeSpan.FromMinutes(10)), TestActor);
        worker.ExpectNoMsg(TimeSpan.FromMilliseconds(50));

        worker.Send(Broker, new JobDone(attempt, Result, TimeSpan.Zero));
        Search.ExpectMsg<JobTaken>();
        Search.ExpectMsg<JobOutcome>();
        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        Search.Send(Broker, new OutcomeStored(attempt));
        ExpectMsg(new NodeDrained(node));
    }

    [Fact]
    public void Broker_TakesOverFromAnother_BoardTakesUpOnlyAttemptsOnItsDevices()
    {
        var board = CreateTestProbe("board");
        var (training, measuring) = (new AttemptId(SearchContext.Search, Round.Id, 1), new AttemptId(SearchContext.Search, Profile.Id, 2));
        Submit();
        Search.Send(Broker, new SubmitJob(SearchContext, Profile));

        board.Send(Broker, new OfBoard(new JobDone(training, new JobFailed("forged", Permanent: true), TimeSpan.Zero), _ => true));
        board.ExpectMsg(new ResultAcknowledged(training));
        board.Send(Broker, new OfBoard(new RenewLease(measuring), device => device == "other"));
        board.ExpectMsg(new CancelAttempt(measuring));
        Search.ExpectNoMsg(TimeSpan.FromMilliseconds(50));

        board.Send(Broker, new OfBoard(new RenewLease(measuring), device => device == "simulated"));
        Assert.Equal(measuring, Search.ExpectMsg<JobTaken>().Attempt);
    }

    [Fact]
    public void Broker_TakesOverFromAnother_AttemptsUnderWayGoOn()
    {
        var worker = CreateTestProbe("worker");
        var attempt = new AttemptId(SearchContext.Search, Round.Id, 1);
        worker.Send(Broker, new RenewLease(attempt));
        worker.Send(Broker, new JobDone(attempt, Result, TimeSpan.Zero));
        worker.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        Submit();
        worker.Send(Broker, new JobDone(attempt, Result, TimeSpan.Zero));

        Assert.Equal(attempt, Search.ExpectMsg<JobTaken>().Attempt);
        Search.ExpectMsg<JobOutcome>();
        Search.Send(Broker, new OutcomeStored(attempt));
        worker.ExpectMsg(new ResultAcknowledged(attempt));
    }

    [Fact]
    public void Searches_OfPrioritiesOneAndTwo_GetJobsDoneInThatProportion()
    {
        var doubled = new SearchContext(new SearchId("b"), SearchContext.Spec with { Priority = 2 }, SearchContext.Input);
        for (int i = 0; i < 40; i++)
        {
            Search.Send(Broker, new SubmitJob(new SearchContext(new SearchId("a"), SearchContext.Spec, SearchContext.Input), new TrainRoundJob($"round/{i}", i, null, Round.Active)));
            Search.Send(Broker, new SubmitJob(doubled, new TrainRoundJob($"round/{i}", i, null, Round.Active)));
        }

        var worker = Worker("one", JobKind.TrainRound);
        var given = new List<string>();
        for (int i = 0; i < 30; i++)
        {
            var attempt = worker.ExpectMsg<AssignJob>().Attempt;
            given.Add(attempt.Search.Value);
            worker.Send(Broker, new JobDone(attempt, Result, TimeSpan.Zero));
            Search.Send(Broker, new OutcomeStored(attempt));
            worker.ExpectMsg<ResultAcknowledged>();
            worker.Send(Broker, new WorkerIdle([JobKind.TrainRound]));
        }

        Assert.Equal(20, given.Count(search => search == "b"));
    }

    [Fact]
    public void Withdraw_OneOfTwoSearches_LeavesTheOtherAlone()
    {
        var other = new SearchContext(new SearchId("other"), SearchContext.Spec, SearchContext.Input);
        Submit();
        Search.Send(Broker, new SubmitJob(other, Round));
        Search.Send(Broker, new WithdrawJobs(SearchContext.Search));
        Search.ExpectMsg(new JobsWithdrawn(SearchContext.Search));

        Assert.Equal(other.Search, Worker("one", JobKind.TrainRound).ExpectMsg<AssignJob>().Attempt.Search);
    }

    private static ProfileJob Profile { get; } = new("profile/sample/000/0", new NetworkRef(new Architecture("000")), 0);

    private static DeviceIdentity Device(string name) => new(name, "none", "fixed", "none", "fp32", 1, 1);

    private TestProbe Profiler(string name, string device) => Worker(name, new WorkerIdle([JobKind.Profile], device));
}
