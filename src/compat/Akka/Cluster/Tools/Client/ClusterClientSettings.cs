using System.Collections.Immutable;
using Akka.Actor;
using Akka.Configuration;

namespace Akka.Cluster.Tools.Client;

/// <summary>The section <c>akka.cluster.client</c>. Immutable.</summary>
public sealed class ClusterClientSettings
{
    public ClusterClientSettings(
        IImmutableSet<ActorPath> initialContacts,
        TimeSpan establishingGetContactsInterval,
        TimeSpan refreshContactsInterval,
        TimeSpan heartbeatInterval,
        TimeSpan acceptableHeartbeatPause,
        int bufferSize,
        TimeSpan? reconnectTimeout = null)
    {
        if (bufferSize is < 0 or > 10_000) throw new ArgumentException("BufferSize must be >= 0 and <= 10000", nameof(bufferSize));
        InitialContacts = initialContacts;
        EstablishingGetContactsInterval = establishingGetContactsInterval;
        RefreshContactsInterval = refreshContactsInterval;
        HeartbeatInterval = heartbeatInterval;
        AcceptableHeartbeatPause = acceptableHeartbeatPause;
        BufferSize = bufferSize;
        ReconnectTimeout = reconnectTimeout;
    }

    /// <summary>Receptionists that are asked first, with addresses.</summary>
    public IImmutableSet<ActorPath> InitialContacts { get; }

    /// <summary>How often they are asked while none has answered.</summary>
    public TimeSpan EstablishingGetContactsInterval { get; }

    public TimeSpan RefreshContactsInterval { get; }

    public TimeSpan HeartbeatInterval { get; }

    /// <summary>The longest silence of a receptionist that is still used.</summary>
    public TimeSpan AcceptableHeartbeatPause { get; }

    /// <summary>Messages kept until a receptionist is found; when there are more, the oldest are lost.</summary>
    public int BufferSize { get; }

    /// <summary>The client stops when it has found none for so long; null for never.</summary>
    public TimeSpan? ReconnectTimeout { get; }

    public static ClusterClientSettings Create(ActorSystem system)
    {
        // A client is no member, so its system has nothing of the cluster's by itself but what the application says.
        system.Settings.InjectTopLevelFallback(ClusterClientReceptionist.DefaultConfig());
        return Create(system.Settings.Config.GetConfig("akka.cluster.client")!);
    }

    public static ClusterClientSettings Create(Config config) => new(
        config.GetStringList("initial-contacts").Select(ActorPath.Parse).ToImmutableHashSet(),
        config.GetTimeSpan("establishing-get-contacts-interval"),
        config.GetTimeSpan("refresh-contacts-interval"),
        config.GetTimeSpan("heartbeat-interval"),
        config.GetTimeSpan("acceptable-heartbeat-pause"),
        config.GetInt("buffer-size"),
        config.GetString("reconnect-timeout", "off") is "off" or "false" ? null : config.GetTimeSpan("reconnect-timeout"));

    public ClusterClientSettings WithInitialContacts(IImmutableSet<ActorPath> initialContacts) => initialContacts.Count == 0
        ? throw new ArgumentException("InitialContacts must be defined", nameof(initialContacts))
        : new(initialContacts, EstablishingGetContactsInterval, RefreshContactsInterval, HeartbeatInterval, AcceptableHeartbeatPause, BufferSize, ReconnectTimeout);

    public ClusterClientSettings WithEstablishingGetContactsInterval(TimeSpan value) =>
        new(InitialContacts, value, RefreshContactsInterval, HeartbeatInterval, AcceptableHeartbeatPause, BufferSize, ReconnectTimeout);

    public ClusterClientSettings WithRefreshContactsInterval(TimeSpan value) =>
        new(InitialContacts, EstablishingGetContactsInterval, value, HeartbeatInterval, AcceptableHeartbeatPause, BufferSize, ReconnectTimeout);

    public ClusterClientSettings WithHeartbeatInterval(TimeSpan value) =>
        new(InitialContacts, EstablishingGetContactsInterval, RefreshContactsInterval, value, AcceptableHeartbeatPause, BufferSize, ReconnectTimeout);

    public ClusterClientSettings WithBufferSize(int bufferSize) =>
        new(InitialContacts, EstablishingGetContactsInterval, RefreshContactsInterval, HeartbeatInterval, AcceptableHeartbeatPause, bufferSize, ReconnectTimeout);

    public ClusterClientSettings WithReconnectTimeout(TimeSpan? reconnectTimeout) =>
        new(InitialContacts, EstablishingGetContactsInterval, RefreshContactsInterval, HeartbeatInterval, AcceptableHeartbeatPause, BufferSize, reconnectTimeout);
}
