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

/// <summary>Stands for «no message yet».</summary>
public sealed class NullMessageEnvelope : MessageEnvelope
{
    private NullMessageEnvelope()
    {
    }

    public static NullMessageEnvelope Instance { get; } = new();

    public override object Message => throw new IllegalActorStateException("There is no last message: the test actor hasn't received one yet.");

    public override IActorRef Sender => throw new IllegalActorStateException("There is no last sender: the test actor hasn't received a message yet.");

    public override string ToString() => "<<no message>>";
}
