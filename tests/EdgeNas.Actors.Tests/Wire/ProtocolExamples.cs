using System.Collections.Immutable;
using Akka.Actor;
using EdgeNas.Actors.Node;
using EdgeNas.Actors.Protocol;
using EdgeNas.Domain.Artifacts;
using EdgeNas.Domain.Estimation;
using EdgeNas.Domain.Exploration;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Regularization;
using EdgeNas.Domain.Searches;
using EdgeNas.Domain.Spaces;
using EdgeNas.Domain.Tests.Searches;

namespace EdgeNas.Actors.Tests.Wire;

/// <summary>One message of each kind that crosses the wire, every job and every result among them.</summary>
internal static class ProtocolExamples
{
    private static readonly SearchId Search = new("example-1");

    public static readonly AttemptId Attempt = new(Search, "round-3", 12);

    private static readonly ArtifactId Artifact = new(new string('a', 32) + new string('7', 32));

    private static readonly Architecture First = new("01");

    private static readonly SearchCreated Created = (SearchCreated)EventExamples.All[0];

    private static readonly SearchContext Context = new(Search, EventExamples.Spec, EventExamples.Spec.Space.Input);

    private static readonly TrainRoundJob Round = new("round-3", 3, Artifact, ActiveChoices.All(EventExamples.Spec.Space));

    public static ImmutableArray<Job> Jobs { get; } =
    [
        new ProfileJob("profile-1", new NetworkRef(First), 1),
        new ProfileJob("profile-2", new NetworkRef(First), 1, "jetson-7"),
        new FitEstimatorJob("fit-1", 1, [new LatencySample(First, 0.5)], 5),
        Round,
        new TrainShardJob("round-3-shard-1", 3, 1, null, ActiveChoices.All(EventExamples.Spec.Space), new PathGuide([new LatencyBound(Artifact, 0.875)])),
        new MergeShardsJob("round-3-merge", 3, [Artifact, Artifact], ActiveChoices.All(EventExamples.Spec.Space)),
        new RegularizeJob("judge-3", 3, Artifact, Artifact, ActiveChoices.All(EventExamples.Spec.Space)),
        new ProposeJob("propose-1", "evolution", 1, 16, Artifact, 0.875, ActiveChoices.All(EventExamples.Spec.Space), [new ScoredCandidate(First, 0.5, 0.875)]),
        new ScoreJob("score-1", Artifact, [First], 512),
        new TrainEpochJob("epoch-1", "winner", new NetworkRef(null, 0.75), 1, null),
        new FinishJob("finish-1", "winner", new NetworkRef(First), Artifact),
    ];

    public static ImmutableArray<JobResult> Results { get; } =
    [
        new Profiled(((NetworkMeasured)EventExamples.All[2]).Device, ((NetworkMeasured)EventExamples.All[2]).Measurement),
        new EstimatorFit(((EstimatorFitted)EventExamples.All[6]).Report, Artifact, [First]),
        new RoundTrained(Artifact, 1.25, 0.75),
        new ShardTrained(Artifact, 1.25),
        new ShardsMerged(Artifact, 0.75),
        new Regularized([new ChoiceEvidence(1, 2, -0.02, 0.004, 0.01, 0, 0.999, true)]),
        new Proposed([new Candidate(First, 0.5)]),
        new Scored([0.5, 0.75]),
        new EpochTrained(Artifact, 0.25, 0.9375),
        new Finished(0.9375, Artifact, Artifact, 1e-6),
        new JobFailed("out of memory", true),
    ];

