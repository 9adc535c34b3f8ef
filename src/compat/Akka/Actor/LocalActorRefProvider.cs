using Akka.Actor.Internal;
using Akka.Configuration;
using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>References of a system that is on its own.</summary>
internal sealed class LocalActorRefProvider : IActorRefProvider
{
    private readonly ActorSystemImpl _system;
    private readonly TempContainer _temp;
    private readonly Deployments _deployments;
    private long _nextTemp = -1;

    public LocalActorRefProvider(ActorSystemImpl system)
    {
        _system = system;
        _deployments = new Deployments(system.Settings.Config.Section("akka.actor.deployment"));
        RootPath = new RootActorPath(new Address("akka", system.Name));
        DeadLetters = new DeadLetterActorRef(this, RootPath / "deadLetters", system.EventStream);
        IgnoreRef = new IgnoreActorRef(this, new RootActorPath(new Address("akka", "local")) / "ignore");
        TopSupervisor = new RootGuardianSupervisor(this, RootPath / "bubble-walker", system);
        Root = new RootGuardianActorRef(system, Props.Create<RootGuardian>(), InternalDispatcher, DefaultMailbox, TopSupervisor, RootPath);
        _temp = new TempContainer(this, RootPath / "temp", Root);
        Root.AddName("temp", _temp);
        Root.AddName("deadLetters", (IInternalActorRef)DeadLetters);
        Root.AddName("ignore", (IInternalActorRef)IgnoreRef);
    }

    public ActorPath RootPath { get; }

    public RootGuardianActorRef Root { get; }

    public IInternalActorRef RootGuardian => Root;

    public RootGuardianSupervisor TopSupervisor { get; }

    /// <summary>/user</summary>
    public LocalActorRef Guardian { get; private set; } = null!;

    /// <summary>/system</summary>
    public LocalActorRef SystemGuardian { get; private set; } = null!;

    public IInternalActorRef TempContainer => _temp;

    public IActorRef DeadLetters { get; }

    public IActorRef IgnoreRef { get; }

    public Settings Settings => _system.Settings;

    public Task TerminationTask => TopSupervisor.Terminated;

    public Address DefaultAddress => RootPath.Address;

    private MessageDispatcher InternalDispatcher => _system.Dispatchers.Lookup(Dispatchers.InternalDispatcherId);

    private MailboxType DefaultMailbox => _system.Mailboxes.Lookup(Mailboxes.DefaultMailboxId);

    /// <summary>Starts the guardians.</summary>
    public void Start()
    {
        var strategy = SupervisorStrategyConfigurator.CreateConfigurator(Settings.SupervisorStrategyClass).Create();
        Root.Start();
        Guardian = NewGuardian("user", Props.Create<UserGuardian>().WithSupervisorStrategy(strategy));
        SystemGuardian = NewGuardian("system", Props.Create<SystemGuardian>(Guardian));
        Root.Cell.SendMessage(new RootGuardian.Guard(SystemGuardian), ActorRefs.NoSender);
    }

    /// <summary>Makes the reference of a new actor, which the caller starts.</summary>
    public IInternalActorRef NewLocalRef(Props props, IInternalActorRef supervisor, ActorPath path, bool systemService)
    {
        props = _deployments.Apply(props, path);
        string id = props.Deploy.Dispatcher != Deploy.NoDispatcherGiven ? props.Deploy.Dispatcher : systemService ? Dispatchers.InternalDispatcherId : Dispatchers.DefaultDispatcherId;
        if (!_system.Dispatchers.HasDispatcher(id)) throw new ConfigurationException($"Dispatcher [{id}] not configured for path {path}");
        try
        {
            var dispatcher = _system.Dispatchers.Lookup(id);
            return new LocalActorRef(_system, props, dispatcher, _system.Mailboxes.Find(props, dispatcher.Configurator.Config), supervisor, path);
        }
        catch (Exception error)
        {
            throw new ConfigurationException($"Configuration problem while creating [{path}] with dispatcher [{id}] and mailbox [{props.Mailbox}]", error);
        }
    }

    public ActorPath TempPath() => _temp.Path / Base64Name.Of(Interlocked.Increment(ref _nextTemp));

    public void RegisterTempActor(IInternalActorRef actorRef, ActorPath path) => _temp.Add(path.Name, actorRef);

    public void UnregisterTempActor(ActorPath path) => _temp.Remove(path.Name);

    public IActorRef ResolveActorRef(string path) => ActorPath.TryParse(path, out var parsed) ? ResolveActorRef(parsed) : DeadLetters;

    public IActorRef ResolveActorRef(ActorPath actorPath)
    {
        if (actorPath.Root != RootPath) return DeadLetters;
        var found = Root.GetChild(actorPath.Elements);
        bool same = !found.IsNobody() && (actorPath.Uid == ActorPath.UndefinedUid || actorPath.Uid == found.Path.Uid);
        return same ? found : new EmptyLocalActorRef(this, actorPath, _system.EventStream);
    }

    public IActorRef RootGuardianAt(Address address) => address == RootPath.Address ? Root : DeadLetters;

    public Address GetExternalAddressFor(Address address) => address == RootPath.Address ? address : null!;

    private LocalActorRef NewGuardian(string name, Props props) =>
        (LocalActorRef)Root.Cell.Children.Attach(name, _ => new LocalActorRef(_system, props, InternalDispatcher, DefaultMailbox, Root, RootPath / name));
}
