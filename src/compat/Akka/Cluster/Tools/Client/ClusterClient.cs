using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;

namespace Akka.Cluster.Tools.Client;

/// <summary>
/// A way into a cluster for a node that is no member: sends messages through a receptionist to the services registered there, keeps them while none is
/// known, and looks for another receptionist when the present one is silent.
/// </summary>
public sealed class ClusterClient : ActorBase, IWithTimers
{
    private readonly ClusterClientSettings _settings;
    private readonly Queue<(object Message, IActorRef Sender)> _waiting = new();
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private ITimerScheduler _timers = null!;
    private ImmutableHashSet<ActorPath> _contacts;
    private IActorRef? _receptionist;
    private long _heard = Environment.TickCount64;
    private long _lost = Environment.TickCount64;

    public ClusterClient(ClusterClientSettings settings)
    {
        if (settings.InitialContacts.Count == 0) throw new ArgumentException("Initial contacts for cluster client cannot be empty", nameof(settings));
        _settings = settings;
        _contacts = [.. settings.InitialContacts];
        Self.Tell(Tick.Start, Self);
    }

    ITimerScheduler IWithTimers.Timers
    {
        get => _timers;
        set => _timers = value;
    }

    public static Props Props(ClusterClientSettings settings) => Actor.Props.Create(() => new ClusterClient(settings)).WithDeploy(Deploy.Local);

    private void Start()
    {
        _timers.StartPeriodicTimer(Tick.Establish, Tick.Establish, TimeSpan.Zero, _settings.EstablishingGetContactsInterval);
        _timers.StartPeriodicTimer(Tick.Heartbeat, Tick.Heartbeat, _settings.HeartbeatInterval);
        _timers.StartPeriodicTimer(Tick.Refresh, Tick.Refresh, _settings.RefreshContactsInterval);
    }

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case Tick.Start:
                Start();
                return true;
            case Tick.Establish:
                if (_receptionist is null) AskContacts();
                return true;
            case Tick.Refresh:
                _receptionist?.Tell(new GetContacts(), Self);
                return true;
            case Tick.Heartbeat:
                Beat();
                return true;
            case Contacts contacts:
                Found(contacts);
                return true;
            case HeartbeatRsp:
                _heard = Environment.TickCount64;
                return true;
            case Terminated gone:
                if (gone.ActorRef.Equals(_receptionist)) Lose();
                return true;
            case Send or SendToAll when _receptionist is not null:
                _receptionist.Forward(message);
                return true;
            case Send or SendToAll:
                Keep(message);
                return true;
            default:
                return false;
        }
    }

    private void AskContacts()
    {
        if (_settings.ReconnectTimeout is { } patience && Environment.TickCount64 - _lost > patience.TotalMilliseconds)
        {
            _log.Warning("Receptionist reconnect not successful within {0} stopping cluster client", patience);
            Context.Stop(Self);
            return;
        }

        foreach (var contact in _contacts.Union(_settings.InitialContacts)) ((ExtendedActorSystem)Context.System).Provider.ResolveActorRef(contact).Tell(new GetContacts(), Self);
    }

    private void Found(Contacts contacts)
    {
        _contacts = [.. contacts.Paths.Select(ActorPath.Parse)];
        _heard = Environment.TickCount64;
        if (_receptionist is not null) return;
        _receptionist = Context.Watch(Sender);
        _log.Info("Connected to [{0}]", _receptionist.Path);
        while (_waiting.TryDequeue(out var kept)) _receptionist.Tell(kept.Message, kept.Sender);
    }

    private void Beat()
    {
        if (_receptionist is null) return;
        if (Environment.TickCount64 - _heard > _settings.AcceptableHeartbeatPause.TotalMilliseconds) Lose();
        else _receptionist.Tell(new Heartbeat(), Self);
    }

    private void Lose()
    {
        _log.Info("Lost contact with [{0}], reestablishing connection", _receptionist!.Path);
        Context.Unwatch(_receptionist);
        _receptionist = null;
        _lost = Environment.TickCount64;
        AskContacts();
    }

    private void Keep(object message)
    {
        if (_settings.BufferSize == 0) Context.System.DeadLetters.Tell(new DeadLetter(message, Sender, Self), Sender);
        else
        {
            if (_waiting.Count >= _settings.BufferSize && _waiting.TryDequeue(out var oldest)) Context.System.DeadLetters.Tell(new DeadLetter(oldest.Message, oldest.Sender, Self), oldest.Sender);
            _waiting.Enqueue((message, Sender));
        }
    }

    /// <summary>To one of the services of that path.</summary>
    /// <param name="path">Without address: <c>/user/service</c>.</param>
    /// <param name="localAffinity">Rather the one on the receptionist's own node, if there is one.</param>
    public sealed class Send(string path, object message, bool localAffinity = false) : IClusterClientMessage
    {
        public string Path { get; } = path;

        public object Message { get; } = message;

        public bool LocalAffinity { get; } = localAffinity;
    }

    /// <summary>To all services of that path.</summary>
    public sealed class SendToAll(string path, object message) : IClusterClientMessage
    {
        public string Path { get; } = path;

        public object Message { get; } = message;
    }

    private enum Tick
    {
        Start,
        Establish,
        Heartbeat,
        Refresh,
    }
}
