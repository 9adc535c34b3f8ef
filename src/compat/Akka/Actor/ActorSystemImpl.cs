using System.Diagnostics.CodeAnalysis;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;
using Akka.Remote;

namespace Akka.Actor.Internal;

/// <summary>Puts a system together and takes it apart.</summary>
internal sealed class ActorSystemImpl : ExtendedActorSystem
{
    private readonly ExtensionRegistry _extensions;
    private readonly Stack<Action> _onTermination = new();
    private readonly TaskCompletionSource _terminated = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ActorSystemImpl(string name, ActorSystemSetup setup)
    {
        Name = name;
        Settings = new Settings(this, ConfigOf(setup), setup);
        var remoteDefaults = RemoteActorRefProvider.Defaults(Settings.Config);
        if (remoteDefaults is not null) Settings.InjectTopLevelFallback(remoteDefaults);
        EventStream = new EventStream(Settings.DebugEventStream);
        EventStream.StartStdoutLogger(Settings);
        Log = new BusLogging(EventStream, $"ActorSystem({name})", GetType(), Settings.LogFormatter);
        Mailboxes = new Mailboxes(this);
        Scheduler = NewScheduler();
        Dispatchers = new Dispatchers(this, new DispatcherPrerequisites(EventStream, Scheduler, Settings, Mailboxes));
        _extensions = new ExtensionRegistry(this);
        LocalProvider = new LocalActorRefProvider(this);
        RemoteProvider = remoteDefaults is not null ? new RemoteActorRefProvider(this, LocalProvider) : null;
        Serialization = new Serialization.Serialization(this);
    }

    public override string Name { get; }

    public override Settings Settings { get; }

    public override EventStream EventStream { get; }

    public override Serialization.Serialization Serialization { get; }

    public override Dispatchers Dispatchers { get; }

    public override Mailboxes Mailboxes { get; }

    public override IScheduler Scheduler { get; }

    public override ILoggingAdapter Log { get; }

    public LocalActorRefProvider LocalProvider { get; }

    /// <summary>Null for a system on its own.</summary>
    public RemoteActorRefProvider? RemoteProvider { get; }

    public override IActorRefProvider Provider => (IActorRefProvider?)RemoteProvider ?? LocalProvider;

    public override IActorRef DeadLetters => LocalProvider.DeadLetters;

    public override IActorRef IgnoreRef => LocalProvider.IgnoreRef;

    public override IInternalActorRef Guardian => LocalProvider.Guardian;

    public override IInternalActorRef LookupRoot => LocalProvider.Root;

    public override IInternalActorRef SystemGuardian => LocalProvider.SystemGuardian;

    public override Task WhenTerminated => _terminated.Task;

