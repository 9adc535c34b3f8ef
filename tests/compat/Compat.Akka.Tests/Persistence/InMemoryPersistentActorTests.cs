namespace Compat.Akka.Tests.Persistence;

public sealed class InMemoryPersistentActorTests() : PersistentActorSpec(SqlHocon.InMemory);
