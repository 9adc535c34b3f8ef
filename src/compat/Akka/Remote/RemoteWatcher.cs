using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Remote;

/// <summary>
/// Watches actors of other nodes for the actors of this one. A watch is repeated now and then, because either node may have lost its mailbox meanwhile. A
/// node of the cluster is given up when it is removed from it; other nodes when they show no sign of life. Never restarted: it has no state that could fail.
/// </summary>
internal sealed class RemoteWatcher : ReceiveActor, IWithTimers
{
    private const int TicksBetweenWatches = 5;

    private readonly RemoteTransport _transport;
    private readonly TimeSpan _interval;
    private readonly TimeSpan _pause;
    private readonly Dictionary<IActorRef, HashSet<IInternalActorRef>> _watchers = [];
    private readonly Dictionary<Address, SignOfLife> _signs = [];
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private IReadOnlySet<Address> _members = new HashSet<Address>();
    private int _ticks;

    public RemoteWatcher(RemoteTransport transport, Config config)
    {
        _transport = transport;
        _interval = config.GetTimeSpan("heartbeat-interval");
        _pause = config.GetTimeSpan("acceptable-heartbeat-pause");
        Receive<WatchRemote>(Add);
        Receive<UnwatchRemote>(Remove);
        Receive<Terminated>(message => Notify(message.ActorRef, message.ExistenceConfirmed, message.AddressTerminated));
        Receive<Tick>(_ => Beat());
        Receive<Heartbeat>(_ => Sender.Tell(new HeartbeatRsp(_transport.Uid), Self));
        Receive<HeartbeatRsp>(message => Heard(Sender.Path.Address, message.AddressUid));
        Receive<ClusterNodes>(message => _members = message.Members);
        Receive<NodeRemoved>(message => GiveUp(message.Address));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(RemoteTransport transport, Config config) => Actor.Props.Create(() => new RemoteWatcher(transport, config));

    protected override void PreStart() => Timers.StartPeriodicTimer("tick", Tick.Instance, _interval);

    private void Add(WatchRemote message)
    {
        if (!_watchers.TryGetValue(message.Watchee, out var watchers))
        {
            _watchers.Add(message.Watchee, watchers = []);
            Context.Watch(message.Watchee);
            _signs.TryAdd(message.Watchee.Path.Address, new SignOfLife());
        }

        watchers.Add(message.Watcher);
    }

    private void Remove(UnwatchRemote message)
    {
        if (!_watchers.TryGetValue(message.Watchee, out var watchers) || !watchers.Remove(message.Watcher) || watchers.Count > 0) return;
        Context.Unwatch(message.Watchee);
        Forget(message.Watchee);
    }

    private void Notify(IActorRef watchee, bool existenceConfirmed, bool addressTerminated)
    {
        if (!_watchers.TryGetValue(watchee, out var watchers)) return;
        foreach (var watcher in watchers) watcher.SendSystemMessage(new DeathWatchNotification(watchee, existenceConfirmed, addressTerminated));
        Forget(watchee);
    }

    private void Forget(IActorRef watchee)
    {
        _watchers.Remove(watchee);
        var address = watchee.Path.Address;
        if (!_watchers.Keys.Any(other => other.Path.Address == address)) _signs.Remove(address);
    }

    private void Beat()
    {
        if (!_transport.IsConnected)
        {
            // Who doesn't hear anything can't judge who is silent.
            foreach (var sign in _signs.Values) sign.Heard();
            return;
        }

        if (++_ticks % TicksBetweenWatches == 0)
        {
            foreach (var watchee in _watchers.Keys.Cast<IInternalActorRef>()) watchee.SendSystemMessage(new Watch(watchee, (IInternalActorRef)Self));
        }

        foreach (var (address, sign) in _signs.Where(entry => !_members.Contains(entry.Key)).ToArray())
        {
            if (sign.Silence > _pause) GiveUp(address);
            else ((ExtendedActorSystem)Context.System).Provider.ResolveActorRef(new RootActorPath(address) / "system" / "remote-watcher").Tell(Heartbeat.Instance, Self);
        }
    }

    private void Heard(Address address, int uid)
    {
        if (!_signs.TryGetValue(address, out var sign)) return;
        if (sign.Uid is { } known && known != uid) GiveUp(address);
        else sign.Heard(uid);
    }

    private void GiveUp(Address address)
    {
        var gone = _watchers.Keys.Where(watchee => watchee.Path.Address == address).ToArray();
        if (gone.Length > 0) _log.Info("The node {0} is gone; {1} watched actors with it.", address, gone.Length);
        foreach (var watchee in gone)
        {
            Context.Unwatch(watchee);
            Notify(watchee, existenceConfirmed: true, addressTerminated: true);
        }
    }

    internal sealed record WatchRemote(IInternalActorRef Watchee, IInternalActorRef Watcher);

    internal sealed record UnwatchRemote(IInternalActorRef Watchee, IInternalActorRef Watcher);

    /// <summary>The nodes of which the cluster says whether they live.</summary>
    internal sealed record ClusterNodes(IReadOnlySet<Address> Members);

    internal sealed record NodeRemoved(Address Address);

    internal sealed record Heartbeat : IDeadLetterSuppression
    {
        public static readonly Heartbeat Instance = new();
    }

    internal sealed record HeartbeatRsp(int AddressUid) : IDeadLetterSuppression;

    private sealed record Tick
    {
        public static readonly Tick Instance = new();
    }

    private sealed class SignOfLife
    {
        private long _last = Environment.TickCount64;

        public int? Uid { get; private set; }

        public TimeSpan Silence => TimeSpan.FromMilliseconds(Environment.TickCount64 - _last);

        public void Heard(int? uid = null)
        {
            _last = Environment.TickCount64;
            Uid ??= uid;
        }
    }
}
