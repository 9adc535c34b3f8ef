using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor.Internal;

/// <summary>Asks a guardian to stop one of its children.</summary>
internal sealed record StopChild(IActorRef Child) : IAutoReceivedMessage;

/// <summary>Asks the system guardian to be told before it ends, while all of /system still works.</summary>
internal sealed record RegisterTerminationHook;

/// <summary>All of /user is gone; answered with <see cref="TerminationHookDone"/>.</summary>
internal sealed record TerminationHook;

internal sealed record TerminationHookDone;

/// <summary>/: ends when /system has ended.</summary>
internal sealed class RootGuardian : ReceiveActor
{
    public RootGuardian()
    {
        Receive<Guard>(message => Context.Watch(message.Child));
        Receive<Terminated>(_ => Context.Stop(Self));
        ReceiveAny(message => Context.System.DeadLetters.Forward(new DeadLetter(message, Sender, Self)));
    }

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(error =>
    {
        Context.System.Log.Error(error, "guardian {0} failed, shutting down system", Sender);
        return Directive.Stop;
    });

    internal sealed record Guard(IActorRef Child);
}

/// <summary>/user</summary>
internal sealed class UserGuardian : ReceiveActor
{
    public UserGuardian() => ReceiveAny(message => Context.System.DeadLetters.Forward(new DeadLetter(message, Sender, Self)));

    /// <summary>Guardians never restart.</summary>
    protected override void PreRestart(Exception reason, object message)
    {
    }
}

/// <summary>/system: outlives /user, then lets those who asked for it finish, then ends.</summary>
internal sealed class SystemGuardian : ReceiveActor
{
    private readonly HashSet<IActorRef> _hooks = [];

    public SystemGuardian(IActorRef userGuardian)
    {
        Receive<RegisterTerminationHook>(_ => Context.Watch(AddHook(Sender)));
        Receive<Terminated>(message =>
        {
            _hooks.Remove(message.ActorRef);
            if (!message.ActorRef.Equals(userGuardian)) return;
            Become(Terminating);
            foreach (var hook in _hooks) hook.Tell(new TerminationHook());
            StopWhenDone();
        });
        ReceiveAny(message => Context.System.DeadLetters.Forward(new DeadLetter(message, Sender, Self)));
        Context.Watch(userGuardian);
    }

    protected override void PreRestart(Exception reason, object message)
    {
    }

    private void Terminating()
    {
        Receive<Terminated>(message => Finished(message.ActorRef));
        Receive<TerminationHookDone>(_ => Finished(Sender));
        ReceiveAny(message => Context.System.DeadLetters.Forward(new DeadLetter(message, Sender, Self)));
    }

    private IActorRef AddHook(IActorRef hook)
    {
        _hooks.Add(hook);
        return hook;
    }

    private void Finished(IActorRef hook)
    {
        _hooks.Remove(hook);
        StopWhenDone();
    }

    private void StopWhenDone()
    {
        if (_hooks.Count > 0) return;
        ((ActorSystemImpl)Context.System).EventStream.StopLoggers((ActorSystemImpl)Context.System);
        Context.Stop(Self);
    }
}

/// <summary>Above the root: learns that it has ended, or why it failed.</summary>
internal sealed class RootGuardianSupervisor(IActorRefProvider provider, ActorPath path, ActorSystemImpl system) : MinimalActorRef
{
    private readonly TaskCompletionSource _terminated = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override ActorPath Path { get; } = path;

    public override IActorRefProvider Provider { get; } = provider;

    public Task Terminated => _terminated.Task;

    public override void SendSystemMessage(ISystemMessage message)
    {
        switch (message)
        {
            case Failed failed:
                system.Log.Error(failed.Cause, "guardian {0} failed, shutting down!", failed.Child);
                ((IInternalActorRef)failed.Child).Stop();
                break;
            case DeathWatchNotification:
                _terminated.TrySetResult();
                break;
        }
    }
}
