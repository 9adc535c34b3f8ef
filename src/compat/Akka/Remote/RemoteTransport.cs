using System.Diagnostics.CodeAnalysis;
using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Dispatch.SysMsg;
using Akka.Event;
using Akka.Remote.Amqp;
using Akka.Remote.Wire;

namespace Akka.Remote;

/// <summary>Turns messages into frames for the broker, and frames into messages for actors of this node. Thread safe.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The link is closed when the system ends.")]
internal sealed class RemoteTransport : IAmqpReceiver
{
    /// <summary>Of the addresses of nodes on a broker.</summary>
    public const string Protocol = "akka.amqp";

    private readonly ActorSystemImpl _system;
    private readonly AmqpSettings _settings;
    private readonly AmqpNames _names;
    private readonly AmqpLink _link;
    private readonly InboundFrames _inbound;
    private readonly string _origin;

    public RemoteTransport(ActorSystemImpl system, RemoteActorRefProvider provider)
    {
        _system = system;
        _settings = AmqpSettings.Read(system.Settings.Config);
        _names = new AmqpNames(_settings.Prefix);
        Address = AddressOf(system);
        _origin = Address.ToString();
        Log = Logging.GetLogger(system, typeof(RemoteTransport));
        _link = new AmqpLink(_settings, _names, Address, this, Log);
        _inbound = new InboundFrames(system, provider, _settings, Address);
    }

    /// <summary>Nobody takes frames for the node of that key. From any thread.</summary>
    public event Action<string>? Unroutable;

    /// <summary>The node's mailbox is on the broker. From any thread.</summary>
    public event Action? Up;

    /// <summary>The link to the broker is lost, and with it the node's locks. From any thread.</summary>
    public event Action? Down;

    public Address Address { get; }

    public int Uid => AddressUidExtension.Uid(_system);

    public ILoggingAdapter Log { get; }

    public bool IsConnected => _link.IsConnected;

    public bool IsSeed => _settings.IsSeed;

    /// <exception cref="RemoteTransportException">The broker refuses the node, or can't be reached in time.</exception>
    public void Start()
    {
        var patience = _system.Settings.Config.GetTimeSpan("akka.remote.startup-timeout");
        _link.Start();
        _system.RegisterOnTermination(() =>
        {
            _link.CloseAsync(_system.Settings.Config.GetTimeSpan("akka.remote.flush-wait-on-shutdown")).Wait();
            _system.EventStream.Publish(new RemotingShutdownEvent());
        });
        var first = _link.FirstConnection;
        if (Task.WhenAny(first, Task.Delay(patience)).Result != first)
            throw new RemoteTransportException($"No connection to the broker {_settings.Broker} within {patience.TotalSeconds:0.#} s: {_link.LastFailure ?? "no answer"}");
        if (first.IsFaulted) throw new RemoteTransportException($"The broker {_settings.Broker} refuses this node: {first.Exception!.InnerException!.Message}", first.Exception.InnerException);
        _system.EventStream.Publish(new RemotingListenEvent([Address]));
        Log.Info("Remoting started; this node is {0} on the broker {1}", Address, _settings.Broker);
    }

    public void Send(object message, IActorRef? sender, RemoteActorRef recipient)
    {
        var address = recipient.Path.Address;
        bool toSeeds = _settings.ReachesSeedsAlone || address.Host == AmqpNames.AnySeed;
        Send(message, sender, recipient, toSeeds ? _names.Seeds : _names.Nodes, AmqpNames.Key(address), mandatory: true);
    }

    /// <summary>Tells all nodes of this system at once; what is lost on the way is not reported.</summary>
    public void Announce(object message, string path, IActorRef sender) =>
        Send(message, sender, new RemoteActorRef((RemoteActorRefProvider)_system.Provider, new RootActorPath(Address) / path.Split('/', StringSplitOptions.RemoveEmptyEntries)), _names.News, Address.System, mandatory: false);

    /// <summary>Takes the lock of the one seed that decides about membership; it is lost with the link.</summary>
    public Task<bool> TryCoordinateAsync() => _link.TryLockAsync(_names.Lock(_system.Name));

    public Task StopCoordinatingAsync() => _link.UnlockAsync(_names.Lock(_system.Name));

    /// <summary>Doesn't listen to that incarnation of a node any more.</summary>
    public void Quarantine(Address address, int uid)
    {
        if (_inbound.Quarantine(address.ToString(), uid)) _system.EventStream.Publish(new QuarantinedEvent(address, uid));
    }

    void IAmqpReceiver.Receive(ReadOnlyMemory<byte> body, string? user) => _inbound.Receive(body, user);

    void IAmqpReceiver.Returned(string exchange, string key, ReadOnlyMemory<byte> body)
    {
        Unroutable?.Invoke(key);
        if (_inbound.TryRead(key, body) is { } lost) Lose(lost.Message, lost.Sender, lost.Recipient);
    }

    void IAmqpReceiver.Refused(OutboundFrame frame)
    {
        Log.Warning("The broker refuses a message to {0}: its mailbox is full.", frame.Recipient);
        Lose(frame.Message, frame.Sender, frame.Recipient);
    }

    void IAmqpReceiver.Connected() => Up?.Invoke();

    void IAmqpReceiver.Disconnected() => Down?.Invoke();

    private static Address AddressOf(ActorSystemImpl system)
    {
        var config = system.Settings.Config.Section("akka.remote.dot-netty.tcp");
        string host = config.GetString("public-hostname", "");
        if (host.Length == 0) host = config.GetString("hostname", "");
        int port = config.GetInt("port");

        // Beyond what TCP has: it names a node, and nothing listens there.
        return new Address(Protocol, system.Name, host.Length > 0 ? host : Environment.MachineName, port > 0 ? port : Random.Shared.Next(100_000, 1_000_000_000));
    }

    private void Send(object message, IActorRef? sender, RemoteActorRef recipient, string exchange, string key, bool mandatory)
    {
        byte[] body;
        try
        {
            var serializer = _system.Serialization.FindSerializerFor(message);
            byte[] payload = Akka.Serialization.Serialization.WithTransport(_system, Address, () => serializer.ToBinary(message));
            string manifest = Akka.Serialization.Serialization.ManifestFor(serializer, message);
            body = new Frame(_origin, Uid, recipient.PathOnNode, SenderPath(sender), serializer.Identifier, manifest, payload).Encode();
        }
        catch (Exception error)
        {
            // Whatever a serializer throws concerns this message alone.
            Log.Error(error, "A message of type {0} to {1} can't be sent: {2}", message.GetType(), recipient, error.Message);
            Lose(message, sender, recipient);
            return;
        }

        if (body.Length > _settings.MaximumFrameBytes)
        {
            Log.Error("A message of type {0} to {1} takes {2} bytes; akka.remote.dot-netty.tcp.maximum-frame-size allows {3}. It is not sent.", message.GetType(), recipient, body.Length, _settings.MaximumFrameBytes);
            Lose(message, sender, recipient);
        }
        else if (!_link.TrySend(new OutboundFrame(exchange, key, mandatory, body, message, sender, recipient)))
        {
            Lose(message, sender, recipient);
        }
    }

    private static string SenderPath(IActorRef? sender) => sender switch
    {
        null or Nobody => "",
        IRemoteRef => sender.Path.ToSerializationFormat(),
        _ => RemoteActorRef.OnNode(sender.Path),
    };

    private void Lose(object message, IActorRef? sender, IActorRef recipient)
    {
        if (message is ISystemMessage) return;
        _system.DeadLetters.Tell(new DeadLetter(message, sender ?? _system.DeadLetters, recipient), sender);
    }
}
