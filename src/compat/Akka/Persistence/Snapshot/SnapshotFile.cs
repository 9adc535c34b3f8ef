using Akka.Actor;
using Akka.Remote.Wire;

namespace Akka.Persistence.Snapshot;

/// <summary>
/// The content of a snapshot's file: a Protocol Buffers message of the serializer's identifier (1), the bytes that it wrote (2) and its manifest (3), which
/// is left out where it is empty.
/// </summary>
internal static class SnapshotFile
{
    private const byte Identifier = 0x08;
    private const byte Payload = 0x12;
    private const byte Manifest = 0x1A;

    public static byte[] Write(object snapshot, ExtendedActorSystem system)
    {
        var serializer = system.Serialization.FindSerializerFor(snapshot);
        string manifest = Akka.Serialization.Serialization.ManifestFor(serializer, snapshot);
        var content = new WireWriter().Byte(Identifier).Count(serializer.Identifier).Byte(Payload).Bytes(serializer.ToBinary(snapshot));
        return (manifest.Length == 0 ? content : content.Byte(Manifest).Text(manifest)).ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes are no snapshot, or no serializer reads it.</exception>
    public static object Read(byte[] content, ExtendedActorSystem system)
    {
        var rest = content.AsSpan();
        uint? identifier = null;
        byte[]? payload = null;
        string manifest = "";
        while (!rest.IsEmpty)
        {
            byte field = rest[0];
            rest = rest[1..];
            uint value = Number(ref rest);
            if (field == Identifier)
            {
                identifier = value;
                continue;
            }

            if (field is not (Payload or Manifest)) throw new InvalidDataException($"it has a part {field}, where 8, 18 or 26 is expected");
            if (value > rest.Length) throw new InvalidDataException($"it ends {value - rest.Length} bytes too early");
            var part = rest[..(int)value];
            if (field == Payload) payload = part.ToArray();
            else manifest = System.Text.Encoding.UTF8.GetString(part);
            rest = rest[(int)value..];
        }

        if (identifier is null || payload is null) throw new InvalidDataException("it lacks the serializer's identifier or its bytes");
        return system.Serialization.Deserialize(payload, (int)identifier, manifest);
    }

    private static uint Number(ref Span<byte> rest)
    {
        uint value = 0;
        for (int index = 0; index < Math.Min(rest.Length, 5); index++)
        {
            value |= (uint)(rest[index] & 0x7F) << (7 * index);
            if (rest[index] >= 0x80) continue;
            rest = rest[(index + 1)..];
            return value;
        }

        throw new InvalidDataException("it ends within a number");
    }
}
