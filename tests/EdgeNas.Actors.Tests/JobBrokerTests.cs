using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using EdgeNas.Actors.Jobs;
using EdgeNas.Actors.Protocol;
using EdgeNas.Domain.Devices;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Searches;
using EdgeNas.Domain.Spaces;
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
    public void Moved_JobUnderWay_TheSearchIsToldAndTheListShowsIt()
    {
        var worker = Worker("one", JobKind.TrainRound);
        Submit();
        var attempt = worker.ExpectMsg<AssignJob>().Attempt;
        _search.ExpectMsg<JobTaken>();

        worker.Send(_broker, new AttemptMoved(attempt, new JobProgress(0.5, "half")));

        Assert.Equal("half", _search.ExpectMsg<JobMoved>().Progress.Text);
        _broker.Tell(new ListJobs(_context.Search), TestActor);
        var job = Assert.Single(ExpectMsg<JobList>().Jobs);
        Assert.Equal((_job.Id, 0.5), (job.JobId, job.Progress.Fraction));
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

    [Fact]
    public void Profile_GoesOnlyToAProfilerOfItsDevice()
    {
        var other = Profiler("other", "jetson-7");
        var profile = new ProfileJob("profile/sample/000/0", new NetworkRef(new Architecture("000")), 0, "pi");
        _search.Send(_broker, new SubmitJob(_context, profile));
        other.ExpectNoMsg(TimeSpan.FromMilliseconds(50));

        Assert.Equal(profile, Profiler("fitting", "pi").ExpectMsg<AssignJob>().Job);
    }

    [Fact]
    public void Train_GoesOnlyToAWorkerWithEnoughMemory()
    {
        var needs = new SearchContext(_context.Search, _context.Spec with { Needs = new NeedsSpec(8L << 30, 0) }, _context.Input);
        var small = Worker("small", new WorkerIdle([JobKind.TrainRound], null, 4L << 30));
        var silent = Worker("silent", JobKind.TrainRound);
        _search.Send(_broker, new SubmitJob(needs, _job));
        small.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        silent.ExpectNoMsg(TimeSpan.FromMilliseconds(50));

        Worker("large", new WorkerIdle([JobKind.TrainRound], null, 8L << 30)).ExpectMsg<AssignJob>();
    }

    [Fact]
    public void Submit_NobodyFits_SearchIsToldOnceWhoIsMissing()
    {
        Profiler("other", "jetson-7");
        _search.Send(_broker, new SubmitJob(_context, new ProfileJob("profile/sample/000/0", new NetworkRef(new Architecture("000")), 0, "pi")));
        Pass(Lease / 4);
        Assert.Equal("waits for a profiler of device pi", _search.ExpectMsg<JobWaiting>().Reason);
        Pass(Lease / 4);
        _search.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        Assert.Equal("waits for a profiler of device pi", Assert.Single(Assert.Single(State().Searches).Waits));
    }

    [Fact]
    public void Done_ByAStranger_IsRefusedAndCounted()
    {
        var worker = Worker("one", JobKind.TrainRound);
        var stranger = Worker("stranger", JobKind.Score);
        Submit();
        var attempt = worker.ExpectMsg<AssignJob>().Attempt;
        _search.ExpectMsg<JobTaken>();

        stranger.Send(_broker, new JobDone(attempt, Result, TimeSpan.Zero));
        stranger.Send(_broker, new AttemptCrashed(attempt, "made up"));
        stranger.Send(_broker, new AttemptCancelled(attempt));
        stranger.Send(_broker, new OutcomeStored(attempt));
        _search.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        Assert.Equal(4, State().Counts.Refused);

        worker.Send(_broker, new JobDone(attempt, Result, TimeSpan.Zero));
        _search.ExpectMsg<JobOutcome>();
    }

    [Fact]
    public void Done_ResultThatCannotBe_GoesToAnotherWorkerAndTheLiarIsSetAside()
    {
        var profile = Profile;
        var liar = Profiler("liar", "simulated");
        _search.Send(_broker, new SubmitJob(_context, profile));
        var attempt = liar.ExpectMsg<AssignJob>().Attempt;
        _search.ExpectMsg<JobTaken>();

        liar.Send(_broker, new JobDone(attempt, new Profiled(Device("simulated"), SearchScript.Measurement(-1)), TimeSpan.Zero));
        liar.ExpectMsg(new ResultAcknowledged(attempt));
        liar.Send(_broker, new WorkerIdle([JobKind.Profile], "simulated"));
        liar.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        Assert.Contains("no latency", Assert.Single(State().Workers).Fault);

        Profiler("honest", "simulated").ExpectMsg<AssignJob>();
    }

    [Fact]
    public void Done_MeasuredOnAnotherDevice_IsRefused()
    {
        var board = Profiler("board", "simulated");
        _search.Send(_broker, new SubmitJob(_context, Profile));
        board.Send(_broker, new JobDone(board.ExpectMsg<AssignJob>().Attempt, new Profiled(Device("jetson-7"), SearchScript.Measurement(1)), TimeSpan.Zero));
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
        _broker.Tell(new DrainNode(node, TimeSpan.Zero), TestActor);
        worker.ExpectMsg(new CancelAttempt(attempt));
        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        worker.Send(_broker, new AttemptCancelled(attempt));
        ExpectMsg(new NodeDrained(node));
        worker.Send(_broker, new WorkerIdle([JobKind.TrainRound]));
        worker.ExpectNoMsg(TimeSpan.FromMilliseconds(50));

        var state = State();
        Assert.Equal((1, 0), (state.Counts.HandedBack, state.Counts.Lost));
        Assert.Equal(node, Assert.Single(state.Draining));
        Assert.Equal(1, Assert.Single(state.Searches).Waiting);
        _broker.Tell(new DrainNode(node, TimeSpan.Zero), TestActor);
        ExpectMsg(new NodeDrained(node));
    }

    [Fact]
    public void Drain_WithGrace_LetsTheJobFinish()
    {
        var worker = Worker("one", JobKind.TrainRound);
        Submit();
        var attempt = worker.ExpectMsg<AssignJob>().Attempt;
        string node = worker.Ref.Path.Address.ToString();
        _broker.Tell(new DrainNode(node, TimeSpan.FromMinutes(10)), TestActor);
        worker.ExpectNoMsg(TimeSpan.FromMilliseconds(50));

        worker.Send(_broker, new JobDone(attempt, Result, TimeSpan.Zero));
        _search.ExpectMsg<JobTaken>();
        _search.ExpectMsg<JobOutcome>();
        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        _search.Send(_broker, new OutcomeStored(attempt));
        ExpectMsg(new NodeDrained(node));
    }

    [Fact]
    public void Broker_TakesOverFromAnother_BoardTakesUpOnlyAttemptsOnItsDevices()
    {
        var board = CreateTestProbe("board");
        var (training, measuring) = (new AttemptId(_context.Search, _job.Id, 1), new AttemptId(_context.Search, Profile.Id, 2));
        Submit();
        _search.Send(_broker, new SubmitJob(_context, Profile));

        board.Send(_broker, new OfBoard(new JobDone(training, new JobFailed("forged", Permanent: true), TimeSpan.Zero), _ => true));
        board.ExpectMsg(new ResultAcknowledged(training));
        board.Send(_broker, new OfBoard(new RenewLease(measuring), device => device == "other"));
        board.ExpectMsg(new CancelAttempt(measuring));
        _search.ExpectNoMsg(TimeSpan.FromMilliseconds(50));

        board.Send(_broker, new OfBoard(new RenewLease(measuring), device => device == "simulated"));
        Assert.Equal(measuring, _search.ExpectMsg<JobTaken>().Attempt);
    }

    [Fact]
    public void Broker_TakesOverFromAnother_AttemptsUnderWayGoOn()
    {
        var worker = CreateTestProbe("worker");
        var attempt = new AttemptId(_context.Search, _job.Id, 1);
        worker.Send(_broker, new RenewLease(attempt));
        worker.Send(_broker, new JobDone(attempt, Result, TimeSpan.Zero));
        worker.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        Submit();
        worker.Send(_broker, new JobDone(attempt, Result, TimeSpan.Zero));

        Assert.Equal(attempt, _search.ExpectMsg<JobTaken>().Attempt);
        _search.ExpectMsg<JobOutcome>();
        _search.Send(_broker, new OutcomeStored(attempt));
        worker.ExpectMsg(new ResultAcknowledged(attempt));
    }

    [Fact]
    public void Searches_OfPrioritiesOneAndTwo_GetJobsDoneInThatProportion()
    {
        var doubled = new SearchContext(new SearchId("b"), _context.Spec with { Priority = 2 }, _context.Input);
        for (int i = 0; i < 40; i++)
        {
            _search.Send(_broker, new SubmitJob(new SearchContext(new SearchId("a"), _context.Spec, _context.Input), new TrainRoundJob($"round/{i}", i, null, ((TrainRoundJob)_job).Active)));
            _search.Send(_broker, new SubmitJob(doubled, new TrainRoundJob($"round/{i}", i, null, ((TrainRoundJob)_job).Active)));
        }

        var worker = Worker("one", JobKind.TrainRound);
        var given = new List<string>();
        for (int i = 0; i < 30; i++)
        {
            var attempt = worker.ExpectMsg<AssignJob>().Attempt;
            given.Add(attempt.Search.Value);
            worker.Send(_broker, new JobDone(attempt, Result, TimeSpan.Zero));
            _search.Send(_broker, new OutcomeStored(attempt));
            worker.ExpectMsg<ResultAcknowledged>();
            worker.Send(_broker, new WorkerIdle([JobKind.TrainRound]));
        }

        Assert.Equal(20, given.Count(search => search == "b"));
    }

    [Fact]
    public void ShortJobs_WorkerThatTakesThemAhead_HasSeveralBeforeAnyIsAcknowledged()
    {
        var worker = Worker("one", Ahead);
        Submit(0, 5);
        var first = worker.ExpectMsg<AssignJob>();
        worker.ExpectNoMsg(TimeSpan.FromMilliseconds(50));

        worker.Send(_broker, new JobDone(first.Attempt, Result, TimeSpan.FromMilliseconds(1)));
        string[] next = [.. Enumerable.Range(0, 4).Select(_ => worker.ExpectMsg<AssignJob>().Job.Id)];
        Assert.Equal(["round/1", "round/2", "round/3", "round/4"], next);
        _search.Send(_broker, new OutcomeStored(first.Attempt));
        worker.ExpectMsg(new ResultAcknowledged(first.Attempt));
    }

    [Fact]
    public void LongJobs_WorkerThatTakesShortOnesAhead_HasOneAtATimeAndTheNextBeforeTheResultIsStored()
    {
        var worker = Worker("one", Ahead);
        Submit(0, 5);

        worker.Send(_broker, new JobDone(worker.ExpectMsg<AssignJob>().Attempt, Result, TimeSpan.FromSeconds(1)));
        worker.ExpectMsg<AssignJob>();
        worker.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void ShortJobs_OfAWorkerThatIsLost_CountOnlyWhereBegunAndAreGivenAloneFromThen()
    {
        var worker = Worker("one", Ahead);
        Submit(0, 4);
        worker.Send(_broker, new JobDone(worker.ExpectMsg<AssignJob>().Attempt, Result, TimeSpan.Zero));
        for (int i = 0; i < 3; i++) worker.ExpectMsg<AssignJob>();
        Sys.Stop(worker.Ref);

        var second = Worker("two", Ahead);
        Assert.Equal("round/1", second.ExpectMsg<AssignJob>().Job.Id);
        second.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        Assert.Equal(1, State().Counts.Lost);
    }

    [Fact]
    public void Drain_WithGrace_TakesBackWhatIsNotBegun()
    {
        var worker = Worker("one", Ahead);
        Submit(0, 3);
        worker.Send(_broker, new JobDone(worker.ExpectMsg<AssignJob>().Attempt, Result, TimeSpan.Zero));
        worker.ExpectMsg<AssignJob>();
        var waiting = worker.ExpectMsg<AssignJob>().Attempt;

        _broker.Tell(new DrainNode(worker.Ref.Path.Address.ToString(), TimeSpan.FromMinutes(10)), TestActor);
        worker.ExpectMsg(new CancelAttempt(waiting));
        worker.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void Context_IsSentOnceToAWorkerThatKeepsItAndAgainWhenAsked()
    {
        var worker = Worker("one", Ahead);
        Submit(0, 2);
        var first = worker.ExpectMsg<AssignJob>();
        Assert.NotNull(first.Context);
        worker.Send(_broker, new JobDone(first.Attempt, Result, TimeSpan.Zero));
        var second = worker.ExpectMsg<AssignJob>();
        Assert.Null(second.Context);

        worker.Send(_broker, new AskContext(second.Attempt));
        Assert.Equal(second with { Context = _context }, worker.ExpectMsg<AssignJob>());
    }

    [Fact]
    public void HandedBack_WorkerGetsNothingBeforeItSaysThatItIsReady()
    {
        var worker = Worker("one", Ahead);
        Submit(0, 1);
        worker.Send(_broker, new AttemptCancelled(worker.ExpectMsg<AssignJob>().Attempt));
        worker.ExpectNoMsg(TimeSpan.FromMilliseconds(50));

        worker.Send(_broker, Ahead);
        worker.ExpectMsg<AssignJob>();
    }

    [Fact]
    public void Withdraw_OneOfTwoSearches_LeavesTheOtherAlone()
    {
        var other = new SearchContext(new SearchId("other"), _context.Spec, _context.Input);
        Submit();
        _search.Send(_broker, new SubmitJob(other, _job));
        _search.Send(_broker, new WithdrawJobs(_context.Search));
        _search.ExpectMsg(new JobsWithdrawn(_context.Search));

        Assert.Equal(other.Search, Worker("one", JobKind.TrainRound).ExpectMsg<AssignJob>().Attempt.Search);
    }

    private static WorkerIdle Ahead { get; } = new([JobKind.TrainRound], Ahead: 8);

    private static ProfileJob Profile { get; } = new("profile/sample/000/0", new NetworkRef(new Architecture("000")), 0);

    private static DeviceIdentity Device(string name) => new(name, "none", "fixed", "none", "fp32", 1, 1);

    private static JobResult Result { get; } = new RoundTrained(SearchScript.Artifact("checkpoint"), 1, 0.5);

    private TestProbe Worker(string name, params JobKind[] kinds)
    {
        var probe = CreateTestProbe(name);
        probe.Send(_broker, new WorkerIdle([.. kinds]));
        return probe;
    }

    private TestProbe Worker(string name, WorkerIdle idle)
    {
        var probe = CreateTestProbe(name);
        probe.Send(_broker, idle);
        return probe;
    }

    private TestProbe Profiler(string name, string device) => Worker(name, new WorkerIdle([JobKind.Profile], device));

    private BrokerState State()
    {
        var asker = CreateTestProbe();
        asker.Send(_broker, new GetBrokerState());
        return asker.ExpectMsg<BrokerState>();
    }

    private void Submit(int from, int count)
    {
        for (int i = from; i < from + count; i++) _search.Send(_broker, new SubmitJob(_context, new TrainRoundJob($"round/{i}", i, null, ((TrainRoundJob)_job).Active)));
    }

    private void Submit() => _search.Send(_broker, new SubmitJob(_context, _job));

    private void Pass(TimeSpan time)
    {
        // The broker has its timer, and what was sent, before the clock goes on.
        State();
        _time.Advance(time);
        Scheduler.Advance(time);
    }
}
