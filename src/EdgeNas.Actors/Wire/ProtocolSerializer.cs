using System.Text.Json;
using Akka.Actor;
using Akka.Serialization;
using EdgeNas.Domain;

namespace EdgeNas.Actors.Wire;

/// <summary>
/// What nodes say to each other, as JSON under the names of <see cref="ProtocolManifests"/>. Only the types listed there are ever built from bytes; sizes and depth are
/// bounded. Thread-safe.
/// </summary>
public sealed class ProtocolSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    /// <summary>Sent with every message; never to be changed.</summary>
    public const int Id = 7102;

    /// <summary>The largest job carries a search's measurements or candidates: a few megabytes.</summary>
    private const int MaximumBytes = 64 << 20;

    public override int Identifier => Id;

    public override string Manifest(object o) => ProtocolManifests.Of(ProtocolManifests.ForWire(o).GetType());

    public override byte[] ToBinary(object obj) => ProtocolJson.Write(ProtocolManifests.ForWire(obj));

    /// <exception cref="EdgeNasException">No message has this name, or the bytes are not such a message.</exception>
    public override object FromBinary(byte[] bytes, string manifest)
    {
        var type = ProtocolManifests.TypeOf(manifest);
        if (bytes.Length > MaximumBytes) throw new EdgeNasException($"A message {manifest} has {bytes.Length} bytes, more than the {MaximumBytes} that any can have: it is dropped.");
        try
        {
            return ProtocolJson.Read(system, bytes, type) ?? throw new JsonException("null instead of an object");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NotSupportedException or ArgumentException)
        {
            throw new EdgeNasException($"The bytes of a message {manifest} are not one ({e.Message}): it is dropped. Do all nodes run the same version of EdgeNas?", e);
        }
    }
}
