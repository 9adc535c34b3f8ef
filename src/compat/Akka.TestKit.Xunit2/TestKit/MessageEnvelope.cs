using Akka.Actor;

namespace Akka.TestKit;

/// <summary>A message that a test actor has got, with its sender.</summary>
public abstract class MessageEnvelope
{
    public abstract object Message { get; }

    public abstract IActorRef Sender { get; }
}

public class RealMessageEnvelope(object message, IActorRef sender) : MessageEnvelope
{
    public override object Message { get; } = message;

    public override IActorRef Sender { get; } = sender;

    public override string ToString() => $"<{Message ?? "null"}> from {(Sender is null ? "NoSender" : Sender)}";
}

/// <summary>Stands for «no message».</summary>
public sealed class NullMessageEnvelope : MessageEnvelope
{
    private NullMessageEnvelope()
    {
    }

    public static NullMessageEnvelope Instance { get; } = new();

    public override object Message => throw NoMessage();

    public override IActorRef Sender => throw NoMessage();

    public override string ToString() => "<null>";

    private static IllegalActorStateException NoMessage() => new("last receive did not dequeue a message");
}
