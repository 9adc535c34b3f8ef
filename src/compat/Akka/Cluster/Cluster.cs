using System.Collections.Immutable;
using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Cluster.Membership;
using Akka.Configuration;
using Akka.Event;
using Akka.Remote;

namespace Akka.Cluster;

/// <summary>This node's membership in the cluster of its broker and system name. Thread safe.</summary>
public class Cluster : IExtension
{
    private readonly RemoteActorRefProvider _provider;
    private readonly IActorRef _daemon;
    private readonly ILoggingAdapter _log;
    private readonly SelfCallbacks _up = new();
    private readonly SelfCallbacks _removed = new();
    private readonly TaskCompletionSource _exiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Lazy<ClusterEvent.CurrentClusterState> _state = new(() => new ClusterEvent.CurrentClusterState());
    private Member _selfMember;
    private ClusterView _shown = ClusterView.Empty;

    internal Cluster(ActorSystemImpl system)
    {
        System = system;
        _provider = system.RemoteProvider is { } provider && RemoteActorRefProvider.IsCluster(system.Settings.Config)
            ? provider
            : throw new ConfigurationException($"ActorSystem [{system.Name}] needs to have 'akka.actor.provider' set to 'cluster' in the configuration.");
        Settings = new ClusterSettings(system.Settings.Config, system.Name);
        SelfUniqueAddress = new UniqueAddress(_provider.Transport.Address, AddressUidExtension.Uid(system));
        _selfMember = NoMember();
        _log = Logging.GetLogger(system, typeof(Cluster));
        _daemon = system.SystemActorOf(Props.Create(() => new ClusterDaemon(this, _provider.Transport)), "cluster");
        HandOverWithSystem(CoordinatedShutdown.Get(system));
        if (Settings.SeedNodes.Count > 0) JoinSeedNodes(Settings.SeedNodes);
    }

    public ExtendedActorSystem System { get; }

    public ClusterSettings Settings { get; }

    public Address SelfAddress => SelfUniqueAddress.Address;

    public UniqueAddress SelfUniqueAddress { get; }

    public ImmutableHashSet<string> SelfRoles => Settings.Roles;

    /// <summary>This node as a member; Removed before it has joined and after it was removed.</summary>
    public Member SelfMember => Volatile.Read(ref _selfMember);

    /// <summary>The cluster as this node sees it.</summary>
    public ClusterEvent.CurrentClusterState State => Volatile.Read(ref _state).Value;

    public bool IsUp => SelfMember.Status == MemberStatus.Up;

    /// <summary>The node is no member any more; only a new system becomes one.</summary>
    public bool IsTerminated => _removed.HasHappened;

    public static Cluster Get(ActorSystem system) => system.WithExtension<Cluster, ClusterExtension>();

    /// <summary>Subscribes, and sends the present state first, as <see cref="ClusterEvent.CurrentClusterState"/>.</summary>
    public void Subscribe(IActorRef subscriber, params Type[] to) => Subscribe(subscriber, ClusterEvent.InitialStateAsSnapshot, to);

    /// <param name="to">Types of events: <see cref="ClusterEvent.IClusterDomainEvent"/> and all below it.</param>
    public void Subscribe(IActorRef subscriber, ClusterEvent.SubscriptionInitialStateMode initialStateMode, params Type[] to)
    {
        if (to.Length == 0) throw new ArgumentException("At least one `IClusterDomainEvent` class is required", nameof(to));
        if (Array.Find(to, type => !typeof(ClusterEvent.IClusterDomainEvent).IsAssignableFrom(type)) is { } stranger)
            throw new ArgumentException($"Subscribe to `IClusterDomainEvent` or subclasses, was [{stranger.Name}]", nameof(to));
        _daemon.Tell(new DaemonCommands.Subscribe(subscriber, initialStateMode, [.. to]), ActorRefs.NoSender);
    }

    public void Unsubscribe(IActorRef subscriber) => Unsubscribe(subscriber, null!);

    /// <param name="to">Null for all.</param>
    public void Unsubscribe(IActorRef subscriber, Type to) => _daemon.Tell(new DaemonCommands.Unsubscribe(subscriber, to), ActorRefs.NoSender);

    public void SendCurrentClusterState(IActorRef receiver) => _daemon.Tell(new DaemonCommands.SendState(receiver), ActorRefs.NoSender);

    /// <summary>Joins the cluster that a node belongs to; with this node's own address it is founded where there is none.</summary>
    public void Join(Address address) => _daemon.Tell(new DaemonCommands.Enter(address == SelfAddress, AreSeedNodes: false), ActorRefs.NoSender);

    /// <returns>Ends when the node is Up.</returns>
    public Task JoinAsync(Address address, CancellationToken token = default)
    {
        Join(address);
        return UpAsync(token);
    }

    public void JoinSeedNodes(IEnumerable<Address> seedNodes) =>
        _daemon.Tell(new DaemonCommands.Enter(seedNodes.Contains(SelfAddress), AreSeedNodes: true), ActorRefs.NoSender);

    public Task JoinSeedNodesAsync(IEnumerable<Address> seedNodes, CancellationToken token = default)
    {
        JoinSeedNodes(seedNodes);
        return UpAsync(token);
    }

    /// <summary>Lets a member leave: it hands over what it runs, and is removed.</summary>
    public void Leave(Address address) => _daemon.Tell(new DaemonCommands.SendToSeeds(new LeaveCluster(address)), ActorRefs.NoSender);

