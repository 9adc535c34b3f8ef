namespace Akka.TestKit;

/// <summary>Marks a test class whose tests send without a sender unless they name one; otherwise the sender is the class's <c>TestActor</c>.</summary>
public interface INoImplicitSender;
