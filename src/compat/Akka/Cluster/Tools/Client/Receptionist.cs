using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;

namespace Akka.Cluster.Tools.Client;

/// <summary>/system/receptionist: knows the services of its own node and, from the other receptionists, theirs.</summary>
internal sealed class Receptionist : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan ShareInterval = TimeSpan.FromSeconds(2);

    private readonly Cluster _cluster = Cluster.Get(Context.System);
    private readonly string _role;
    private readonly int _numberOfContacts;
    private readonly Dictionary<string, IActorRef> _own = [];
    private readonly Dictionary<Address, ImmutableArray<IActorRef>> _others = [];

    public Receptionist(string role, int numberOfContacts)
    {
        _role = role;
        _numberOfContacts = numberOfContacts;
        Receive<Register>(Add);
        Receive<Unregister>(message => Remove(message.Service));
        Receive<Terminated>(message => Remove(message.ActorRef));
        Receive<ClusterClient.Send>(Send);
        Receive<ClusterClient.SendToAll>(SendToAll);
        Receive<GetContacts>(_ => Sender.Tell(new Contacts([.. OtherReceptionists().Prepend(_cluster.RemotePathOf(Self)).Take(_numberOfContacts).Select(path => path.ToStringWithAddress())]), Self));
        Receive<Heartbeat>(_ => Sender.Tell(new HeartbeatRsp(), Self));
        Receive<Services>(message => _others[Sender.Path.Address] = message.Refs);
        Receive<ClusterEvent.MemberUp>(message => ShareWith(message.Member));
        Receive<ClusterEvent.MemberRemoved>(message => _others.Remove(message.Member.Address));
        Receive<ClusterEvent.UnreachableMember>(message => _others.Remove(message.Member.Address));
        Receive<Tick>(_ => Share());
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        _cluster.Subscribe(Self, ClusterEvent.InitialStateAsEvents, typeof(ClusterEvent.MemberUp), typeof(ClusterEvent.MemberRemoved), typeof(ClusterEvent.UnreachableMember));
        Timers.StartPeriodicTimer(nameof(Tick), Tick.Instance, ShareInterval);
    }

    protected override void PostStop() => _cluster.Unsubscribe(Self);

    private void Add(Register message)
    {
        _own[message.Service.Path.ToStringWithoutAddress()] = Context.Watch(message.Service);
        Share();
    }

    private void Remove(IActorRef service)
    {
        Context.Unwatch(service);
        if (_own.Remove(service.Path.ToStringWithoutAddress())) Share();
    }

    private void Share()
    {
        foreach (var path in OtherReceptionists()) ShareWith(path);
    }

    /// <summary>The others know already: telling all of them of each that comes would take messages by the square of their number.</summary>
    private void ShareWith(Member newcomer)
    {
        if (HasReceptionist(newcomer)) ShareWith(PathAt(newcomer));
    }

    private void ShareWith(ActorPath receptionist) => ((ExtendedActorSystem)Context.System).Provider.ResolveActorRef(receptionist).Tell(new Services([.. _own.Values]), Self);

    private IEnumerable<ActorPath> OtherReceptionists()
    {
        var state = _cluster.State;
        return state.Members.Where(member => member.Status == MemberStatus.Up && HasReceptionist(member) && !state.Unreachable.Contains(member)).Select(PathAt);
    }

    private bool HasReceptionist(Member member) => member.UniqueAddress != _cluster.SelfUniqueAddress && (_role.Length == 0 || member.HasRole(_role));

    private ActorPath PathAt(Member member) => new RootActorPath(member.Address) / Self.Path.Elements;

    private void Send(ClusterClient.Send send)
    {
        var candidates = Find(send.Path).ToArray();
        if (candidates.Length == 0) Context.System.DeadLetters.Tell(new DeadLetter(send.Message, Sender, Self), Sender);
        else if (send.LocalAffinity && _own.TryGetValue(send.Path, out var own)) own.Forward(send.Message);
        else candidates[Random.Shared.Next(candidates.Length)].Forward(send.Message);
    }

    private void SendToAll(ClusterClient.SendToAll send)
    {
        foreach (var service in Find(send.Path)) service.Forward(send.Message);
    }

    private IEnumerable<IActorRef> Find(string path) =>
        _own.Values.Concat(_others.Values.SelectMany(services => services)).Where(service => service.Path.ToStringWithoutAddress() == path);

    internal sealed record Register(IActorRef Service);

    internal sealed record Unregister(IActorRef Service);

    private sealed record Tick
    {
        public static readonly Tick Instance = new();
    }
}
