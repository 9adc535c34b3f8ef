using EdgeNas.Actors.Protocol;
using EdgeNas.Domain.Searches;

namespace EdgeNas.Actors.Tests;

/// <summary>How long a worker keeps a job without a sign of life.</summary>
public sealed class JobBrokerLeaseTests : JobBrokerTestKit
{
    [Fact]
    public void Lease_NotRenewed_JobGoesToAnotherWorkerAndTheLateResultIsDropped()
    {
        var first = Worker("first", JobKind.TrainRound);
        Submit();
        var old = first.ExpectMsg<AssignJob>().Attempt;
        var second = Worker("second", JobKind.TrainRound);

        for (int i = 0; i < 3; i++)
        {
            Pass(Lease * 0.4);
            second.Send(Broker, new WorkerIdle([JobKind.TrainRound]));
        }

        Pass(TimeSpan.Zero);
        var renewed = second.ExpectMsg<AssignJob>().Attempt;
        Assert.NotEqual(old, renewed);

        Search.ExpectMsg<JobTaken>();
        Search.ExpectMsg<JobTaken>();
        first.Send(Broker, new JobDone(old, Result, TimeSpan.Zero));
        first.ExpectMsg(new ResultAcknowledged(old));
        Search.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void Lease_NobodyIsHeard_IsNotOverAndTheResultCounts()
    {
        var first = Worker("first", JobKind.TrainRound);
        Submit();
        var attempt = first.ExpectMsg<AssignJob>().Attempt;
        var second = Worker("second", JobKind.TrainRound);
        Search.ExpectMsg<JobTaken>();

        Pass(Lease * 4);

        second.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        first.Send(Broker, new JobDone(attempt, Result, TimeSpan.Zero));
        Assert.Equal(attempt, Search.ExpectMsg<JobOutcome>().Attempt);
        Assert.Equal(0, State().Counts.Lost);
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
            first.Send(Broker, new RenewLease(attempt));
            // The clock may go on only once the broker has seen the renewal.
            first.Send(Broker, new WithdrawJobs(new SearchId("another")));
            first.ExpectMsg<JobsWithdrawn>();
        }

        second.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }
}
