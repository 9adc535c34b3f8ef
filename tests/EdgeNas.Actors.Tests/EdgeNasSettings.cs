using EdgeNas.Actors.Wire;

namespace EdgeNas.Actors.Tests;

/// <summary>Actor settings for tests: everything in memory, through the real serializer.</summary>
internal static class EdgeNasSettings
{
    public static string InMemory { get; } = $$"""
        akka.persistence.journal.plugin = "akka.persistence.journal.inmem"
        akka.persistence.snapshot-store.plugin = "akka.persistence.snapshot-store.inmem"
        {{Serialization}}
        """;

    private static string Serialization => ActorSettings.Serialization;
}
