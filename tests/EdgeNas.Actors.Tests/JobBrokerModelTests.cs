using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using EdgeNas.Actors.Jobs;
using EdgeNas.Actors.Protocol;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Searches;
using EdgeNas.Domain.Tests.Searches;

namespace EdgeNas.Actors.Tests;

/// <summary>
/// Random programs against the broker in virtual time: searches submit, workers take, finish, lose, repeat and delay their results, die, drain and come again. Whatever
/// happens, no job is lost, none is stored twice, no worker has more than it takes, a worker only ever gets what it offers, and only jobs that were begun are given up.
/// </summary>
public sealed class JobBrokerModelTests : TestKit
{
    private const int Jobs = 12;
    private const int Ahead = 3;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private static readonly string[] Devices = ["pi", "jetson-7"];

    private readonly ManualTime _time = new();
    private readonly IActorRef _broker;
    private readonly Dictionary<string, TestProbe> _searches;
    private readonly SearchContext _context;
    private readonly TrainRoundJob _round;
    private readonly List<Worker> _workers = [];
    private readonly Dictionary<(string Search, string Job), AttemptId> _stored = [];
    private readonly HashSet<(string Search, string Job)> _poisoned = [];
    private readonly HashSet<AttemptId> _given = [];
    private readonly Dictionary<(string Search, string Job), HashSet<AttemptId>> _begun = [];
    private int _names;

