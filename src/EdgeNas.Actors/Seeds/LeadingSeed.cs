using Akka.Actor;
using Akka.Event;
using EdgeNas.Actors.Jobs;
using EdgeNas.Actors.Protocol;
using EdgeNas.Actors.Searches;

namespace EdgeNas.Actors.Seeds;

/// <summary>
/// What only one seed runs at a time, as a cluster singleton: the searches and the broker of their jobs, together, so that they never lie on two machines. A child that
/// stops (its journal failed) is started again after a pause that doubles; it recovers from the journal, and running searches go on by themselves.
/// </summary>
public sealed class LeadingSeed : ReceiveActor, IWithTimers
{
    /// <summary>Name of the singleton's manager on every seed.</summary>
    public const string Manager = "leader";

    /// <summary>Name of the singleton below its manager.</summary>
    public const string Name = "active";

    /// <summary>Paths below the manager, for proxies.</summary>
    public const string Searches = $"{Name}/{SearchesChild}", Jobs = $"{Name}/{JobsChild}";

    private const string SearchesChild = "searches", JobsChild = "jobs";

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5), LongestPause = TimeSpan.FromSeconds(10);

    private readonly TimeProvider _time;
    private readonly TimeSpan _lease;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private TimeSpan _pause = FirstPause;

    public LeadingSeed(TimeProvider time, TimeSpan lease, IActorRef desk)
    {
        _time = time;
        _lease = lease;
        Receive<Terminated>(gone => StartLater(gone.ActorRef.Path.Name));
        Receive<StartChild>(start => StartNow(start.Name));
        Receive<FindArtifacts>(desk.Forward);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    /// <param name="lease">For which a worker has a job without saying that it is still at it.</param>
    /// <param name="desk">This seed's <see cref="SeedDesk"/>.</param>
    public static Props Props(TimeProvider time, TimeSpan lease, IActorRef desk) => Akka.Actor.Props.Create(() => new LeadingSeed(time, lease, desk));

    protected override void PreStart()
    {
        _log.Info("This seed leads");
        StartNow(JobsChild);
        StartNow(SearchesChild);
    }

    protected override void PostStop() => _log.Info("This seed leads no longer");

    private void StartNow(string name)
    {
        var (broker, time, lease) = (Context.Child(JobsChild), _time, _lease);
        var props = name == JobsChild ? JobBroker.Props(time, lease) : SearchManager.Props(id => SearchActor.Props(id, broker, time), autoResume: true);
        Context.Watch(Context.ActorOf(props, name));
    }

    private void StartLater(string name)
    {
        _log.Warning("{0} has stopped; it starts again in {1} s", name, _pause.TotalSeconds);
        Timers.StartSingleTimer(name, new StartChild(name), _pause);
        _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
    }

    private sealed record StartChild(string Name);
}
