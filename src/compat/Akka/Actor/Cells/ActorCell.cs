using Akka.Dispatch;
using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor.Internal;

/// <summary>
/// An actor's place in the system: outlives its incarnations, owns the mailbox, and is the context that the actor sees. Everything here but sending
/// runs on whichever thread currently runs the mailbox.
/// </summary>
internal class ActorCell : IUntypedActorContext
{
    private readonly BehaviorStack _behaviors = new();
    private readonly SystemMessageStash _held = new();
    private ActorTaskScheduler? _taskScheduler;
    private TimerScheduler? _timers;

    public ActorCell(ActorSystemImpl system, IInternalActorRef self, Props props, MessageDispatcher dispatcher, MailboxType mailboxType, IInternalActorRef parent)
    {
        SystemImpl = system;
        Self = self;
        Props = props;
        Parent = parent;
        Dispatcher = dispatcher;
        Mailbox = new Mailbox(this, dispatcher, mailboxType.Create());
        Children = new CellChildren(this);
        Watching = new CellDeathWatch(this);
        Faults = new CellFaults(this);
        ReceiveTimeouts = new CellReceiveTimeout(this);
    }

    public ActorSystemImpl SystemImpl { get; }

    public ActorSystem System => SystemImpl;

    public IInternalActorRef Self { get; }

    IActorRef IActorContext.Self => Self;

    public Props Props { get; }

    public IInternalActorRef Parent { get; }

    IActorRef IActorContext.Parent => Parent;

    public MessageDispatcher Dispatcher { get; }

    public Mailbox Mailbox { get; }

    public CellChildren Children { get; }

    public CellDeathWatch Watching { get; }

    public CellFaults Faults { get; }

    public CellReceiveTimeout ReceiveTimeouts { get; }

    /// <summary>Of the current incarnation; made when its first asynchronous handler runs.</summary>
    public ActorTaskScheduler TaskScheduler => _taskScheduler ??= new ActorTaskScheduler(this);

    /// <summary>Of the current incarnation; made when that, or its constructor, wants timers.</summary>
    public TimerScheduler Timers => _timers ??= new TimerScheduler(this);

    /// <summary>Null before the first incarnation, after the last, and where building one failed.</summary>
    public ActorBase? Actor { get; private set; }

    /// <summary>The message that is being handled, also by an asynchronous handler, or whose handling failed; else null.</summary>
    public object? CurrentMessage { get; set; }

    /// <summary>Tells messages apart, also equal ones.</summary>
    public long CurrentEnvelopeId { get; private set; }

    public IActorRef Sender => GivenSender ?? SystemImpl.DeadLetters;

    /// <summary>Null where the message came from nobody.</summary>
    internal IActorRef? GivenSender { get; set; }

    public bool IsTerminated => Mailbox.IsClosed;

    private protected Receive CurrentBehavior => _behaviors.Current!;

    public TimeSpan? ReceiveTimeout => ReceiveTimeouts.Timeout;

    public static IActorRef? GetCurrentSelfOrNoSender() => InternalCurrentActorCellKeeper.Current?.Self;

    public static IActorRef? GetCurrentSenderOrNoSender() => InternalCurrentActorCellKeeper.Current?.Sender;

    /// <summary>Queues the message that builds the first incarnation.</summary>
    public void Start()
    {
        Dispatcher.Attach();
        Mailbox.PostSystem(new Create());
    }

    public void SendMessage(object message, IActorRef? sender) => Mailbox.Post(new Envelope(message, sender!));

    public void SendSystemMessage(SystemMessage message) => Mailbox.PostSystem(message);

    public void Invoke(in Envelope envelope)
    {
        object message = envelope.Message;
        try
        {
            CurrentEnvelopeId++;
            CurrentMessage = message;
            GivenSender = envelope.Sender;
            ReceiveTimeouts.Pause(message);
            if (message is IAutoReceivedMessage) AutoReceive(message);
            else ReceiveMessage(message);
            if (!Mailbox.IsAwaiting && !Faults.HasFailed) CurrentMessage = null;
        }
        catch (Exception error)
        {
            // Whatever the actor's code throws is a failure of the actor, and its supervisor's to decide about.
            Faults.HandleInvokeFailure(error, []);
        }
        finally
        {
            ReceiveTimeouts.Reschedule();
        }
    }

    public void SystemInvoke(SystemMessage message)
    {
        _held.Invoke(this, message);
    }

    /// <summary>Hands one system message to the part that it concerns.</summary>
    public void Handle(SystemMessage message)
    {
        try
        {
            switch (message)
            {
                case ActorTask step:
                    step.Scheduler.Run(step.Task);
                    break;
                case Create create:
                    Faults.Create(create.Failure);
                    break;
                case Watch watch:
                    Watching.AddWatcher(watch.Watchee, watch.Watcher);
                    break;
                case Unwatch unwatch:
                    Watching.RemoveWatcher(unwatch.Watchee, unwatch.Watcher);
                    break;
                case Failed failed:
                    Faults.HandleChildFailure(failed);
                    break;
                case DeathWatchNotification gone:
                    Watching.WatchedActorTerminated(gone.Actor, gone.ExistenceConfirmed, gone.AddressTerminated);
                    break;
                case Recreate recreate:
                    Faults.Recreate(recreate.Cause);
                    break;
                case Suspend:
                    Faults.Suspend();
                    break;
                case Resume resume:
                    Faults.Resume(resume.CausedByFailure);
                    break;
                case Terminate:
                    Faults.Terminate();
                    break;
            }
        }
        catch (Exception error)
        {
            Faults.HandleInvokeFailure(error, []);
        }
    }

