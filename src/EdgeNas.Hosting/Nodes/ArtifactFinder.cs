using Akka.Actor;
using Akka.Event;
using EdgeNas.Actors.Protocol;
using EdgeNas.Hosting.Artifacts;

namespace EdgeNas.Hosting.Nodes;

/// <summary>Asks the leading seed again and again where the artifacts are, since another seed may have taken over. Restarted by the user guardian; it asks anew.</summary>
internal sealed class ArtifactFinder : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);

    private readonly ILoggingAdapter _log = Context.GetLogger();

    public ArtifactFinder(IActorRef leader, SeedAddress address)
    {
        Receive<FindArtifacts>(question => leader.Tell(question, Self));
        Receive<ArtifactsAt>(found =>
        {
            if (found.Address == address.Address) return;
            _log.Info("Artifacts are at {0}", found.Address);
            address.Address = found.Address;
        });
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(IActorRef leader, SeedAddress address) => Akka.Actor.Props.Create(() => new ArtifactFinder(leader, address));

    protected override void PreStart() => Timers.StartPeriodicTimer(nameof(FindArtifacts), new FindArtifacts(), TimeSpan.Zero, Interval);
}