    public JobBrokerModelTests()
        : base("""akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit" """ + "\nakka.loglevel = OFF\nakka.stdout-loglevel = OFF")
    {
        var script = SearchScript.Begin();
        _context = new SearchContext(script.State.Id, script.State.Spec, script.State.Input);
        _round = script.Job<TrainRoundJob>();
        _searches = new[] { "a", "b", "c" }.ToDictionary(name => name, name => CreateTestProbe($"search-{name}"));
        _broker = Sys.ActorOf(JobBroker.Props(_time, Lease), "jobs");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Broker_RandomProgram_LosesNothingAndStoresNothingTwice(int seed)
    {
        var random = new SeedStream(seed, "broker");
        string[] searches = [.. _searches.Keys];
        foreach (string search in searches) Submit(search);
        for (int step = 0; step < 400; step++) Step(random, searches);

        foreach (string device in Devices) Add(new WorkerOffer([JobKind.Profile], device));
        Add(new WorkerOffer([JobKind.TrainRound]));
        for (int round = 0; round < 1000 && _stored.Count + _poisoned.Count < searches.Length * Jobs; round++)
        {
            foreach (string search in searches) Submit(search);
            Pass(Lease / 3);
            foreach (var worker in _workers.ToArray())
            {
                Say(worker);
                Hear();
                if (worker.At is { } attempt) Finish(worker, attempt);
            }
        }

        Assert.Equal(searches.Length * Jobs, _stored.Count + _poisoned.Count);
        Assert.Empty(State().Searches);
    }

    private void Step(SeedStream random, string[] searches)
    {
        int what = random.Next(100);
        if (what < 15) Submit(searches[random.Next(searches.Length)]);
        else if (what < 30) Add(Offer(random.Next(3)), random.Next(2) == 0 ? null : Ahead);
        else if (what < 34) PassUnderWay(random);
        else if (what < 36) _broker.Tell(new DrainNode("akka://nowhere", TimeSpan.Zero), TestActor);
        else if (_workers.Count > 0) Act(random, _workers[random.Next(_workers.Count)]);
        Hear();
    }

    /// <summary>One or two leases, while some workers speak and others don't; or nobody does.</summary>
    private void PassUnderWay(SeedStream random)
    {
        bool someSpeak = random.Next(4) > 0;
        for (int third = 3 * (1 + random.Next(2)); third > 0; third--)
        {
            Pass(Lease / 3);
            if (someSpeak && _workers.Count > 0) Say(_workers[random.Next(_workers.Count)]);
            Hear();
        }
    }

    private static WorkerOffer Offer(int which) => which < Devices.Length ? new WorkerOffer([JobKind.Profile], Devices[which]) : new WorkerOffer([JobKind.TrainRound]);

    private void Act(SeedStream random, Worker worker)
    {
        switch (random.Next(9))
        {
            case 0:
                Sys.Stop(worker.Probe.Ref);
                _workers.Remove(worker);
                break;
            case 1 when worker.At is not null:
                var back = worker.Has[random.Next(worker.Has.Count)];
                worker.Probe.Send(_broker, new AttemptCancelled(back));
                Forget(worker, back);
                break;
            case 2 when worker.Old is { } old:
                worker.Probe.Send(_broker, new JobDone(old, Result(old), TimeSpan.Zero));
                break;
            case 3 when worker.At is { } attempt:
                Done(worker, attempt);
                worker.Probe.Send(_broker, new JobDone(attempt, Result(attempt), TimeSpan.Zero));
                break;
            case 4 when worker.At is { } attempt:
                worker.Probe.Send(_broker, new RenewLease(attempt));
                break;
            case 7 when worker.Ahead is not null && worker.At is { } attempt:
                worker.Probe.Send(_broker, new AskContext(attempt));
                break;
            case 5 when worker.At is { } attempt && _workers.Count > 1:
                var stranger = _workers[(_workers.IndexOf(worker) + 1 + random.Next(_workers.Count - 1)) % _workers.Count];
                stranger.Probe.Send(_broker, new JobDone(attempt, Result(attempt), TimeSpan.Zero));
                break;
            case 6 when worker.At is { } attempt:
                Finish(worker, attempt);
                break;
            default:
                Say(worker);
                break;
        }
    }

    private void Submit(string search)
    {
        var context = _context with { Search = new SearchId(search) };
        for (int i = 0; i < Jobs; i++)
        {
            Job job = (i % 3) switch
            {
                0 => new ProfileJob($"profile/{i}", new NetworkRef(null), i, "pi"),
                1 => new ProfileJob($"profile/{i}", new NetworkRef(null), i, "jetson-7"),
                _ => _round with { Id = $"round/{i}" },
            };
            if (!_stored.ContainsKey((search, job.Id)) && !_poisoned.Contains((search, job.Id))) _searches[search].Send(_broker, new SubmitJob(context, job));
        }
    }

    private void Add(WorkerOffer offer, int? ahead = null)
    {
        var worker = new Worker(CreateTestProbe($"worker-{++_names}"), offer, ahead);
        _workers.Add(worker);
        Say(worker);
    }

    private void Say(Worker worker)
    {
        foreach (var attempt in worker.Has) worker.Probe.Send(_broker, new RenewLease(attempt));
        if (worker.At is null || worker.Ahead is not null) worker.Probe.Send(_broker, new WorkerIdle(worker.Offer.Kinds, worker.Offer.Device, Ahead: worker.Ahead));
    }

    private void Forget(Worker worker, AttemptId attempt)
    {
        if (!worker.Has.Remove(attempt)) return;
        worker.Old = attempt;
        NoteBegun(worker);
    }

    private void NoteBegun(Worker worker)
    {
        if (worker.At is not { } attempt) return;
        var key = (attempt.Search.Value, attempt.JobId);
        if (!_begun.TryGetValue(key, out var begun)) _begun[key] = begun = [];
        begun.Add(attempt);
    }

    private void Finish(Worker worker, AttemptId attempt)
    {
        Done(worker, attempt);
        Hear();
    }

    /// <summary>A worker that takes jobs ahead doesn't wait for the acknowledgement.</summary>
    private void Done(Worker worker, AttemptId attempt)
    {
        worker.Probe.Send(_broker, new JobDone(attempt, Result(attempt), TimeSpan.Zero));
        if (worker.Ahead is not null) Forget(worker, attempt);
    }

    /// <summary>Everything that the broker has said, taken in.</summary>
    private void Hear()
    {
        // An answer that comes after everything that it said before.
        State();
        foreach (var (search, probe) in _searches)
        {
            while (probe.HasMessages) Take(search, probe.ReceiveOne(TimeSpan.Zero)!);
        }

        State();
        foreach (var worker in _workers.ToArray())
        {
            while (worker.Probe.HasMessages) Take(worker, worker.Probe.ReceiveOne(TimeSpan.Zero)!);
        }
    }

    private void Take(string search, object message)
    {
        switch (message)
        {
            case JobOutcome outcome:
                Assert.True(
                    !_stored.TryGetValue((search, outcome.Job.Id), out var stored) || stored == outcome.Attempt,
                    $"job {outcome.Job.Id} of search {search} gave the results of attempts {stored} and {outcome.Attempt}");
                Assert.DoesNotContain((search, outcome.Job.Id), _poisoned);
                _stored[(search, outcome.Job.Id)] = outcome.Attempt;
                _searches[search].Send(_broker, new OutcomeStored(outcome.Attempt));
                break;
            case JobPoisoned poisoned:
                Assert.Equal(JobBroker.MaximumLosses, poisoned.Attempts);
                Assert.True(_poisoned.Add((search, poisoned.Job.Id)), "a job was poisoned twice");
                Assert.True(_begun[(search, poisoned.Job.Id)].Count >= JobBroker.MaximumLosses, "a job was poisoned that waited at workers which were lost");
                break;
        }
    }

    private void Take(Worker worker, object message)
    {
        switch (message)
        {
            case AssignJob assigned:
                Assert.Contains(JobKinds.Of(assigned.Job), worker.Offer.Kinds);
                Assert.Equal((assigned.Job as ProfileJob)?.Device, worker.Offer.Device);
                if (assigned.Context is not null) worker.Contexts.Add(assigned.Attempt.Search.Value);
                Assert.True(assigned.Context is not null || (worker.Ahead is not null && worker.Contexts.Contains(assigned.Attempt.Search.Value)), "a worker hasn't got the context");
                if (worker.Has.Contains(assigned.Attempt)) break;
                Assert.True(_given.Add(assigned.Attempt), "an attempt was given out twice");
                Assert.True(worker.Has.Count <= (worker.Ahead ?? 0), "a worker has more than it takes");
                worker.Has.Add(assigned.Attempt);
                NoteBegun(worker);
                break;
            case CancelAttempt cancel when worker.Has.Contains(cancel.Attempt):
                Forget(worker, cancel.Attempt);
                worker.Probe.Send(_broker, new AttemptCancelled(cancel.Attempt));
                break;
            case ResultAcknowledged acknowledged:
                Forget(worker, acknowledged.Attempt);
                break;
        }
    }

    private static JobResult Result(AttemptId attempt) => attempt.JobId.StartsWith("round", StringComparison.Ordinal)
        ? new RoundTrained(SearchScript.Artifact("checkpoint"), 1, 0.5)
        : new Profiled(new(Devices[Number(attempt) % 3], "none", "fixed", "none", "fp32", 1, 1), SearchScript.Measurement(1));

    private static int Number(AttemptId attempt) => int.Parse(attempt.JobId.Split('/')[1], System.Globalization.CultureInfo.InvariantCulture);

    private BrokerState State()
    {
        var asker = CreateTestProbe();
        asker.Send(_broker, new GetBrokerState());
        return asker.ExpectMsg<BrokerState>();
    }

    private void Pass(TimeSpan time)
    {
        _time.Advance(time);
        ((TestScheduler)Sys.Scheduler).Advance(time);
    }

    private sealed class Worker(TestProbe probe, WorkerOffer offer, int? ahead)
    {
        public TestProbe Probe { get; } = probe;

        public WorkerOffer Offer { get; } = offer;

        /// <summary>Short jobs that it takes besides the one it is at; null: an earlier version's worker.</summary>
        public int? Ahead { get; } = ahead;

        /// <summary>In the order in which it does them.</summary>
        public List<AttemptId> Has { get; } = [];

        public HashSet<string> Contexts { get; } = [];

        public AttemptId? At => Has is [var first, ..] ? first : null;

        /// <summary>An attempt that is over.</summary>
        public AttemptId? Old { get; set; }
    }
}
