using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Dispatch.SysMsg;
using Akka.Event;
using Akka.Remote.Amqp;
using Akka.Remote.Wire;

namespace Akka.Remote;

/// <summary>
/// Hands what comes in to the actors it is for. Whatever is wrong with a frame, that frame is refused: logged, counted, published as
/// <see cref="RemotingErrorEvent"/>, and nothing else is disturbed.
/// </summary>
internal sealed class InboundFrames
{
    private const int RememberedPaths = 20_000;

    /// <summary>Listens to quarantined nodes too: one that doesn't know yet that it was removed has to be told.</summary>
    private const string ClusterDaemon = "/system/cluster";

    private readonly ActorSystemImpl _system;
    private readonly RemoteActorRefProvider _provider;
    private readonly AmqpSettings _settings;
    private readonly Address _own;
    private readonly ILoggingAdapter _log;
    private readonly bool _trustsAll;
    private readonly bool _isUntrusted;
    private readonly ConcurrentDictionary<(string Origin, int Uid), bool> _quarantined = new();
    private readonly Dictionary<string, IInternalActorRef> _recipients = [];
    private readonly Dictionary<(string Origin, string Path), IActorRef> _senders = [];
    private long _refused;

    public InboundFrames(ActorSystemImpl system, RemoteActorRefProvider provider, AmqpSettings settings, Address own)
    {
        _system = system;
        _provider = provider;
        _settings = settings;
        _own = own;
        _log = Logging.GetLogger(system, typeof(RemoteTransport));
        _trustsAll = settings.TrustedUsers.Contains("*");
        _isUntrusted = system.Settings.Config.GetBoolean("akka.remote.untrusted-mode");
    }

    /// <returns>False if that was known.</returns>
    public bool Quarantine(string origin, int uid) => _quarantined.TryAdd((origin, uid), true);

    /// <param name="user">Whom the broker says that the frame is from.</param>
    [SuppressMessage("Design", "CA1031", Justification = "A frame may make any serializer throw anything; it is refused alone.")]
    public void Receive(ReadOnlyMemory<byte> body, string? user)
    {
        try
        {
            if (body.Length > _settings.MaximumFrameBytes)
                throw new SerializationException($"{body.Length} bytes; akka.remote.dot-netty.tcp.maximum-frame-size allows {_settings.MaximumFrameBytes}.");
            var frame = Frame.Decode(body);
            if (_quarantined.ContainsKey((frame.Origin, frame.OriginUid)) && frame.Recipient != ClusterDaemon) return;
            bool isTrusted = _trustsAll || (user is not null && _settings.TrustedUsers.Contains(user));
            if (!isTrusted) CheckIdentity(frame, user);
            object message = _system.Serialization.Deserialize(frame.Payload, frame.SerializerId, frame.Manifest);
            Deliver(message, Recipient(frame.Recipient), Sender(frame), isTrusted && !_isUntrusted);
        }
        catch (Exception error)
        {
            long count = Interlocked.Increment(ref _refused);
            _log.Warning("Frame refused (the {0}th): {1} It came from the broker's user '{2}'.", count, error.Message, user ?? "?");
            _system.EventStream.Publish(new RemotingErrorEvent(error));
        }
    }

    /// <summary>Reads a frame of this node's own that came back; null where there is nothing to report.</summary>
    /// <param name="key">Of the node that it was for.</param>
    [SuppressMessage("Design", "CA1031", Justification = "What can't be read again is lost without a letter.")]
    public (object Message, IActorRef? Sender, IActorRef Recipient)? TryRead(string key, ReadOnlyMemory<byte> body)
    {
        try
        {
            var frame = Frame.Decode(body);
            object message = _system.Serialization.Deserialize(frame.Payload, frame.SerializerId, frame.Manifest);
            var sender = frame.Sender.Length == 0 ? null : _provider.ResolveActorRef(frame.Sender[0] == '/' ? _own + frame.Sender : frame.Sender);
            return (message, sender, new EmptyLocalActorRef(_provider, ActorPath.Parse($"{RemoteTransport.Protocol}://{key}{frame.Recipient}"), _system.EventStream));
        }
        catch (Exception error)
        {
            _log.Debug(error, "A returned frame can't be read: {0}", error.Message);
            return null;
        }
    }

    /// <exception cref="SerializationException">The frame isn't what a user may send who isn't trusted.</exception>
    private void CheckIdentity(Frame frame, string? user)
    {
        if (!Address.TryParse(frame.Origin, out var origin) || origin.Host != user)
            throw new SerializationException($"the broker's user '{user ?? "?"}' may not send in the name of {frame.Origin}.");
        if (frame.Sender.Length > 0 && frame.Sender[0] != '/')
            throw new SerializationException($"the broker's user '{user}' may not send for {frame.Sender}.");
        string path = frame.Recipient.Split('#')[0];
        if (_settings.RestrictedRecipients.Count > 0 && !_settings.RestrictedRecipients.Any(allowed => path == allowed || path.StartsWith(allowed + "/", StringComparison.Ordinal)))
            throw new SerializationException($"the broker's user '{user}' may not send to {path}.");
    }

    private void Deliver(object message, IInternalActorRef recipient, IActorRef? sender, bool mayHarm)
    {
        switch (message)
        {
            case Terminate or ActorSelectionMessage or IPossiblyHarmful when !mayHarm:
                throw new SerializationException($"{message.GetType().Name} to {recipient} from a node that may not harm.");
            case ISystemMessage system:
                recipient.SendSystemMessage(system);
                break;
            case ActorSelectionMessage selection:
                ActorSelection.Deliver(recipient, selection.Elements, selection.Message, sender, selection.WildCardFanOut);
                break;
            case null:
                throw new SerializationException("no message.");
            default:
                recipient.Tell(message, sender);
                break;
        }
    }

    private IInternalActorRef Recipient(string path)
    {
        if (_recipients.TryGetValue(path, out var known) && !known.IsTerminated) return known;
        var resolved = (IInternalActorRef)_provider.ResolveActorRef(_own + path);

        // Without a uid the path may name another actor next time.
        if (!resolved.IsTerminated && path.Contains('#', StringComparison.Ordinal)) Remember(_recipients, path, resolved);
        return resolved;
    }

    private IActorRef? Sender(Frame frame)
    {
        if (frame.Sender.Length == 0) return null;
        var key = (frame.Origin, frame.Sender);
        if (_senders.TryGetValue(key, out var known)) return known;
        var sender = _provider.ResolveActorRef(frame.Sender[0] == '/' ? frame.Origin + frame.Sender : frame.Sender);
        if (sender is RemoteActorRef) Remember(_senders, key, sender);
        return sender;
    }

    private static void Remember<TKey, T>(Dictionary<TKey, T> memory, TKey key, T value)
        where TKey : notnull
    {
        if (memory.Count >= RememberedPaths) memory.Clear();
        memory[key] = value;
    }
}
