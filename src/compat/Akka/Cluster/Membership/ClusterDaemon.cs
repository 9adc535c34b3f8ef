using Akka.Actor;
using Akka.Event;
using Akka.Remote;

namespace Akka.Cluster.Membership;

/// <summary>
/// /system/cluster: this node's part in the membership. Follows the coordinator's decisions; a seed that gets the coordinator's lock decides itself. Not
/// restarted: its state is what the other nodes tell it.
/// </summary>
internal sealed class ClusterDaemon : ReceiveActor, IWithTimers
{
    /// <summary>How long a new coordinator waits for seeds that know more than it does.</summary>
    private const long SurveyMilliseconds = 300;

    private static readonly TimeSpan TickInterval = TimeSpan.FromMilliseconds(250);

    private readonly Cluster _cluster;
    private readonly RemoteTransport _transport;
    private readonly ClusterSettings _settings;
    private readonly UniqueAddress _self;
    private readonly ClusterMessenger _messenger;
    private readonly ClusterSubscriptions _subscriptions = new();
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private ClusterView _view = ClusterView.Empty;
    private Coordinator? _coordinator;
    private bool _wantsIn, _founds, _isLocking, _hasEnded;
    private long? _surveyEnds, _joinDeadline;
    private long _nextJoin, _nextAlive, _nextPing, _lastTick = Now, _coordinatorHeard = long.MinValue / 2;
    private Address? _coordinatorAt;

