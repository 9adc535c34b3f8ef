using Akka.Actor;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Cluster.Tools.Singleton;

/// <summary>
/// Runs on every node of a role and lets one of them have the singleton as a child: the oldest reachable member tries to hold the lease, and whoever holds it is
/// in the right. When the lease is lost the child is stopped at once; when the node leaves it is told to end first, then the lease is released.
/// </summary>
public sealed class ClusterSingletonManager : ReceiveActor, IWithTimers
{
    private readonly Props _singletonProps;
    private readonly object _terminationMessage;
    private readonly ClusterSingletonManagerSettings _settings;
    private readonly Cluster _cluster = Cluster.Get(Context.System);
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private ITimerScheduler _timers = null!;
    private readonly TimeSpan _patience = Context.System.Settings.Config.GetTimeSpan("akka.cluster.singleton.amqp.lease-ttl");
    private readonly TaskCompletionSource<Done> _handedOver = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ISingletonLease _lease = new NoLease();
    private IActorRef? _singleton;
    private long _askedLast, _heldLast;
    private bool _isAsking, _isLeaving, _isReleasing, _holds, _hasEndedByItself;

    public ClusterSingletonManager(Props singletonProps, object terminationMessage, ClusterSingletonManagerSettings settings)
    {
        if (!string.IsNullOrEmpty(settings.Role) && !_cluster.SelfRoles.Contains(settings.Role))
            throw new ArgumentException($"This cluster member [{_cluster.SelfAddress}] doesn't have the role [{settings.Role}]", nameof(settings));
        _singletonProps = singletonProps;
        _terminationMessage = terminationMessage;
        _settings = settings;
        ReceiveAny(Handle);
    }

    ITimerScheduler IWithTimers.Timers
    {
        get => _timers;
        set => _timers = value;
    }

    /// <summary>How often the lease is tried, and renewed: well within its life time.</summary>
    private TimeSpan Interval => TimeSpan.FromMilliseconds(Math.Min(_settings.HandOverRetryInterval.TotalMilliseconds, 1000));

    public static Props Props(Props singletonProps, ClusterSingletonManagerSettings settings) => Props(singletonProps, PoisonPill.Instance, settings);

    /// <param name="terminationMessage">What the singleton is told to end when its node leaves; it must stop itself then.</param>
    public static Props Props(Props singletonProps, object terminationMessage, ClusterSingletonManagerSettings settings) =>
        Actor.Props.Create(() => new ClusterSingletonManager(singletonProps, terminationMessage, settings)).WithDeploy(Deploy.Local);

    public static Config DefaultConfig() => ConfigurationFactory.FromResource<ClusterSingletonManager>("Akka.Cluster.cluster.conf");

    protected override void PreStart()
    {
        _lease = SqlSingletonLease.For((ExtendedActorSystem)Context.System, $"{Context.System.Name}{Self.Path.ToStringWithoutAddress()}/{_settings.SingletonName}", _cluster.SelfUniqueAddress);
        _cluster.Subscribe(Self, ClusterEvent.InitialStateAsEvents, typeof(ClusterEvent.IMemberEvent), typeof(ClusterEvent.IReachabilityEvent));
        _timers.StartPeriodicTimer(nameof(Look), Look.Instance, TimeSpan.Zero, Interval);
        var self = Self;
        CoordinatedShutdown.Get(Context.System).AddTask(CoordinatedShutdown.PhaseClusterExiting, $"singleton-exiting-{Self.Path.Name}", () =>
        {
            if (_cluster.IsTerminated || _cluster.SelfMember.Status == MemberStatus.Down) return Task.FromResult(Done.Instance);
            self.Tell(Leave.Instance, self);
            return _handedOver.Task;
        });
    }

    protected override void PostStop()
    {
        _cluster.Unsubscribe(Self);
        _handedOver.TrySetResult(Done.Instance);
    }

