using System.Collections.Concurrent;
using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using EdgeNas.Actors.Protocol;
using EdgeNas.Actors.Workers;
using EdgeNas.Domain.Devices;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Tests.Searches;

namespace EdgeNas.Actors.Tests;

public sealed class JobWorkerTests : TestKit
{
    private readonly Gate _gate = new();
    private readonly SearchContext _context;
    private readonly TestProbe _broker;
    private readonly IActorRef _worker;

    public JobWorkerTests()
        : base("""
            akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit"
            akka.loglevel = OFF
            akka.stdout-loglevel = OFF
            """)
    {
        var state = SearchScript.Begin().State;
        _context = new SearchContext(state.Id, state.Spec, state.Input);
        _broker = CreateTestProbe("broker");
        _worker = Sys.ActorOf(JobWorker.Props(WorkerRole.Evaluator, _broker.Ref, new WorkerResources([_gate], null!, new MachineGate())), "worker");
        AwaitCondition(() =>
        {
            Pass(TimeSpan.FromMilliseconds(1));
            return _broker.HasMessages;
        });
        Assert.True(_broker.ExpectMsg<WorkerIdle>().Ahead > 0);
    }

    [Fact]
    public void Jobs_GivenAhead_AreDoneInOrderWithoutWaitingForAcknowledgements()
    {
        Assign(1, _context);
        Assign(2, null);
        Assign(3, null);
        for (int i = 1; i <= 3; i++)
        {
            _gate.Open.Add(null);
            Assert.Equal(Attempt(i), _broker.ExpectMsg<JobDone>().Attempt);
        }

        _broker.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void Tick_RenewsAllThatItHasAndRepeatsWhatIsNotAcknowledged()
    {
        Assign(1, _context);
        _gate.Open.Add(null);
        var done = _broker.ExpectMsg<JobDone>();
        Assign(2, null);
        Assign(3, null);
        Pass(Tick);
        Assert.Equal(new[] { Attempt(2), Attempt(3) }, new[] { _broker.ExpectMsg<RenewLease>().Attempt, _broker.ExpectMsg<RenewLease>().Attempt });
        Pass(Tick);
        _broker.ExpectMsg<RenewLease>();
        _broker.ExpectMsg<RenewLease>();
        Assert.Equal(done, _broker.ExpectMsg<JobDone>());
        _broker.Send(_worker, new ResultAcknowledged(done.Attempt));
        Pass(Tick);
        _broker.ExpectMsg<RenewLease>();
        _broker.ExpectMsg<RenewLease>();
        _broker.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        _gate.Open.Add(null);
        _gate.Open.Add(null);
    }

    [Fact]
    public void Job_WithoutAContextThatIsKnown_IsAskedFor()
    {
        Assign(1, null);
        Assert.Equal(Attempt(1), _broker.ExpectMsg<AskContext>().Attempt);
        Assign(1, _context);
        _gate.Open.Add(null);
        Assert.Equal(Attempt(1), _broker.ExpectMsg<JobDone>().Attempt);
    }

    [Fact]
    public void Cancel_OfAJobThatWaits_HandsItBackAndSaysReady()
    {
        Assign(1, _context);
        Assign(2, null);
        _broker.Send(_worker, new CancelAttempt(Attempt(2)));
        Assert.Equal(Attempt(2), _broker.ExpectMsg<AttemptCancelled>().Attempt);
        _broker.ExpectMsg<WorkerIdle>();
        _gate.Open.Add(null);
        Assert.Equal(Attempt(1), _broker.ExpectMsg<JobDone>().Attempt);
        _broker.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void Bug_IsToldAndWhatWaitsIsHandedBack()
    {
        Assign(1, _context);
        Assign(2, null);
        _gate.Open.Add(new InvalidOperationException("no tensor"));
        Assert.Contains("no tensor", _broker.ExpectMsg<AttemptCrashed>().Failure);
        Assert.Equal(Attempt(2), _broker.ExpectMsg<AttemptCancelled>().Attempt);
    }

    [Fact]
    public void Stop_HandsBackAllThatItHas()
    {
        Assign(1, _context);
        Assign(2, null);
        // Stopping overtakes what waits in its mailbox: its answer shows that it has got both.
        _broker.Send(_worker, new CancelAttempt(Attempt(3)));
        Assert.Equal(Attempt(3), _broker.ExpectMsg<AttemptCancelled>().Attempt);
        _broker.ExpectMsg<WorkerIdle>();
        Sys.Stop(_worker);
        Assert.Equal(new[] { Attempt(1), Attempt(2) }, new[] { _broker.ExpectMsg<AttemptCancelled>().Attempt, _broker.ExpectMsg<AttemptCancelled>().Attempt });
        _gate.Open.Add(null);
    }

    private static TimeSpan Tick => TimeSpan.FromSeconds(2);

    private AttemptId Attempt(int number) => new(_context.Search, $"score/{number}", number);

    private void Assign(int number, SearchContext? context) =>
        _broker.Send(_worker, new AssignJob(Attempt(number), context, new ScoreJob($"score/{number}", default, [], 0), _broker.Ref, TimeSpan.FromSeconds(30)));

    private void Pass(TimeSpan time) => ((TestScheduler)Sys.Scheduler).Advance(time);

    /// <summary>Ends each job when it is let through, or as it is told.</summary>
    private sealed class Gate : IJobHandler
    {
        public BlockingCollection<Exception?> Open { get; } = [];

        public bool CanHandle(Job job) => true;

        public JobResult Handle(Job job, JobEnvironment environment, CancellationToken cancellation) =>
            Open.Take(CancellationToken.None) is { } failure ? throw failure : new Scored([]);
    }
}
