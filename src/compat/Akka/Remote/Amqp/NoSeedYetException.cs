namespace Akka.Remote.Amqp;

/// <summary>The broker is there, but no seed has been there yet: nothing is wrong, it is tried again.</summary>
internal sealed class NoSeedYetException(string message) : InvalidOperationException(message);