    public static ActorSystemImpl StartNew(string name, ActorSystemSetup setup)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length == 0 || !(char.IsAsciiLetterOrDigit(name[0]) && name.All(character => char.IsAsciiLetterOrDigit(character) || character == '-')))
        {
            throw new ArgumentException($"Invalid ActorSystem name [{name}], must contain only word characters (i.e. [a-zA-Z0-9] plus non-leading '-')", nameof(name));
        }

        var system = new ActorSystemImpl(name, setup);
        try
        {
            system.Start();
        }
        catch
        {
            (system.Scheduler as IDisposable)?.Dispose();
            throw;
        }

        return system;
    }

    public override IActorRef ActorOf(Props props, string? name = null) => LocalProvider.Guardian.Cell.Children.Attach(props, name, systemService: false);

    public override IActorRef SystemActorOf(Props props, string? name = null) => LocalProvider.SystemGuardian.Cell.Children.Attach(props, name, systemService: true);

    public override IActorRef SystemActorOf<TActor>(string? name = null) => SystemActorOf(Props.Create<TActor>(), name);

    public override ActorSelection ActorSelection(ActorPath actorPath) => ActorRefFactoryShared.ActorSelection(actorPath, this);

    public override ActorSelection ActorSelection(string actorPath) => ActorRefFactoryShared.ActorSelection(actorPath, this, LocalProvider.Root);

    public override void Stop(IActorRef actor)
    {
        var path = actor.Path;
        if (path.Parent == Guardian.Path) Guardian.Tell(new StopChild(actor));
        else if (path.Parent == SystemGuardian.Path) SystemGuardian.Tell(new StopChild(actor));
        else ((IInternalActorRef)actor).Stop();
    }

    public override Task Terminate()
    {
        if (Settings.CoordinatedShutdownRunByActorSystemTerminate) _ = RunCoordinatedShutdown();
        else FinalTerminate();
        return WhenTerminated;
    }

    /// <summary>A run may have left out the phase that ends the system, or have failed before it.</summary>
    private async Task RunCoordinatedShutdown()
    {
        Task run = CoordinatedShutdown.Get(this).Run(CoordinatedShutdown.ActorSystemTerminateReason.Instance);
        await run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!WhenTerminated.IsCompleted) FinalTerminate();
    }

    /// <summary>Stops all actors, whatever coordinated shutdown has left to do.</summary>
    public void FinalTerminate()
    {
        Log.Debug("System shutdown initiated");
        Guardian.Stop();
    }

    public override void RegisterOnTermination(Action code)
    {
        lock (_onTermination)
        {
            if (LocalProvider.TerminationTask.IsCompleted) throw new InvalidOperationException("ActorSystem already terminated.");
            _onTermination.Push(code);
        }
    }

    public override object RegisterExtension(IExtensionId extension) => _extensions.Register(extension);

    public override object GetExtension(IExtensionId extensionId) => _extensions.Find(extensionId.ExtensionType)!;

    public override T GetExtension<T>() => (T)_extensions.Find(typeof(T))!;

    public override bool HasExtension(Type type) => _extensions.Find(type) is not null;

    public override bool HasExtension<T>() => HasExtension(typeof(T));

    public override bool TryGetExtension(Type extensionType, out object extension)
    {
        extension = _extensions.Find(extensionType)!;
        return extension is not null;
    }

    public override bool TryGetExtension<T>(out T extension)
    {
        extension = (T)_extensions.Find(typeof(T))!;
        return extension is not null;
    }

    public override string ToString() => LookupRoot.Path.Root.Address.ToString();

    private static Config ConfigOf(ActorSystemSetup setup)
    {
        var bootstrap = setup.Get<BootstrapSetup>();
        return bootstrap.HasValue && bootstrap.Value.Config.HasValue ? bootstrap.Value.Config.Value : ConfigurationFactory.Empty;
    }

    private void Start()
    {
        LocalProvider.Start();

        // On a thread of its own: what is called may wait, for the broker for instance, and a process may end many systems at once.
        LocalProvider.TerminationTask.ContinueWith(_ => Finish(), CancellationToken.None, TaskContinuationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            EventStream.StartUnsubscriber(this);
            EventStream.StartDefaultLoggers(this);
            RemoteProvider?.Start();
            if (RemoteActorRefProvider.IsCluster(Settings.Config)) Cluster.Cluster.Get(this);
            _extensions.LoadConfigured();
            if (Settings.LogConfigOnStart) Log.Info(Settings.Config.ToString());
            if (Settings.LogDeadLetters > 0) SystemActorOf<DeadLetterListener>("deadLetterListener");
            CoordinatedShutdown.Get(this);
        }
        catch
        {
            FinalTerminate();
            throw;
        }
    }

    private IScheduler NewScheduler()
    {
        var type = ClassNames.Find(Settings.SchedulerClass)
            ?? throw new ConfigurationException($"akka.scheduler.implementation names [{Settings.SchedulerClass}], which no loaded assembly has.");
        return (IScheduler)Activator.CreateInstance(type, Settings.Config.Section("akka.scheduler"), Log)!;
    }

    [SuppressMessage("Design", "CA1031", Justification = "One failing callback must not keep the others from running; it is logged.")]
    private void Finish()
    {
        while (true)
        {
            Action? code;
            lock (_onTermination)
            {
                if (!_onTermination.TryPop(out code)) break;
            }

            try
            {
                code();
            }
            catch (Exception error)
            {
                Log.Error(error, "A termination callback of {0} failed.", Name);
            }
        }

        (Scheduler as IDisposable)?.Dispose();
        Dispatchers.ShutDown();
        _terminated.TrySetResult();
    }
}
