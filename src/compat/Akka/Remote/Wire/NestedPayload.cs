using System.Runtime.Serialization;
using Akka.Actor;

namespace Akka.Remote.Wire;

/// <summary>A message within a message: written by its own serializer, so that only what that one knows is built.</summary>
internal static class NestedPayload
{
    /// <summary>Envelopes within envelopes that are read; more are an attempt to exhaust the reader's stack.</summary>
    private const int MaximumDepth = 8;

    [ThreadStatic]
    private static int _depth;

    public static WireWriter Payload(this WireWriter writer, ExtendedActorSystem system, object? payload)
    {
        var serializer = system.Serialization.FindSerializerFor(payload!);
        return writer.Int32(serializer.Identifier).Text(Akka.Serialization.Serialization.ManifestFor(serializer, payload!)).Bytes(serializer.ToBinary(payload!));
    }

    /// <exception cref="SerializationException">The payload isn't on a serializer's list, is malformed, or too deep.</exception>
    public static object? Payload(this WireReader reader, ExtendedActorSystem system)
    {
        if (_depth >= MaximumDepth) throw WireReader.Malformed($"more than {MaximumDepth} envelopes within each other");
        int id = reader.Int32();
        string manifest = reader.Text();
        _depth++;
        try
        {
            return system.Serialization.Deserialize(reader.Bytes(), id, manifest);
        }
        finally
        {
            _depth--;
        }
    }

    public static WireWriter Ref(this WireWriter writer, IActorRef? reference) => writer.Text(Akka.Serialization.Serialization.SerializedActorPath(reference));

    /// <summary>Null where nobody was written.</summary>
    public static IActorRef? Ref(this WireReader reader, ExtendedActorSystem system)
    {
        string path = reader.Text();
        return path.Length == 0 ? null : system.Provider.ResolveActorRef(path);
    }
}
