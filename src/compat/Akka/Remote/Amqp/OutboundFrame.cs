using Akka.Actor;

namespace Akka.Remote.Amqp;

/// <summary>A frame that waits for the broker, with what its message was, in case it can't be sent.</summary>
/// <param name="Mandatory">Whether the broker gives it back when nobody takes it.</param>
internal sealed record OutboundFrame(string Exchange, string Key, bool Mandatory, byte[] Body, object Message, IActorRef? Sender, IActorRef Recipient);
