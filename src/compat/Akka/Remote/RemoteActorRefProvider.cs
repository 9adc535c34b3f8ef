using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Configuration;

namespace Akka.Remote;

/// <summary>References of a system that other systems can reach.</summary>
internal sealed class RemoteActorRefProvider : IActorRefProvider
{
    private static readonly Lazy<Config> RemoteDefaults = new(() => ConfigurationFactory.FromResource<RemoteActorRefProvider>("Akka.Remote.remote.conf"));
    private static readonly Lazy<Config> ClusterDefaults = new(() => ConfigurationFactory.FromResource<RemoteActorRefProvider>("Akka.Cluster.cluster.conf").WithFallback(RemoteDefaults.Value));

    private readonly ActorSystemImpl _system;
    private readonly LocalActorRefProvider _local;

    public RemoteActorRefProvider(ActorSystemImpl system, LocalActorRefProvider local)
    {
        _system = system;
        _local = local;
        Transport = new RemoteTransport(system, this);
    }

    public RemoteTransport Transport { get; }

    /// <summary>Watches actors of other nodes for those of this one.</summary>
    public IActorRef Watcher { get; private set; } = ActorRefs.Nobody;

    public IInternalActorRef RootGuardian => _local.RootGuardian;

    public IInternalActorRef TempContainer => _local.TempContainer;

    public IActorRef DeadLetters => _local.DeadLetters;

    public IActorRef IgnoreRef => _local.IgnoreRef;

    public ActorPath RootPath => _local.RootPath;

    public Settings Settings => _local.Settings;

    public Task TerminationTask => _local.TerminationTask;

    public Address DefaultAddress => Transport.Address;

    /// <summary>What remoting and clusters add to the reference configuration; null for a system on its own.</summary>
    /// <exception cref="ConfigurationException"><c>akka.actor.provider</c> is none of those that are known.</exception>
    public static Config? Defaults(Config config)
    {
        string provider = config.Required("akka.actor.provider");
        if (provider == "local" || provider.Contains("LocalActorRefProvider", StringComparison.Ordinal)) return null;
        if (provider == "remote" || provider.Contains("RemoteActorRefProvider", StringComparison.Ordinal)) return RemoteDefaults.Value;
        if (IsCluster(config)) return ClusterDefaults.Value;
        throw new ConfigurationException($"akka.actor.provider is [{provider}]; expected local, remote or cluster.");
    }

    public static bool IsCluster(Config config) =>
        config.GetString("akka.actor.provider") is { } provider && (provider == "cluster" || provider.Contains("ClusterActorRefProvider", StringComparison.Ordinal));

    /// <summary>Connects to the broker and waits for it.</summary>
    /// <exception cref="RemoteTransportException">The broker refuses the node, or can't be reached in time.</exception>
    public void Start()
    {
        Watcher = _system.SystemActorOf(RemoteWatcher.Props(Transport, Settings.Config.Section("akka.remote.watch-failure-detector")), "remote-watcher");
        Transport.Start();
    }

    public ActorPath TempPath() => _local.TempPath();

    public void RegisterTempActor(IInternalActorRef actorRef, ActorPath path) => _local.RegisterTempActor(actorRef, path);

    public void UnregisterTempActor(ActorPath path) => _local.UnregisterTempActor(path);

    public IActorRef ResolveActorRef(string path) => ActorPath.TryParse(path, out var parsed) ? ResolveActorRef(parsed) : DeadLetters;

    public IActorRef ResolveActorRef(ActorPath actorPath)
    {
        if (!IsOwn(actorPath.Address)) return IsReachable(actorPath.Address) ? new RemoteActorRef(this, actorPath) : DeadLetters;
        if (actorPath.Address == RootPath.Address) return _local.ResolveActorRef(actorPath);
        var local = RootPath / actorPath.Elements;
        return _local.ResolveActorRef(actorPath.Uid == ActorPath.UndefinedUid ? local : local.WithUid(actorPath.Uid));
    }

    public IActorRef RootGuardianAt(Address address)
    {
        if (IsOwn(address)) return RootGuardian;
        return IsReachable(address) ? new RemoteActorRef(this, new RootActorPath(address)) : DeadLetters;
    }

    public Address GetExternalAddressFor(Address address) => IsOwn(address) || IsReachable(address) ? DefaultAddress : null!;

    private static bool IsReachable(Address address) => address.HasGlobalScope && address.Protocol == RemoteTransport.Protocol;

    private bool IsOwn(Address address) => address == RootPath.Address || address == Transport.Address;
}
