namespace Akka.Actor.Dsl;

/// <summary>An actor without a class of its own: each incarnation has a lambda set it up.</summary>
public class Act : ReceiveActor, IActorDsl
{
    public Act(Action<IActorDsl> config) => config(this);

    public Act(Action<IActorDsl, IActorContext> config) => config(this, Context);

    public Action<Exception, IActorContext> OnPostRestart { get; set; } = null!;

    public Action<Exception, object, IActorContext> OnPreRestart { get; set; } = null!;

    public Action<IActorContext> OnPostStop { get; set; } = null!;

    public Action<IActorContext> OnPreStart { get; set; } = null!;

    public SupervisorStrategy Strategy { get; set; } = null!;

    public void Receive<T>(Action<T, IActorContext> handler) => Receive<T>(message => handler(message, Context));

    public void Receive<T>(Action<T, IActorContext> handler, Predicate<T> shouldHandle) => Receive<T>(message => handler(message, Context), shouldHandle);

    public void Receive<T>(Predicate<T> shouldHandle, Action<T, IActorContext> handler) => Receive(handler, shouldHandle);

    public void ReceiveAny(Action<object, IActorContext> handler) => ReceiveAny(message => handler(message, Context));

    public void ReceiveAsync<T>(Func<T, IActorContext, Task> handler, Predicate<T>? shouldHandle = null) =>
        ReceiveAsync<T>(message => handler(message, Context), shouldHandle);

    public void ReceiveAsync<T>(Predicate<T> shouldHandle, Func<T, IActorContext, Task> handler) => ReceiveAsync(handler, shouldHandle);

    public void ReceiveAnyAsync(Func<object, IActorContext, Task> handler) => ReceiveAnyAsync(message => handler(message, Context));

    public void DefaultPreRestart(Exception reason, object message) => base.PreRestart(reason, message);

    public void DefaultPostRestart(Exception reason) => base.PostRestart(reason);

    public void DefaultPreStart() => base.PreStart();

    public void DefaultPostStop() => base.PostStop();

    public void Become(Action<object, IActorContext> handler) => Context.Become(Handled(handler));

    public void BecomeStacked(Action<object, IActorContext> handler) => Context.BecomeStacked(Handled(handler));

    void IActorDsl.UnbecomeStacked() => UnbecomeStacked();

    public IActorRef ActorOf(Action<IActorDsl> config, string? name = null) => Context.ActorOf(config, name);

    protected override void PreRestart(Exception reason, object message)
    {
        if (OnPreRestart is null) base.PreRestart(reason, message);
        else OnPreRestart(reason, message, Context);
    }

    protected override void PostRestart(Exception reason)
    {
        if (OnPostRestart is null) base.PostRestart(reason);
        else OnPostRestart(reason, Context);
    }

    protected override void PostStop()
    {
        if (OnPostStop is null) base.PostStop();
        else OnPostStop(Context);
    }

    protected override void PreStart()
    {
        if (OnPreStart is null) base.PreStart();
        else OnPreStart(Context);
    }

    protected override SupervisorStrategy SupervisorStrategy() => Strategy ?? base.SupervisorStrategy();

    private static Receive Handled(Action<object, IActorContext> handler) => message =>
    {
        handler(message, Context);
        return true;
    };
}
