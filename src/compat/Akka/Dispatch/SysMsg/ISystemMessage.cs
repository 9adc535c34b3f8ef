using Akka.Actor;

namespace Akka.Dispatch.SysMsg;

/// <summary>A message of the runtime to itself; handled before every message of a user, also by a suspended actor.</summary>
public interface ISystemMessage : INoSerializationVerificationNeeded;
