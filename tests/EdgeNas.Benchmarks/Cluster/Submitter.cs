using System.Globalization;
using Akka.Actor;
using Akka.Persistence;
using EdgeNas.Actors.Protocol;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Searches;

namespace EdgeNas.Benchmarks.Cluster;

/// <summary>Submits jobs like a search does: a result is an event in the journal before the broker hears that it is stored. Its supervisor restarts it; a batch under way is lost then.</summary>
internal sealed class Submitter : ReceivePersistentActor
{
    private readonly SearchContext _context;
    private readonly IActorRef _broker;
    private readonly Func<string, Job> _job;
    private readonly HashSet<string> _open = [];
    private IActorRef _asker = ActorRefs.Nobody;
    private long _number;

    public Submitter(SearchContext context, IActorRef broker, Func<string, Job> job)
    {
        _context = context;
        _broker = broker;
        _job = job;
        Command<RunJobs>(Run);
        Command<JobOutcome>(Outcome);
        Command<JobTaken>(_ => { });
        Command<JobWaiting>(_ => { });
        Command<JobPoisoned>(poisoned => _asker.Tell(new Status.Failure(new InvalidOperationException(poisoned.LastFailure))));
        Recover<StoredEvent>(_ => { });
    }

    public override string PersistenceId => "benchmark";

    /// <param name="job">The job of that id.</param>
    public static Props Props(SearchContext context, IActorRef broker, Func<string, Job> job) => Akka.Actor.Props.Create(() => new Submitter(context, broker, job));

    private void Run(RunJobs run)
    {
        _asker = Sender;
        for (int i = 0; i < run.Count; i++)
        {
            var job = _job((++_number).ToString(CultureInfo.InvariantCulture));
            _open.Add(job.Id);
            _broker.Tell(new SubmitJob(_context, job), Self);
        }
    }

    private void Outcome(JobOutcome outcome)
    {
        SearchEvent happened = (outcome.Job, outcome.Result) switch
        {
            (ProfileJob job, Profiled profiled) => new NetworkMeasured(Track.Latency, job.Network, MeasurePurpose.Sample, job.Repetition, profiled.Device, profiled.Measurement),
            (_, Scored) => new GenerationScored(0, []),
            _ => throw new InvalidOperationException($"job {outcome.Job.Id} gave {outcome.Result}"),
        };
        PersistAsync(new StoredEvent(happened, DateTimeOffset.UnixEpoch, outcome.Elapsed.TotalSeconds), _ =>
        {
            _broker.Tell(new OutcomeStored(outcome.Attempt), Self);
            if (_open.Remove(outcome.Job.Id) && _open.Count == 0) _asker.Tell(JobsStored.Instance);
        });
    }
}

/// <summary>Have so many jobs done. Answer, once the last result is stored: <see cref="JobsStored"/>.</summary>
internal sealed record RunJobs(int Count);

internal sealed record JobsStored
{
    public static JobsStored Instance { get; } = new();
}
