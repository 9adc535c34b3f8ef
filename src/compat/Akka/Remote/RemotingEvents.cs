using Akka.Actor;
using Akka.Event;

namespace Akka.Remote;

/// <summary>What happens to remoting as a whole; published on the event stream.</summary>
public abstract class RemotingLifecycleEvent
{
    public abstract LogLevel LogLevel();
}

/// <summary>The node can be reached.</summary>
public sealed class RemotingListenEvent(IList<Address> listenAddresses) : RemotingLifecycleEvent
{
    public IList<Address> ListenAddresses { get; } = listenAddresses;

    public override LogLevel LogLevel() => Event.LogLevel.InfoLevel;

    public override string ToString() => $"Remoting now listens on addresses: [{string.Join(", ", ListenAddresses)}]";
}

/// <summary>Something was wrong with what came in or went out, or with the link; nothing else is disturbed by it.</summary>
public sealed class RemotingErrorEvent(Exception cause) : RemotingLifecycleEvent
{
    public Exception Cause { get; } = cause;

    public override LogLevel LogLevel() => Event.LogLevel.ErrorLevel;

    public override string ToString() => $"Remoting error: [{Cause.Message}]";
}

public sealed class RemotingShutdownEvent : RemotingLifecycleEvent
{
    public override LogLevel LogLevel() => Event.LogLevel.InfoLevel;

    public override string ToString() => "Remoting shut down";
}

/// <summary>An incarnation of a node is not listened to any more.</summary>
public sealed class QuarantinedEvent(Address address, int uid) : RemotingLifecycleEvent
{
    public Address Address { get; } = address;

    public int Uid { get; } = uid;

    public override LogLevel LogLevel() => Event.LogLevel.WarningLevel;

    public override string ToString() => $"Association to [{Address}] having UID [{Uid}] is irrecoverably failed. UID is now quarantined and all messages to this UID will be delivered to dead letters.";
}