    /// <param name="reference">Stands for the actors that messages name.</param>
    public static ImmutableArray<object> All(IActorRef reference) =>
    [
        new SubmitJob(Context, Jobs[0]),
        new WithdrawJobs(Search),
        new JobsWithdrawn(Search),
        new WorkerIdle([JobKind.TrainRound]),
        new AssignJob(Attempt, Context, Round, reference, TimeSpan.FromSeconds(30)),
        new AskContext(Attempt),
        new CancelAttempt(Attempt),
        new RenewLease(Attempt),
        new JobDone(Attempt, Results[2], TimeSpan.FromSeconds(1.5)),
        new AttemptCancelled(Attempt),
        new AttemptCrashed(Attempt, "a bug"),
        new ResultAcknowledged(Attempt),
        new JobOutcome(Attempt, Round, Results[^1], TimeSpan.FromSeconds(1.5)),
        new OutcomeStored(Attempt),
        new JobPoisoned(Round, 3, "worker gone"),
        new JobTaken(Round, Attempt),
        new JobWaiting(Jobs[0], "waits for a profiler of device jetson-7"),
        new JobMoved(Round, new JobProgress(0.5, "step 5 of 10")),
        new GetBrokerState(),
        new BrokerState(
            [new SearchLoad(Search, 2, 5, 1, ["waits for a profiler of device jetson-7"])],
            [new WorkerLoad("akka://edgenas/user/worker/trainer", new WorkerOffer([JobKind.TrainRound], null, 8L << 30, 4L << 30), Attempt, null), new WorkerLoad("akka://edgenas/user/profiler/pi", new WorkerOffer([JobKind.Profile], "pi"), null, "a sample of -1 ms is no latency")],
            ["akka://edgenas"],
            new BrokerCounts(9, 7, 1, 1, 0, 2, 0)),
        new DrainNode("akka://edgenas", TimeSpan.FromSeconds(30)),
        new NodeDrained("akka://edgenas"),
        new StartSearch(Created),
        new ResumeSearch(Search),
        new SuspendSearch(Search),
        new CancelSearch(Search),
        new WatchSearch(Search, reference),
        new SearchAccepted(Search),
        new SearchRejected(Search, "unknown", "There is no such search."),
        new StateChanged(SearchReplay.Replay([Created]), []),
        new EventsStored([EventExamples.All[7], new SearchCompleted()]),
        new JobStarted(Round),
        new JobProgressed(Round, new JobProgress(0.5, "step 5 of 10")),
        new JobWaits(Jobs[0], "waits for a profiler of device jetson-7"),
        new JobEnded(Round, TimeSpan.FromSeconds(1.5), null),
        new SearchHalted("the limit is too low"),
        new SearchEnded(SearchReplay.Replay([Created, new SearchCancelled()])),
        new ListSearches(),
        new SearchList([new SearchSummary(Search, "training", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), "simulated", "01", 0.9375, 0.875)]),
        new ReadEvents(Search, 3),
        new EventPage(Search, 3, [new StoredEvent(new SearchCompleted(), new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), 1.5)], true),
        new AskStanding(Search),
        new SearchStanding(Search, Standing.Stopped, "the limit is too low"),
        new FindArtifacts(),
        new ArtifactsAt(new Uri("https://seed:7180/")),
        new RequestRefused("There is no such search."),
        new AttemptMoved(Attempt, new JobProgress(0.5, "step 5 of 10")),
        new ListJobs(Search),
        new JobList(Search, [new JobUnderWay("round-3", "akka.amqp://edgenas@anna:7/user/worker/trainer", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), new JobProgress(0.5, "step 5 of 10"))]),
        new DescribeCluster(),
        new ClusterReport(
            [new NodeReport("anna:7", "akka.amqp://edgenas@anna:7", "worker", "up", true)],
            "akka.amqp://edgenas@seed:1",
            new BrokerState([], [], [], new BrokerCounts(7, 6, 5, 4, 3, 2, 1)),
            ImmutableSortedDictionary<string, long>.Empty.Add("artifact requests", 3)),
        new LetLeave("anna:7"),
        new LetDrain("anna:7", TimeSpan.FromSeconds(60)),
        new NodeLeaves("akka.amqp://edgenas@anna:7"),
    ];
}
