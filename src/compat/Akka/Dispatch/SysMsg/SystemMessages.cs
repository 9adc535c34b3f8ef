using Akka.Actor;

namespace Akka.Dispatch.SysMsg;

/// <summary>One link of a mailbox's queue of system messages; an instance is sent once and to one actor.</summary>
internal abstract class SystemMessage : ISystemMessage
{
    internal SystemMessage? Next { get; set; }

    /// <summary>Held back while the actor is suspended: answering it needs the actor's own state to be whole.</summary>
    internal virtual bool WaitsWhileSuspended => false;

    /// <summary>Held back while the actor waits for its children to stop before it restarts.</summary>
    internal virtual bool WaitsForChildren => false;
}

/// <summary>First message of each actor: build the instance and start it.</summary>
internal sealed class Create(ActorInitializationException? failure = null) : SystemMessage
{
    public ActorInitializationException? Failure { get; } = failure;
}

/// <summary>Restart because of <paramref name="cause"/>.</summary>
internal sealed class Recreate(Exception cause) : SystemMessage
{
    public Exception Cause { get; } = cause;

    internal override bool WaitsForChildren => true;
}

internal sealed class Suspend : SystemMessage
{
    internal override bool WaitsForChildren => true;
}

internal sealed class Resume(Exception? causedByFailure) : SystemMessage
{
    /// <summary>The failure that is forgiven; null where only an ancestor had failed.</summary>
    public Exception? CausedByFailure { get; } = causedByFailure;

    internal override bool WaitsForChildren => true;
}

/// <summary>Stop, whatever is left in the mailbox.</summary>
internal sealed class Terminate : SystemMessage;

internal sealed class Watch(IInternalActorRef watchee, IInternalActorRef watcher) : SystemMessage
{
    public IInternalActorRef Watchee { get; } = watchee;

    public IInternalActorRef Watcher { get; } = watcher;
}

internal sealed class Unwatch(IInternalActorRef watchee, IInternalActorRef watcher) : SystemMessage
{
    public IInternalActorRef Watchee { get; } = watchee;

    public IInternalActorRef Watcher { get; } = watcher;
}

/// <summary>A child has failed and is suspended until its parent has decided.</summary>
internal sealed class Failed(IActorRef child, Exception cause, long uid) : SystemMessage
{
    public IActorRef Child { get; } = child;

    public Exception Cause { get; } = cause;

    public long Uid { get; } = uid;

    internal override bool WaitsWhileSuspended => true;

    internal override bool WaitsForChildren => true;
}

/// <summary>A child or a watched actor is gone.</summary>
internal sealed class DeathWatchNotification(IActorRef actor, bool existenceConfirmed, bool addressTerminated) : SystemMessage
{
    public IActorRef Actor { get; } = actor;

    public bool ExistenceConfirmed { get; } = existenceConfirmed;

    public bool AddressTerminated { get; } = addressTerminated;
}

/// <summary>A step of an asynchronous handler, to be run as the actor.</summary>
internal sealed class ActorTask(Task task, ActorTaskScheduler scheduler) : SystemMessage
{
    public Task Task { get; } = task;

    public ActorTaskScheduler Scheduler { get; } = scheduler;
}

/// <summary>Wakes the actor without a message, so that it looks at its mailbox again.</summary>
internal sealed class NoMessage : SystemMessage;
