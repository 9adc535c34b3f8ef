using System.Runtime.Serialization;
using Akka.Actor;

namespace Akka.Persistence.Sql;

/// <summary>How payloads become bytes and back: through the actor system's serializers, noted by identifier and manifest.</summary>
internal sealed class StoredPayload(ExtendedActorSystem system)
{
    public (byte[] Bytes, int SerializerId, string Manifest) Write(object payload)
    {
        var serializer = system.Serialization.FindSerializerFor(payload);
        string manifest = Akka.Serialization.Serialization.ManifestFor(serializer, payload);
        return (serializer.ToBinary(payload), serializer.Identifier, manifest);
    }

    /// <param name="what">What is being read, for the message, e.g. "Event 7 of 'search-1'".</param>
    /// <exception cref="SerializationException">No serializer has the identifier, or it doesn't know the manifest or the bytes.</exception>
    public object Read(byte[] bytes, int serializerId, string manifest, string what, string database)
    {
        try
        {
            return system.Serialization.Deserialize(bytes, serializerId, manifest);
        }
        catch (Exception error)
        {
            throw new SerializationException(
                $"{what} in '{database}' can't be read: serializer {serializerId}, manifest '{manifest}', {bytes.Length} bytes: {error.Message} "
                + "Run a version that knows this manifest, and check akka.actor.serializers and akka.actor.serialization-identifiers.",
                error);
        }
    }
}
