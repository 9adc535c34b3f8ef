using Akka.Actor;
using Akka.Remote.Wire;
using Akka.Serialization;

namespace Akka.Remote.Serialization;

/// <summary>Text, whole numbers and truth values.</summary>
internal sealed class PrimitiveSerializers(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    public override string Manifest(object o) => o switch
    {
        string => "S",
        int => "I",
        long => "L",
        bool => "B",
        _ => throw new ArgumentException($"{o?.GetType()} is no primitive that is serialized here.", nameof(o)),
    };

    public override byte[] ToBinary(object obj) => (obj switch
    {
        string text => new WireWriter().Text(text),
        int number => new WireWriter().Int32(number),
        long number => new WireWriter().Int64(number),
        bool flag => new WireWriter().Flag(flag),
        _ => throw new ArgumentException($"{obj?.GetType()} is no primitive that is serialized here.", nameof(obj)),
    }).ToArray();

    public override object FromBinary(byte[] bytes, string manifest)
    {
        var reader = new WireReader(bytes);
        object value = manifest switch
        {
            "S" => reader.Text(),
            "I" => reader.Int32(),
            "L" => reader.Int64(),
            "B" => reader.Flag(),
            _ => throw WireReader.UnknownManifest(manifest, this),
        };
        reader.End();
        return value;
    }
}
