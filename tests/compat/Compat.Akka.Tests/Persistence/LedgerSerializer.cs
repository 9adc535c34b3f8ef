using System.Collections.Immutable;
using System.Runtime.Serialization;
using System.Text;
using System.Text.Json;
using Akka.Actor;
using Akka.Serialization;

namespace Compat.Akka.Tests.Persistence;

/// <summary>Writes the ledger's events and snapshots as JSON under names that aren't CLR names.</summary>
public sealed class LedgerSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    public const int Id = 5701;

    public const string Hocon =
        """
        akka.actor {
          serializers.ledger = "Compat.Akka.Tests.Persistence.LedgerSerializer, Compat.Akka.Tests"
          serialization-bindings {
            "Compat.Akka.Tests.Persistence.Noted, Compat.Akka.Tests" = ledger
            "Compat.Akka.Tests.Persistence.Notes, Compat.Akka.Tests" = ledger
            "Compat.Akka.Tests.Persistence.Unserializable, Compat.Akka.Tests" = ledger
          }
          serialization-identifiers { "Compat.Akka.Tests.Persistence.LedgerSerializer, Compat.Akka.Tests" = 5701 }
        }
        """;

    public override int Identifier => Id;

    public override string Manifest(object o) => o switch
    {
        Noted => "noted.v1",
        Notes => "notes.v1",
        _ => throw new SerializationException($"The ledger has no name for {o.GetType()}."),
    };

    public override byte[] ToBinary(object obj) => obj switch
    {
        Noted noted => Encoding.UTF8.GetBytes(noted.Text),
        Notes notes => JsonSerializer.SerializeToUtf8Bytes(notes.Texts),
        _ => throw new SerializationException($"The ledger can't write {obj.GetType()}."),
    };

    public override object FromBinary(byte[] bytes, string manifest) => manifest switch
    {
        "noted.v1" => new Noted(Encoding.UTF8.GetString(bytes)),
        "notes.v1" => new Notes(JsonSerializer.Deserialize<ImmutableList<string>>(bytes)!),
        _ => throw new SerializationException($"The ledger knows no manifest '{manifest}'; known are noted.v1 and notes.v1."),
    };
}
