using Akka.Actor;

namespace Akka.Remote;

/// <summary>The node can't take part in remoting; the message says why.</summary>
public class RemoteTransportException(string message, Exception? cause = null) : AkkaException(message, cause);