    private void Handle(object message)
    {
        switch (message)
        {
            case Look or ClusterEvent.IMemberEvent or ClusterEvent.IReachabilityEvent:
                // The answer may never come: a database that was cut off says nothing.
                if (_holds && _isAsking && IsOver(_askedLast)) Lose();
                TryToHold();
                break;
            case Held held:
                _isAsking = false;
                Answered(held);
                break;
            case Leave:
                _isLeaving = true;
                HandOver();
                break;
            case Terminated gone when gone.ActorRef.Equals(_singleton):
                _singleton = null;
                if (_isLeaving) HandOver();
                else if (_holds) _hasEndedByItself = true;
                else _lease.Abandon();
                break;
            case Released:
                _handedOver.TrySetResult(Done.Instance);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void TryToHold()
    {
        if (_isAsking || _isReleasing || (_isLeaving && _singleton is null) || (!_holds && (_singleton is not null || !IsFirst()))) return;
        _isAsking = true;
        _askedLast = Environment.TickCount64;
        _lease.TryHoldAsync().PipeTo(Self, Self, isHeld => new Held(isHeld, null), error => new Held(false, error));
    }

    /// <summary>Whether all members that have a better claim are out of reach.</summary>
    private bool IsFirst()
    {
        if (_cluster.SelfMember.Status != MemberStatus.Up || _isLeaving) return false;
        var state = _cluster.State;
        return state.Members
            .Where(member => member.Status is MemberStatus.Up or MemberStatus.Leaving or MemberStatus.Exiting && (string.IsNullOrEmpty(_settings.Role) || member.HasRole(_settings.Role)))
            .Where(member => !state.Unreachable.Contains(member))
            .Order(Member.AgeOrdering).FirstOrDefault()?.UniqueAddress == _cluster.SelfUniqueAddress;
    }

    /// <summary>Whether a lease that was asked for at that time, or before, may be over.</summary>
    private bool IsOver(long asked) => Environment.TickCount64 - asked > _patience.TotalMilliseconds;

    private void Answered(Held held)
    {
        if (held.Error is not null) _log.Warning("The lease of {0} can't be had: {1}", Self.Path, held.Error.Message);
        if (held.IsHeld && !_isReleasing)
        {
            // Too late, or the one that lost it is still ending: it is asked for again.
            if (IsOver(_askedLast) || (!_holds && _singleton is not null)) return;
            _heldLast = _askedLast;
            if (!_holds) _hasEndedByItself = false;
            _holds = true;
            if (_singleton is null && !_isLeaving && !_hasEndedByItself)
            {
                _log.Info("This node runs the singleton {0}/{1} from now on.", Self.Path, _settings.SingletonName);
                _lease.Enter();
                _singleton = Context.Watch(Context.ActorOf(_singletonProps, _settings.SingletonName));
            }
        }
        else if (_holds && (held.Error is null || IsOver(_heldLast)))
        {
            Lose();
        }
    }

    /// <summary>Another node may run it already: whatever this one still wants to write is refused by the journal.</summary>
    private void Lose()
    {
        _holds = false;
        _log.Warning("This node has lost the lease of {0}; its singleton is stopped.", Self.Path);
        if (_singleton is not null) Context.Stop(_singleton);
    }

    private void HandOver()
    {
        if (_singleton is not null)
        {
            _singleton.Tell(_terminationMessage, Self);
            return;
        }

        if (_isReleasing) return;
        _isReleasing = true;
        _holds = false;
        _lease.ReleaseAsync().PipeTo(Self, Self, () => Released.Instance, _ => Released.Instance);
    }

    private sealed record Held(bool IsHeld, Exception? Error);

    private sealed record Look
    {
        public static readonly Look Instance = new();
    }

    private sealed record Leave
    {
        public static readonly Leave Instance = new();
    }

    private sealed record Released
    {
        public static readonly Released Instance = new();
    }
}
