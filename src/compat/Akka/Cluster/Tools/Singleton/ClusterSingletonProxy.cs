using Akka.Actor;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Cluster.Tools.Singleton;

/// <summary>Sends what it gets to the singleton, wherever that runs at the moment, and keeps it while there is none.</summary>
public sealed class ClusterSingletonProxy : ReceiveActor, IWithTimers
{
    private readonly ClusterSingletonProxySettings _settings;
    private readonly string[] _path;
    private readonly Cluster _cluster = Cluster.Get(Context.System);
    private readonly Queue<(object Message, IActorRef Sender)> _waiting = new();
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private ITimerScheduler _timers = null!;
    private IActorRef? _singleton;

    public ClusterSingletonProxy(string singletonManagerPath, ClusterSingletonProxySettings settings)
    {
        _settings = settings;
        ReceiveAny(Handle);
        _path = $"{singletonManagerPath}/{settings.SingletonName}".Split('/', StringSplitOptions.RemoveEmptyEntries);
    }

    ITimerScheduler IWithTimers.Timers
    {
        get => _timers;
        set => _timers = value;
    }

    /// <param name="singletonManagerPath">Where the manager is on each node, without address: <c>/user/searches</c>.</param>
    public static Props Props(string singletonManagerPath, ClusterSingletonProxySettings settings) =>
        Actor.Props.Create(() => new ClusterSingletonProxy(singletonManagerPath, settings)).WithDeploy(Deploy.Local);

    public static Config DefaultConfig() => ConfigurationFactory.FromResource<ClusterSingletonProxy>("Akka.Cluster.cluster.conf");

    protected override void PreStart()
    {
        _cluster.Subscribe(Self, ClusterEvent.InitialStateAsEvents, typeof(ClusterEvent.MemberUp), typeof(ClusterEvent.UnreachableMember));
        _timers.StartPeriodicTimer(nameof(Look), Look.Instance, TimeSpan.Zero, _settings.SingletonIdentificationInterval);
    }

    protected override void PostStop() => _cluster.Unsubscribe(Self);

    private void Handle(object message)
    {
        switch (message)
        {
            case Look or ClusterEvent.MemberUp:
                if (_singleton is null) AskMembers();
                break;
            case ActorIdentity { MessageId: string id, Subject: { } found } when id == Self.Path.Name + Question:
                Found(found);
                break;
            case ActorIdentity { MessageId: string id } when id == Self.Path.Name + Question:
                break;
            case ClusterEvent.UnreachableMember lost:
                // The lease goes to another node without waiting for this one's removal; if it comes back, it is found again.
                if (_singleton?.Path.Address == lost.Member.Address) Forget();
                break;
            case Terminated gone:
                if (gone.ActorRef.Equals(_singleton)) _singleton = null;
                break;
            default:
                if (_singleton is not null) _singleton.Forward(message);
                else Keep(message);
                break;
        }
    }

    private const string Question = "/singleton?";

    /// <summary>Whoever runs it answers: the lease says who that is, and any member of the role may hold it.</summary>
    private void AskMembers()
    {
        var state = _cluster.State;
        foreach (var member in state.Members.Where(member => (string.IsNullOrEmpty(_settings.Role) || member.HasRole(_settings.Role)) && !state.Unreachable.Contains(member)))
            ((ExtendedActorSystem)Context.System).Provider.ResolveActorRef(new RootActorPath(member.Address) / _path).Tell(new Identify(Self.Path.Name + Question), Self);
    }

    private void Found(IActorRef singleton)
    {
        if (_singleton is not null) return;
        _log.Debug("Singleton identified at [{0}]", singleton.Path);
        _singleton = Context.Watch(singleton);
        while (_waiting.TryDequeue(out var kept)) singleton.Tell(kept.Message, kept.Sender);
    }

    private void Forget()
    {
        Context.Unwatch(_singleton!);
        _singleton = null;
    }

    private void Keep(object message)
    {
        if (_settings.BufferSize == 0)
        {
            Context.System.DeadLetters.Tell(new DeadLetter(message, Sender, Self), Sender);
            return;
        }

        if (_waiting.Count >= _settings.BufferSize && _waiting.TryDequeue(out var oldest)) Context.System.DeadLetters.Tell(new DeadLetter(oldest.Message, oldest.Sender, Self), oldest.Sender);
        _waiting.Enqueue((message, Sender));
    }

    private sealed record Look
    {
        public static readonly Look Instance = new();
    }
}
