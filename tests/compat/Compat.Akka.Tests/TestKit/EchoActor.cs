using Akka.Actor;

namespace Compat.Akka.Tests.TestKit;

/// <summary>Tells each message back to its sender.</summary>
internal sealed class EchoActor : ReceiveActor
{
    public EchoActor() => ReceiveAny(message => Sender.Tell(message));

    public static Props Props => global::Akka.Actor.Props.Create(() => new EchoActor());
}
