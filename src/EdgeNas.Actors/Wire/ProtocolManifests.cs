using EdgeNas.Actors.Node;
using EdgeNas.Actors.Protocol;
using EdgeNas.Domain;

namespace EdgeNas.Actors.Wire;

/// <summary>The names under which messages cross the wire. Extend only: a name once given keeps its meaning. <c>tests/EdgeNas.Actors.Tests/Wire/golden</c> has one file per name.</summary>
public static class ProtocolManifests
{
    private static readonly (Type Type, string Manifest)[] Table =
    [
        (typeof(SubmitJob), "job.submit.v1"),
        (typeof(WithdrawJobs), "job.withdraw.v1"),
        (typeof(JobsWithdrawn), "job.withdrawn.v1"),
        (typeof(WorkerIdle), "job.idle.v1"),
        (typeof(AssignJob), "job.assign.v1"),
        (typeof(AskContext), "job.ask-context.v1"),
        (typeof(CancelAttempt), "job.cancel.v1"),
        (typeof(RenewLease), "job.renew.v1"),
        (typeof(JobDone), "job.done.v1"),
        (typeof(AttemptCancelled), "job.cancelled.v1"),
        (typeof(AttemptCrashed), "job.crashed.v1"),
        (typeof(ResultAcknowledged), "job.acknowledged.v1"),
        (typeof(JobOutcome), "job.outcome.v1"),
        (typeof(OutcomeStored), "job.stored.v1"),
        (typeof(JobPoisoned), "job.poisoned.v1"),
        (typeof(JobTaken), "job.taken.v1"),
        (typeof(JobWaiting), "job.waiting.v1"),
        (typeof(JobMoved), "job.moved.v1"),
        (typeof(AttemptMoved), "job.attempt-moved.v1"),
        (typeof(ListJobs), "broker.list-jobs.v1"),
        (typeof(JobList), "broker.jobs.v1"),
        (typeof(GetBrokerState), "broker.get-state.v1"),
        (typeof(BrokerState), "broker.state.v1"),
        (typeof(DrainNode), "broker.drain.v1"),
        (typeof(NodeDrained), "broker.drained.v1"),
        (typeof(StartSearch), "search.start.v1"),
        (typeof(ResumeSearch), "search.resume.v1"),
        (typeof(SuspendSearch), "search.suspend.v1"),
        (typeof(CancelSearch), "search.cancel.v1"),
        (typeof(WatchSearch), "search.watch.v1"),
        (typeof(SearchAccepted), "search.accepted.v1"),
        (typeof(SearchRejected), "search.rejected.v1"),
        (typeof(StateChanged), "notice.state.v1"),
        (typeof(EventsStored), "notice.events.v1"),
        (typeof(JobStarted), "notice.job-started.v1"),
        (typeof(JobProgressed), "notice.job-progressed.v1"),
        (typeof(JobWaits), "notice.job-waits.v1"),
        (typeof(JobEnded), "notice.job-ended.v1"),
        (typeof(SearchHalted), "notice.halted.v1"),
        (typeof(SearchEnded), "notice.ended.v1"),
        (typeof(ListSearches), "seed.list.v1"),
        (typeof(SearchList), "seed.searches.v1"),
        (typeof(ReadEvents), "seed.read.v1"),
        (typeof(EventPage), "seed.events.v1"),
        (typeof(AskStanding), "seed.ask-standing.v1"),
        (typeof(SearchStanding), "seed.standing.v1"),
        (typeof(FindArtifacts), "seed.find-artifacts.v1"),
        (typeof(ArtifactsAt), "seed.artifacts.v1"),
        (typeof(RequestRefused), "seed.refused.v1"),
        (typeof(DescribeCluster), "cluster.describe.v1"),
        (typeof(ClusterReport), "cluster.report.v1"),
        (typeof(LetLeave), "cluster.leave.v1"),
        (typeof(LetDrain), "cluster.drain.v1"),
        (typeof(NodeLeaves), "cluster.leaves.v1"),
    ];

    private static readonly Dictionary<Type, string> Manifests = Table.ToDictionary(row => row.Type, row => row.Manifest);

    private static readonly Dictionary<string, Type> Types = Table.ToDictionary(row => row.Manifest, row => row.Type);

    public static IReadOnlyList<string> All { get; } = [.. Table.Select(row => row.Manifest)];

    /// <summary>Every type that crosses the wire, for the serialization bindings.</summary>
    public static IReadOnlyList<Type> AllTypes { get; } = [.. Table.Select(row => row.Type)];

    public static string Of(Type type) => Manifests.GetValueOrDefault(type)
        ?? throw new ArgumentException($"{nameof(ProtocolSerializer)} doesn't write {type}: bind only what it lists.", nameof(type));

    /// <exception cref="EdgeNasException">No message has this name.</exception>
    public static Type TypeOf(string manifest) => Types.GetValueOrDefault(manifest)
        ?? throw new EdgeNasException($"No message is called '{manifest}': it comes from a newer version of EdgeNas, or from something else. Let all nodes run the same version.");

    /// <summary>A state that moved on is sent as its new events alone: whoever watches has the state before them.</summary>
    internal static object ForWire(object message) => message is StateChanged { Events.IsEmpty: false } changed ? new EventsStored(changed.Events) : message;
}