    /// <returns>Ends when this node is no member any more.</returns>
    public Task LeaveAsync() => LeaveAsync(CancellationToken.None);

    public Task LeaveAsync(CancellationToken cancellationToken)
    {
        Leave(SelfAddress);
        return _removed.AsTask().WaitAsync(cancellationToken);
    }

    /// <summary>Gives a member up as lost: it is removed at once, and ends if it is still there.</summary>
    public void Down(Address address) => _daemon.Tell(new DaemonCommands.SendToSeeds(new DownMember(address)), ActorRefs.NoSender);

    /// <summary>Runs when this node is Up; at once if it is.</summary>
    public void RegisterOnMemberUp(Action callback) => _up.Add(callback);

    /// <summary>Runs when this node is no member any more; at once if that has happened.</summary>
    public void RegisterOnMemberRemoved(Action callback) => _removed.Add(callback);

    /// <summary>The path of an actor with the address under which other nodes reach it.</summary>
    public ActorPath RemotePathOf(IActorRef actorRef) =>
        actorRef.Path.Address.HasGlobalScope ? actorRef.Path : ActorPath.Parse(actorRef.Path.ToSerializationFormatWithAddress(SelfAddress));

    /// <summary>Makes the view the one that applications see. What they see is put together when somebody looks: a thousand nodes that join are as many views.</summary>
    internal void Show(ClusterView view, Member? self)
    {
        Volatile.Write(ref _state, new Lazy<ClusterEvent.CurrentClusterState>(view.State));
        Volatile.Write(ref _selfMember, self ?? NoMember());
        bool sameNodes = view.Entries.Count == _shown.Entries.Count && view.Entries.Keys.All(_shown.Entries.ContainsKey);
        _shown = view;
        if (!sameNodes) _provider.Watcher.Tell(new RemoteWatcher.ClusterNodes(view.Members.Select(member => member.Address).ToHashSet()), ActorRefs.NoSender);
    }

    /// <summary>Another node was removed: those who watch its actors learn that they are gone, and it isn't listened to any more.</summary>
    internal void Forget(UniqueAddress node)
    {
        _provider.Transport.Quarantine(node.Address, node.Uid);
        _provider.Watcher.Tell(new RemoteWatcher.NodeRemoved(node.Address), ActorRefs.NoSender);
    }

    /// <summary>What this node's own status makes necessary.</summary>
    internal void FollowSelf(Member? before, Member? now)
    {
        if (before?.Status == now?.Status) return;
        _log.Info("This node is {0} now.", now?.Status ?? MemberStatus.Removed);
        switch (now?.Status)
        {
            case MemberStatus.Up:
                _up.Happen(_log);
                break;
            case MemberStatus.Exiting:
                _exiting.TrySetResult();
                _ = CoordinatedShutdown.Get(System).Run(CoordinatedShutdown.ClusterLeavingReason.Instance);
                break;
            case MemberStatus.Down or null:
                _exiting.TrySetResult();
                bool isLost = before?.Status is not MemberStatus.Exiting;
                _daemon.Tell(new DaemonCommands.End(), ActorRefs.NoSender);
                if (now is null) _removed.Happen(_log);
                if (isLost && Settings.RunCoordinatedShutdownWhenDown) _ = CoordinatedShutdown.Get(System).Run(CoordinatedShutdown.ClusterDowningReason.Instance);
                break;
        }
    }

    internal void GiveUpJoining()
    {
        _log.Error("No seed node has let this node in within {0}; it ends.", Settings.ShutdownAfterUnsuccessfulJoinSeedNodes!);
        _ = CoordinatedShutdown.Get(System).Run(CoordinatedShutdown.ClusterJoinUnsuccessfulReason.Instance);
    }

    private Member NoMember() => Member.Create(SelfUniqueAddress, Settings.Roles, _provider.Transport.IsSeed).Copy(MemberStatus.Removed);

    private async Task UpAsync(CancellationToken cancellation)
    {
        var first = await Task.WhenAny(_up.AsTask(), _removed.AsTask()).WaitAsync(cancellation).ConfigureAwait(false);
        if (first != _up.AsTask()) throw new ClusterJoinFailedException($"Node [{SelfAddress}] was removed from the cluster before it was Up.");
    }

    /// <summary>A system that ends leaves first, so that others take over at once instead of waiting for it.</summary>
    private void HandOverWithSystem(CoordinatedShutdown shutdown)
    {
        shutdown.AddTask(CoordinatedShutdown.PhaseClusterLeave, "leave", async () =>
        {
            if (SelfMember.Status is MemberStatus.Removed or MemberStatus.Down) return Done.Instance;
            Leave(SelfAddress);
            await _exiting.Task.ConfigureAwait(false);
            return Done.Instance;
        });
        shutdown.AddTask(CoordinatedShutdown.PhaseClusterExitingDone, "exiting-completed", async () =>
        {
            if (SelfMember.Status is not MemberStatus.Exiting) return Done.Instance;
            _daemon.Tell(new DaemonCommands.ConfirmExit(), ActorRefs.NoSender);
            await _removed.AsTask().ConfigureAwait(false);
            return Done.Instance;
        });
        shutdown.AddTask(CoordinatedShutdown.PhaseClusterShutdown, "wait-shutdown", async () =>
        {
            _daemon.Tell(new DaemonCommands.End(), ActorRefs.NoSender);
            await _daemon.WatchAsync().ConfigureAwait(false);
            _removed.Happen(_log);
            return Done.Instance;
        });
        System.RegisterOnTermination(() => _removed.Happen(_log));
    }
}
