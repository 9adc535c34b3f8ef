using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using EdgeNas.Actors.Jobs;
using EdgeNas.Actors.Protocol;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Tests.Searches;

namespace EdgeNas.Actors.Tests;

/// <summary>A broker in virtual time, the actor of a search, and workers: what its tests begin with.</summary>
public abstract class JobBrokerTestKit : TestKit
{
    protected static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private readonly ManualTime _time = new();

    protected JobBrokerTestKit()
        : base("""akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit" """)
    {
        var script = SearchScript.Begin();
        SearchContext = new SearchContext(script.State.Id, script.State.Spec, script.State.Input);
        Round = script.Job<TrainRoundJob>();
        Search = CreateTestProbe("search");
        Broker = Sys.ActorOf(JobBroker.Props(_time, Lease), "jobs");
    }

    protected IActorRef Broker { get; }

    /// <summary>In the place of a search's actor.</summary>
    protected TestProbe Search { get; }

    protected SearchContext SearchContext { get; }

    /// <summary>A job of the search.</summary>
    protected TrainRoundJob Round { get; }

    protected static JobResult Result { get; } = new RoundTrained(SearchScript.Artifact("checkpoint"), 1, 0.5);

    protected TestProbe Worker(string name, params JobKind[] kinds)
    {
        var probe = CreateTestProbe(name);
        probe.Send(Broker, new WorkerIdle([.. kinds]));
        return probe;
    }

    protected TestProbe Worker(string name, WorkerIdle idle)
    {
        var probe = CreateTestProbe(name);
        probe.Send(Broker, idle);
        return probe;
    }

    protected BrokerState State()
    {
        var asker = CreateTestProbe();
        asker.Send(Broker, new GetBrokerState());
        return asker.ExpectMsg<BrokerState>();
    }

    protected void Submit(int from, int count)
    {
        for (int i = from; i < from + count; i++) Search.Send(Broker, new SubmitJob(SearchContext, new TrainRoundJob($"round/{i}", i, null, Round.Active)));
    }

    protected void Submit() => Search.Send(Broker, new SubmitJob(SearchContext, Round));

    protected void Pass(TimeSpan time)
    {
        // The broker has its timer, and what was sent, before the clock goes on.
        State();
        _time.Advance(time);
        ((TestScheduler)Sys.Scheduler).Advance(time);
    }
}
