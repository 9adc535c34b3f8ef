using Akka.Actor;

namespace Compat.Akka.Tests.Model;

/// <summary>Does what letters say and reports all that happens to it to its world.</summary>
public class ModelActor : UntypedActor, IWithUnboundedStash, IWithTimers
{
    private readonly World _world;
    private readonly int _slot;
    private readonly Supervision _supervision;
    private readonly int _incarnation;
    private bool _restarting;

    public ModelActor(World world, int slot, Supervision supervision)
    {
        _world = world;
        _slot = slot;
        _supervision = supervision;
        _incarnation = world.Born(slot);
    }

    public IStash Stash { get; set; } = null!;

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(World world, int slot, Supervision supervision, Fault fault) => fault == Fault.None
        ? global::Akka.Actor.Props.Create<ModelActor>(world, slot, supervision)
        : global::Akka.Actor.Props.Create<FaultyActor>(world, slot, supervision, fault);

    protected override SupervisorStrategy SupervisorStrategy() => _supervision.AllForOne
        ? new AllForOneStrategy(_supervision.Limit, -1, Decide, loggingEnabled: false)
        : new OneForOneStrategy(_supervision.Limit, -1, Decide, loggingEnabled: false);

    protected override void PreStart() => _world.Started(_slot, _incarnation);

    protected override void PreRestart(Exception reason, object message)
    {
        _world.Restarting(_slot, _incarnation);
        _restarting = true;
        base.PreRestart(reason, message);
    }

    protected override void PostRestart(Exception reason) => _world.Restarted(_slot, _incarnation);

    protected override void PostStop()
    {
        if (!_restarting) _world.Ended(_slot, _incarnation);
    }

    protected override void OnReceive(object message)
    {
        if (message is Letter letter) Handle(letter);
        else Other(message);
    }

    /// <summary>Lets all come back that was stashed.</summary>
    protected virtual void Release() => Stash.UnstashAll();

    protected virtual void Keep() => Stash.Stash();

    protected virtual void Hear(Ring ring) => _world.Rang(_slot, _incarnation, ring);

    private void Held(object message)
    {
        if (message is not Letter letter) Other(message);
        else if (letter.Order.Verb == Verb.Open) Handle(letter);
        else
        {
            _world.Received(_slot, _incarnation, letter, stashed: true);
            Keep();
        }
    }

    private void Other(object message)
    {
        switch (message)
        {
            case Terminated terminated:
                _world.SawEnd(_slot, terminated.ActorRef);
                break;
            case Ring ring:
                Hear(ring);
                break;
        }
    }

    private void Handle(Letter letter)
    {
        _world.Received(_slot, _incarnation, letter, stashed: false);
        var order = letter.Order;
        switch (order.Verb)
        {
            case Verb.Relay:
                _world.Tell(_slot, order.Slot, order.Inner!, Self);
                break;
            case Verb.Spawn:
                _world.Spawn(_slot, _incarnation, Context, new Supervision(order.Detail % 3 == 0, order.Detail % 4 == 0 ? 1 : -1));
                break;
            case Verb.Fail:
                throw _world.Failing(_slot, order.Detail);
            case Verb.StopSelf:
                _world.Stopping(_slot);
                Context.Stop(Self);
                break;
            case Verb.StopChild:
                if (Context.GetChildren().ElementAtOrDefault(order.Slot % 3) is { } child) Context.Stop(child);
                break;
            case Verb.Poison:
                _world.Post(order.Slot, PoisonPill.Instance);
                break;
            case Verb.Kill:
                _world.Post(order.Slot, global::Akka.Actor.Kill.Instance);
                break;
            case Verb.Watch:
                if (_world.Watch(_slot, order.Slot) is { } watched) Context.Watch(watched);
                break;
            case Verb.Unwatch:
                if (_world.Unwatch(_slot, order.Slot) is { } unwatched) Context.Unwatch(unwatched);
                break;
            case Verb.Hold:
                Become(Held);
                break;
            case Verb.Open:
                Become(OnReceive);
                _world.Unstashing(_slot);
                Release();
                break;
            case Verb.StartTimer:
                Timers.StartSingleTimer(order.Detail % 3, _world.TimerStarted(_slot, order.Detail % 3, periodic: false), TimeSpan.FromMilliseconds(1 + order.Detail));
                break;
            case Verb.StartPeriodic:
                Timers.StartPeriodicTimer(order.Detail % 3, _world.TimerStarted(_slot, order.Detail % 3, periodic: true), TimeSpan.FromMilliseconds(1 + order.Detail));
                break;
            case Verb.CancelTimer:
                _world.TimerCancelled(_slot, order.Detail % 3);
                Timers.Cancel(order.Detail % 3);
                break;
        }
    }

    protected virtual Directive Decide(Exception cause) => cause is ModelException failure ? _world.Decided(failure, _supervision) : Directive.Stop;
}
