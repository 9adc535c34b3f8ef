namespace Akka.Actor;

/// <summary>A message that the actor's cell handles itself before the actor sees it.</summary>
public interface IAutoReceivedMessage;

/// <summary>A message that must not reach an actor from another system unless that is wanted.</summary>
public interface IPossiblyHarmful;

/// <summary>A message that is never sent to another process.</summary>
public interface INoSerializationVerificationNeeded;

/// <summary>A message that does not restart the receive time-out's clock.</summary>
public interface INotInfluenceReceiveTimeout;

/// <summary>An envelope of the runtime around a user's message.</summary>
public interface IWrappedMessage
{
    object Message { get; }
}

/// <summary>Marks an actor whose received messages are logged when <c>akka.actor.debug.receive</c> is on.</summary>
public interface ILogReceive;
