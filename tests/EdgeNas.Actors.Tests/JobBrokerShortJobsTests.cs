using EdgeNas.Actors.Protocol;

namespace EdgeNas.Actors.Tests;

/// <summary>Short jobs are given ahead of time to workers that take them.</summary>
public sealed class JobBrokerShortJobsTests : JobBrokerTestKit
{
    private static WorkerIdle Ahead { get; } = new([JobKind.TrainRound], Ahead: 8);

    [Fact]
    public void ShortJobs_WorkerThatTakesThemAhead_HasSeveralBeforeAnyIsAcknowledged()
    {
        var worker = Worker("one", Ahead);
        Submit(0, 5);
        var first = worker.ExpectMsg<AssignJob>();
        worker.ExpectNoMsg(TimeSpan.FromMilliseconds(50));

        worker.Send(Broker, new JobDone(first.Attempt, Result, TimeSpan.FromMilliseconds(1)));
        string[] next = [.. Enumerable.Range(0, 4).Select(_ => worker.ExpectMsg<AssignJob>().Job.Id)];
        Assert.Equal(["round/1", "round/2", "round/3", "round/4"], next);
        Search.Send(Broker, new OutcomeStored(first.Attempt));
        worker.ExpectMsg(new ResultAcknowledged(first.Attempt));
    }

    [Fact]
    public void ShortJobs_WorkerWhoseAnswersTakeLong_HasFewAhead()
    {
        var worker = Worker("one", Ahead);
        Submit(0, 9);
        var first = worker.ExpectMsg<AssignJob>();

        // The job took no time, its way did: as where a thousand workers share one seed.
        Pass(TimeSpan.FromMilliseconds(60));
        worker.Send(Broker, new JobDone(first.Attempt, Result, TimeSpan.Zero));
        worker.ExpectMsg<AssignJob>();
        worker.ExpectMsg<AssignJob>();
        worker.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void LongJobs_WorkerThatTakesShortOnesAhead_HasOneAtATimeAndTheNextBeforeTheResultIsStored()
    {
        var worker = Worker("one", Ahead);
        Submit(0, 5);

        worker.Send(Broker, new JobDone(worker.ExpectMsg<AssignJob>().Attempt, Result, TimeSpan.FromSeconds(1)));
        worker.ExpectMsg<AssignJob>();
        worker.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void ShortJobs_OfAWorkerThatIsLost_CountOnlyWhereBegunAndAreGivenAloneFromThen()
    {
        var worker = Worker("one", Ahead);
        Submit(0, 4);
        worker.Send(Broker, new JobDone(worker.ExpectMsg<AssignJob>().Attempt, Result, TimeSpan.Zero));
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
        worker.Send(Broker, new JobDone(worker.ExpectMsg<AssignJob>().Attempt, Result, TimeSpan.Zero));
        worker.ExpectMsg<AssignJob>();
        var waiting = worker.ExpectMsg<AssignJob>().Attempt;

        Broker.Tell(new DrainNode(worker.Ref.Path.Address.ToString(), TimeSpan.FromMinutes(10)), TestActor);
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
        worker.Send(Broker, new JobDone(first.Attempt, Result, TimeSpan.Zero));
        var second = worker.ExpectMsg<AssignJob>();
        Assert.Null(second.Context);

        worker.Send(Broker, new AskContext(second.Attempt));
        Assert.Equal(second with { Context = SearchContext }, worker.ExpectMsg<AssignJob>());
    }

    [Fact]
    public void HandedBack_WorkerGetsNothingBeforeItSaysThatItIsReady()
    {
        var worker = Worker("one", Ahead);
        Submit(0, 1);
        worker.Send(Broker, new AttemptCancelled(worker.ExpectMsg<AssignJob>().Attempt));
        worker.ExpectNoMsg(TimeSpan.FromMilliseconds(50));

        worker.Send(Broker, Ahead);
        worker.ExpectMsg<AssignJob>();
    }
}
