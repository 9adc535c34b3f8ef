using System.Buffers.Binary;
using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Serialization;

namespace EdgeNas.ActorBenchmarks.Journal;

/// <summary>The event that is stored and recovered: 8 bytes, so that what is measured is the journal and not a serializer.</summary>
public sealed record Counted(long Number);

/// <summary>Writes <see cref="Counted"/>.</summary>
public sealed class CountedSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    private const string Name = "counted.v1";

    public const string Hocon = """
        akka.actor {
          serializers.counted = "EdgeNas.ActorBenchmarks.Journal.CountedSerializer, EdgeNas.ActorBenchmarks"
          serialization-bindings { "EdgeNas.ActorBenchmarks.Journal.Counted, EdgeNas.ActorBenchmarks" = counted }
        }
        """;

    public override int Identifier => 7301;

    public override string Manifest(object o) => Name;

    public override byte[] ToBinary(object obj)
    {
        byte[] bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, ((Counted)obj).Number);
        return bytes;
    }

    public override object FromBinary(byte[] bytes, string manifest) => manifest == Name
        ? new Counted(BinaryPrimitives.ReadInt64LittleEndian(bytes))
        : throw new SerializationException($"'{manifest}' is unknown; expected '{Name}'.");
}
