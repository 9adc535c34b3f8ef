using Akka.Actor;
using Akka.Event;
using EdgeNas.Actors.Jobs;
using EdgeNas.Actors.Protocol;
using EdgeNas.Actors.Searches;

namespace EdgeNas.Actors.Seeds;

/// <summary>
/// What only one seed runs at a time, as a cluster singleton: the searches and the broker of their jobs, together, so that they never lie on two machines. When the
/// SearchManager stops (its journal failed) it is started again after a pause that doubles; it recovers from the journal, and running searches go on by themselves.
/// </summary>
public sealed class LeadingSeed : ReceiveActor, IWithTimers
{
    /// <summary>Name of the singleton's manager on every seed.</summary>
    public const string Manager = "leader";

    /// <summary>Name of the singleton below its manager.</summary>
    public const string Name = "active";

    /// <summary>Paths below the manager, for proxies.</summary>
    public const string Searches = $"{Name}/{SearchesChild}", Jobs = $"{Name}/{JobsChild}", Boards = $"{Name}/boards", Nodes = $"{Name}/nodes";

    private const string SearchesChild = "searches", JobsChild = "jobs";

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5), LongestPause = TimeSpan.FromSeconds(10);

    private readonly LeadingSeedParts _parts;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private TimeSpan _pause = FirstPause;

    public LeadingSeed(LeadingSeedParts parts, IActorRef desk)
    {
        _parts = parts;
        Receive<Terminated>(gone => StartLater(gone.ActorRef.Path.Name));
        Receive<StartSearches>(_ => StartNow());
        Receive<FindArtifacts>(desk.Forward);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    /// <param name="desk">This seed's <see cref="SeedDesk"/>.</param>
    public static Props Props(LeadingSeedParts parts, IActorRef desk) => Akka.Actor.Props.Create(() => new LeadingSeed(parts, desk));

    protected override void PreStart()
    {
        _log.Info("This seed leads");
        var broker = Context.ActorOf(JobBroker.Props(_parts.Time, _parts.Lease), JobsChild);
        var boards = Context.ActorOf(BoardDesk.Props(broker, _parts.Boards), "boards");
        Context.ActorOf(NodeKeeper.Props(broker, boards, _parts.RefusedRequests), "nodes");
        foreach (var (name, props) in _parts.Others) Context.ActorOf(props, name);
        StartNow();
    }

    protected override void PostStop() => _log.Info("This seed leads no longer");

    private void StartNow()
    {
        var (broker, time) = (Context.Child(JobsChild), _parts.Time);
        Context.Watch(Context.ActorOf(SearchManager.Props(id => SearchActor.Props(id, broker, time), autoResume: true), SearchesChild));
    }

    private void StartLater(string name)
    {
        _log.Warning("{0} has stopped; it starts again in {1} s", name, _pause.TotalSeconds);
        Timers.StartSingleTimer(name, StartSearches.Instance, _pause);
        _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
    }

    private sealed record StartSearches
    {
        public static StartSearches Instance { get; } = new();
    }
}

/// <summary>What the leading seed is made of.</summary>
/// <param name="Lease">For which a worker has a job without saying that it is still at it.</param>
/// <param name="RefusedRequests">How many requests the artifact server of this seed has refused.</param>
/// <param name="Others">Further actors that run where the searches do, by name.</param>
public sealed record LeadingSeedParts(TimeProvider Time, TimeSpan Lease, BoardRights Boards, Func<long> RefusedRequests, IReadOnlyDictionary<string, Props> Others);
