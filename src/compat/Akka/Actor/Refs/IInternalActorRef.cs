using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>What the runtime needs of a reference.</summary>
public interface IInternalActorRef : IActorRef, IActorRefScope
{
    IInternalActorRef Parent { get; }

    IActorRefProvider Provider { get; }

    bool IsTerminated { get; }

    /// <summary>The reference below this one; <see cref="ActorRefs.Nobody"/> where there is none.</summary>
    IActorRef GetChild(IReadOnlyList<string> name);

    void Start();

    void Stop();

    void Restart(Exception cause);

    void Suspend();

    void Resume(Exception? causedByFailure = null);

    void SendSystemMessage(ISystemMessage message);
}

public interface IActorRefScope
{
    bool IsLocal { get; }
}