    /// <summary>Runs code of the actor as if one of its messages were being handled.</summary>
    public void UseThreadContext(Action action)
    {
        var outer = InternalCurrentActorCellKeeper.Current;
        InternalCurrentActorCellKeeper.Current = this;
        try
        {
            action();
        }
        finally
        {
            InternalCurrentActorCellKeeper.Current = outer;
        }
    }

    /// <summary>Gives the message to the current behaviour, past the mailbox.</summary>
    public virtual void ReceiveMessage(object message) => Actor!.AroundReceive(CurrentBehavior, message);

    /// <summary>Something has changed about the actor or about those around it.</summary>
    public virtual void NoteLifecycle(string what, object? whom = null)
    {
    }

    public void ToDeadLetters(in Envelope envelope)
    {
        // Who subscribed to dead letters and is gone must not make new ones of them, without end.
        if (envelope.Message is AllDeadLetters) return;
        var sender = envelope.Sender ?? SystemImpl.DeadLetters;
        SystemImpl.DeadLetters.Tell(new DeadLetter(envelope.Message, sender, Self), sender);
    }

    public void HandleDeadSystemMessage(SystemMessage message)
    {
        // Only a watch can still be answered: there is nobody left to watch.
        if (message is Watch watch && watch.Watchee.Equals(Self) && !watch.Watcher.Equals(Self))
        {
            watch.Watcher.SendSystemMessage(new DeathWatchNotification(watch.Watchee, existenceConfirmed: false, addressTerminated: false));
        }
    }

    /// <summary>Builds the next incarnation, with what its interfaces ask for, and makes it the current one.</summary>
    public ActorBase NewActor()
    {
        _behaviors.Clear();
        _taskScheduler = null;
        _timers = null;
        var actor = CreateNewActorInstance() ?? throw new ActorInitializationException(Self, "Actor instance passed to actorOf can't be 'null'");
        Actor = actor;
        if (actor is IActorStash stashing) stashing.Stash = StashFactory.CreateStash(this, actor.GetType());
        (actor as IInitializableActor)?.Init();
        if (_behaviors.Current is null) _behaviors.Push(actor.InitialBehavior);
        return actor;
    }

    /// <summary>Takes the context from an incarnation that is over; what it had stashed goes back to the mailbox, for its successor or the dead letters.</summary>
    public void ClearActor()
    {
        if (Actor is not { } actor) return;
        Props.Release(actor);
        ReleaseStash();
        actor.Clear(Self);
        Actor = null;
        CurrentMessage = null;
        GivenSender = null;
        _behaviors.Clear();
        _taskScheduler = null;
        Mailbox.EndAwait();
    }

    public void ReleaseStash() => (Actor as IActorStash)?.Stash?.UnstashAll();

    public void CancelTimers() => _timers?.CancelAll();

    public void PublishError(Exception? cause, string message) => SystemImpl.EventStream.Publish(new Error(cause, Self.Path.ToString(), Actor?.GetType() ?? typeof(ActorCell), message));

    public IActorRef ActorOf(Props props, string? name = null) => Children.Attach(props, name, systemService: false);

    public IActorRef Child(string name) => Children.ByName(name) ?? (IActorRef)ActorRefs.Nobody;

    public IEnumerable<IActorRef> GetChildren() => Children.All;

    public ActorSelection ActorSelection(string actorPath) => ActorRefFactoryShared.ActorSelection(actorPath, SystemImpl, Self);

    public ActorSelection ActorSelection(ActorPath actorPath) => SystemImpl.ActorSelection(actorPath);

    public void Stop(IActorRef child) => Children.Stop(child);

    public IActorRef Watch(IActorRef subject) => Watching.Watch(subject ?? throw new ArgumentNullException(nameof(subject), "subject must not be null"), null);

    public IActorRef WatchWith(IActorRef subject, object message) => Watching.Watch(
        subject ?? throw new ArgumentNullException(nameof(subject), "subject must not be null"),
        message ?? throw new ArgumentNullException(nameof(message), "message must not be null"));

    public IActorRef Unwatch(IActorRef subject) => Watching.Unwatch(subject);

    public void SetReceiveTimeout(TimeSpan? timeout) => ReceiveTimeouts.Set(timeout);

    public void Become(Receive receive) => _behaviors.Become(receive);

    public void BecomeStacked(Receive receive) => _behaviors.Push(receive);

    public void UnbecomeStacked() => _behaviors.Pop(Actor!.InitialBehavior);

    void IUntypedActorContext.Become(UntypedReceive receive) => Become(message =>
    {
        receive(message);
        return true;
    });

    void IUntypedActorContext.BecomeStacked(UntypedReceive receive) => BecomeStacked(message =>
    {
        receive(message);
        return true;
    });

    protected virtual ActorBase CreateNewActorInstance() => Props.NewActor();

    /// <summary>Handles what concerns the cell rather than the actor.</summary>
    protected virtual void AutoReceive(object message)
    {
        switch (message)
        {
            case TimerMessage timer:
                if (_timers?.Accept(timer) is { } payload)
                {
                    CurrentMessage = payload;
                    if (payload is IAutoReceivedMessage and not TimerMessage) AutoReceive(payload);
                    else ReceiveMessage(payload);
                }

                break;
            case Terminated terminated:
                Watching.Received(terminated);
                break;
            case PoisonPill:
                Self.Stop();
                break;
            case Kill:
                throw new ActorKilledException("Kill");
            case Identify identify:
                Sender.Tell(new ActorIdentity(identify.MessageId, Self), Self);
                break;
            case StopChild stop:
                Stop(stop.Child);
                break;
            default:
                ReceiveMessage(message);
                break;
        }
    }
}