    public ClusterDaemon(Cluster cluster, RemoteTransport transport)
    {
        _cluster = cluster;
        _transport = transport;
        _settings = cluster.Settings;
        _self = cluster.SelfUniqueAddress;
        _messenger = new ClusterMessenger(transport, (ExtendedActorSystem)Context.System, Self, _self);
        Receive<DaemonCommands.Tick>(_ => Tick());
        Receive<DaemonCommands.Enter>(Enter);
        Receive<DaemonCommands.SendToSeeds>(command => ToSeeds(command.Message));
        Receive<DaemonCommands.Subscribe>(Subscribe);
        Receive<DaemonCommands.Unsubscribe>(command => _subscriptions.Remove(command.Subscriber, command.To));
        Receive<DaemonCommands.SendState>(command => command.Receiver.Tell(_view.State(), Self));
        Receive<DaemonCommands.LinkChanged>(LinkChanged);
        Receive<DaemonCommands.LockTried>(LockTried);
        Receive<DaemonCommands.Unroutable>(Unroutable);
        Receive<DaemonCommands.ConfirmExit>(_ => ToSeeds(new ExitingConfirmed(_self)));
        Receive<DaemonCommands.End>(_ => End());
        Receive<Terminated>(message => _subscriptions.Remove(message.ActorRef, null));
        Receive<Join>(join => Decide(_coordinator?.Join(_view, join, Now), () => _messenger.SendView(_view, join.Node, join.IsSeed)));
        Receive<Alive>(Alive);
        Receive<LeaveCluster>(leave => Decide(_coordinator is null ? null : Coordinator.Leave(_view.At(leave.Address))));
        Receive<DownMember>(down => Decide(_coordinator is null ? null : Coordinator.Down(_view.At(down.Address))));
        Receive<ExitingConfirmed>(exiting => Decide(_coordinator?.Exited(_view.Find(exiting.Node))));
        Receive<GetView>(_ => AnswerView());
        Receive<FullView>(FullView);
        Receive<Decision>(Follow);
        Receive<Ping>(Ping);
        Receive<NotAMember>(NotAMember);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private static long Now => Environment.TickCount64;

    protected override void PreStart()
    {
        var self = Self;
        _transport.Up += () => self.Tell(new DaemonCommands.LinkChanged(true), self);
        _transport.Down += () => self.Tell(new DaemonCommands.LinkChanged(false), self);
        _transport.Unroutable += key => self.Tell(new DaemonCommands.Unroutable(key), self);
        Timers.StartPeriodicTimer("tick", DaemonCommands.Tick.Instance, TickInterval);
    }

    private void Enter(DaemonCommands.Enter command)
    {
        if (_view.Find(_self) is not null || _hasEnded) return;
        _wantsIn = true;
        _founds |= command.Founds;
        _nextJoin = 0;
        if (command.AreSeedNodes && _settings.ShutdownAfterUnsuccessfulJoinSeedNodes is { } patience) _joinDeadline = Now + (long)patience.TotalMilliseconds;
        Tick();
    }

    private void Subscribe(DaemonCommands.Subscribe command)
    {
        if (_subscriptions.Add(command.Subscriber, command.To)) Context.Watch(command.Subscriber);
        if (command.Mode == ClusterEvent.InitialStateAsSnapshot)
        {
            command.Subscriber.Tell(_view.State(), ActorRefs.NoSender);
            return;
        }

        foreach (var happened in ViewChanges.Between(ClusterView.Empty, _view).Where(happened => command.To.Any(type => type.IsInstanceOfType(happened))))
            command.Subscriber.Tell(happened, ActorRefs.NoSender);
    }

    private void Tick()
    {
        if (_hasEnded) return;
        long now = Now;
        if (now - _lastTick > _settings.AcceptableHeartbeatPause.TotalMilliseconds / 2)
        {
            // This process stood still: who was silent meanwhile is not for it to say.
            if (_coordinator is not null) _log.Warning("This node stood still for {0} ms; it coordinates no longer.", now - _lastTick);
            StepDown();
        }

        _lastTick = now;
        if (!_transport.IsConnected) return;
        if (_surveyEnds is { } ends && now >= ends) Coordinate();
        if (_wantsIn && now >= _nextJoin)
        {
            _nextJoin = now + (long)(_settings.RetryUnsuccessfulJoinAfter ?? TimeSpan.FromSeconds(1)).TotalMilliseconds;
            _messenger.ToSeeds(new Join(_self, _settings.Roles, _transport.IsSeed));
            if (_joinDeadline <= now) _cluster.GiveUpJoining();
        }

        if (_view.Find(_self) is not null && now >= _nextAlive)
        {
            _nextAlive = now + (long)_settings.HeartbeatInterval.TotalMilliseconds;
            if (_coordinator is null) _messenger.ToSeeds(new Alive(_self, _view.ClusterId));
        }

        if (_coordinator is null) WatchCoordinator(now);
        else if (now >= _nextPing) PingMembers(now);
    }

    private void PingMembers(long now)
    {
        _nextPing = now + (long)_settings.PingInterval.TotalMilliseconds;
        _messenger.ToSeeds(new Alive(_self, _view.ClusterId));
        _messenger.PingSome(_view, (int)Math.Max(1, _settings.PingsPerSecond * _settings.PingInterval.TotalSeconds));
        Decide([]);
    }

    private void WatchCoordinator(long now)
    {
        if (_transport.IsSeed)
        {
            if (now - _coordinatorHeard > _settings.AcceptableHeartbeatPause.TotalMilliseconds) CoordinatorIsSilent();
            bool mayCoordinate = _view.Find(_self) is not null || (_wantsIn && _founds);
            if (!mayCoordinate || _isLocking || _surveyEnds is not null || now - _coordinatorHeard < 1.5 * _settings.PingInterval.TotalMilliseconds) return;
            _isLocking = true;
            _transport.TryCoordinateAsync().PipeTo(Self, Self, taken => new DaemonCommands.LockTried(taken), _ => new DaemonCommands.LockTried(false));
        }
        else if (now - _coordinatorHeard > _settings.AcceptableHeartbeatPause.TotalMilliseconds)
        {
            SeedsAreSilent();
        }
    }

    /// <summary>A node that is no seed can't ask for another opinion: it sees the seeds as unreachable until one of them is heard.</summary>
    private void SeedsAreSilent()
    {
        var silent = _view.Entries.Values.Where(entry => entry.Member.UniqueAddress != _self && entry.IsReachable).Select(entry => entry with { IsReachable = false }).ToArray();
        if (silent.Length > 0) Publish(_view.Apply(silent) with { Number = _view.Number });
    }

    /// <summary>
    /// A coordinator that stands still keeps its lock until the broker notices, which takes longer than the pause that a member has: until then each seed for itself sees
    /// it as unreachable, so that a singleton of its goes on elsewhere. The lease sees to it that this is no mistake.
    /// </summary>
    private void CoordinatorIsSilent()
    {
        if (_coordinatorAt is null || _view.At(_coordinatorAt) is not { IsReachable: true } silent || silent.Member.UniqueAddress == _self) return;
        _log.Warning("Nothing was heard from {0}, which coordinates the cluster, for {1} ms.", _coordinatorAt, _settings.AcceptableHeartbeatPause.TotalMilliseconds);
        Publish(_view.Apply([silent with { IsReachable = false }]) with { Number = _view.Number });
    }

    private void LockTried(DaemonCommands.LockTried tried)
    {
        _isLocking = false;
        if (!tried.Taken || _coordinator is not null || _hasEnded) return;
        _surveyEnds = Now + SurveyMilliseconds;
        _messenger.ToSeeds(new GetView());
    }

    private void Coordinate()
    {
        _surveyEnds = null;
        long wallClock = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        long term = Math.Max(_view.Term + 1, wallClock);
        // To others it may have been silent.
        var entries = _view.Find(_self) is { } self ? _view.Entries.SetItem(_self, self with { IsReachable = true }) : _view.Entries;
        _view = _view with { Term = term, ClusterId = _view.IsEmpty ? term : _view.ClusterId, Entries = entries };
        _coordinator = new Coordinator(_settings, _self, Now);
        _nextPing = 0;
        _log.Info("This node coordinates the cluster from now on (term {0}, {1} members).", term, _view.Entries.Count);
        if (_view.Find(_self) is null) Decide(_coordinator.Join(_view, new Join(_self, _settings.Roles, IsSeed: true), Now));
        _messenger.SendToAll(_view);
    }

    private void StepDown()
    {
        _coordinator = null;
        _surveyEnds = null;
        _coordinatorHeard = Now;
    }

    /// <summary>Makes decisions known, then those that follow from them.</summary>
    /// <param name="changes">Null where another seed decides.</param>
    /// <param name="whenKnown">Runs also if there is nothing new.</param>
    private void Decide(IReadOnlyList<MemberEntry>? changes, Action? whenKnown = null)
    {
        if (changes is null || _coordinator is null) return;
        for (var next = changes; ; next = _coordinator.Tick(_view, Now))
        {
            if (next.Count == 0 && !ReferenceEquals(next, changes)) break;
            if (next.Count == 0) continue;
            var view = _view.Apply(next);
            _messenger.SendDecision(view, next);
            Publish(view, next);
            if (_coordinator is null) return;
        }

        whenKnown?.Invoke();
    }

    private void Alive(Alive alive)
    {
        if (_coordinator is null) return;
        if (_view.Find(alive.Node) is null)
        {
            _messenger.Tell(alive.Node, new NotAMember(alive.Node.Uid, _view.ClusterId));
            return;
        }

        // Mostly there is nothing to decide; what time brings about is looked for with the pings, not with every sign of life of a thousand nodes.
        var changes = _coordinator.Heard(_view, alive.Node, Now);
        if (changes.Count > 0) Decide(changes);
    }

    private void Unroutable(DaemonCommands.Unroutable lost)
    {
        if (_coordinator is not null) Decide(_coordinator.HasNoMailbox(_view, lost.Key, Now));
        else if (!_transport.IsSeed && lost.Key == ClusterMessenger.SeedsKey(_self)) SeedsAreSilent();
    }

    private void LinkChanged(DaemonCommands.LinkChanged link)
    {
        if (link.IsUp) (_nextAlive, _nextJoin, _coordinatorHeard) = (0, 0, Now);
        else StepDown();
    }

    private void AnswerView()
    {
        if (_view.IsEmpty || Sender.Path.Address == _self.Address || Sender.Path.Address.HasLocalScope) return;
        bool isSeed = _view.At(Sender.Path.Address) is not { Member.IsSeed: false };
        Sender.Tell(new FullView(isSeed ? _view : ClusterMessenger.Restricted(_view, Sender.Path.Address), IsNews: false), Self);
    }

    private void FullView(FullView message)
    {
        var view = message.View;
        bool isOwn = Sender.Path.Address.HasLocalScope || Sender.Path.Address == _self.Address;
        if (_hasEnded || isOwn || (message.IsNews && _transport.IsSeed)) return;
        if (message.IsNews || _surveyEnds is null) _coordinatorHeard = Now;
        // Who wants in is answered by the coordinator alone.
        if (_view.IsEmpty && !message.IsNews) _coordinatorAt = Sender.Path.Address;
        if (_view.IsEmpty && !_wantsIn) return;
        if (view.ClusterId != _view.ClusterId && !_view.IsEmpty)
        {
            if (!message.IsNews && view.Find(_self) is not null) Publish(view);
            return;
        }

        if (view.Term < _view.Term) return;
        if (_coordinator is not null && view.Term > _view.Term) StepDown();
        if (message.IsNews) view = view.Apply(_view.Find(_self) is { } self ? [self] : []) with { Number = view.Number };
        else if (view.Term == _view.Term && view.Number < _view.Number) return;
        if (!message.IsNews || _view.Find(_self) is not null) Publish(view);
    }

    private void Follow(Decision decision)
    {
        if (_hasEnded || _coordinator is not null || _view.IsEmpty || decision.Term < _view.Term || decision.ClusterId != _view.ClusterId) return;
        (_coordinatorHeard, _coordinatorAt) = (Now, Sender.Path.Address);
        if (decision.Term == _view.Term && decision.Number <= _view.Number) return;
        if (decision.Term == _view.Term && decision.Number == _view.Number + 1) Publish(_view.Apply(decision.Changes), decision.Changes);
        else Sender.Tell(new GetView(), Self);
    }

    private void Ping(Ping ping)
    {
        if (_hasEnded || ping.Term < _view.Term) return;
        if (_coordinator is not null)
        {
            if (ping.Term == _view.Term) return;
            StepDown();
        }

        (_coordinatorHeard, _coordinatorAt) = (Now, Sender.Path.Address);
        bool isCurrent = _transport.IsSeed
            ? ping.Term == _view.Term && ping.Number == _view.Number && _view.At(_coordinatorAt) is not { IsReachable: false }
            : _view.Find(_self)?.Member.Status == ping.Status && _view.Entries.Values.All(entry => entry.IsReachable || ping.Number == _view.Number);
        if (!isCurrent || ping.ClusterId != _view.ClusterId) Sender.Tell(new GetView(), Self);
    }

    private void NotAMember(NotAMember message)
    {
        if (message.Uid != _self.Uid || _view.Find(_self) is not { } self || _hasEnded || _coordinator is not null) return;
        if (message.ClusterId == _view.ClusterId)
        {
            _log.Warning("This node was removed from the cluster while nothing was heard of it; it ends and must start again.");
            Publish(_view.Apply([new MemberEntry(ViewChanges.Removed(self.Member).Member, true)]));
            return;
        }

        // All seeds have started anew: this node has done nothing wrong and asks the new cluster to take it.
        _log.Info("The cluster was founded anew; this node joins it.");
        Publish(_view with { ClusterId = 0, Term = 0, Number = 0, Entries = ClusterView.Empty.Entries.Add(_self, self) });
        _view = ClusterView.Empty;
        _wantsIn = true;
        _nextJoin = 0;
    }

    private void ToSeeds(IClusterMessage message)
    {
        if (_coordinator is null) _messenger.ToSeeds(message);
        else Self.Tell(message, Self);
    }

    /// <summary>Makes a view this node's own and tells those who want to know.</summary>
    /// <param name="changes">What it differs in; null: in whatever.</param>
    private void Publish(ClusterView view, IEnumerable<MemberEntry>? changes = null)
    {
        var before = _view;
        _view = view;
        if (view.Find(_self) is not null) (_wantsIn, _joinDeadline) = (false, null);
        var events = ViewChanges.Between(before, view, changes?.Select(change => change.Member.UniqueAddress)).ToArray();
        _cluster.Show(view, view.Find(_self)?.Member);
        foreach (var happened in events)
        {
            if (happened is ClusterEvent.MemberRemoved removed && removed.Member.UniqueAddress != _self) _cluster.Forget(removed.Member.UniqueAddress);
            _log.Debug("{0}", happened);
            _subscriptions.Publish(happened);
        }

        _cluster.FollowSelf(before.Find(_self)?.Member, view.Find(_self)?.Member);
    }

    private void End()
    {
        if (_hasEnded) return;
        _hasEnded = true;
        Timers.CancelAll();
        if (_coordinator is not null) _ = _transport.StopCoordinatingAsync();
        _coordinator = null;
        var self = _view.Find(_self);
        if (self is not null) Publish(_view.Apply([new MemberEntry(ViewChanges.Removed(self.Member).Member, true)]));
        _subscriptions.Publish(ClusterEvent.ClusterShuttingDown.Instance);
        Context.Stop(Self);
    }
}
