using System.Runtime.Serialization;

namespace Akka.Remote.Wire;

/// <summary>One message on its way between two nodes.</summary>
/// <param name="Origin">Address of the node that sent it.</param>
/// <param name="OriginUid">Which incarnation of that node.</param>
/// <param name="Recipient">Path within the receiving node, with uid: <c>/user/a#1</c>.</param>
/// <param name="Sender">Path within the sending node, or with address that of a third one; empty for nobody.</param>
/// <param name="SerializerId">Which serializer wrote <paramref name="Payload"/>.</param>
/// <param name="Manifest">What that serializer calls the message.</param>
internal sealed record Frame(string Origin, int OriginUid, string Recipient, string Sender, int SerializerId, string Manifest, byte[] Payload)
{
    /// <summary>First byte of every frame, so that strangers' bytes are told at once.</summary>
    public const byte Mark = 0xE9;

    /// <summary>The layout below. A reader refuses layouts that it doesn't know; a new one gets a new number.</summary>
    public const byte Version = 1;

    public byte[] Encode() => new WireWriter()
        .Byte(Mark).Byte(Version)
        .Text(Origin).Int32(OriginUid)
        .Text(Recipient).Text(Sender)
        .Int32(SerializerId).Text(Manifest)
        .Bytes(Payload)
        .ToArray();

    /// <exception cref="SerializationException">The bytes are no frame, or one of another version.</exception>
    public static Frame Decode(ReadOnlyMemory<byte> bytes)
    {
        var reader = new WireReader(bytes);
        if (reader.Byte() != Mark) throw WireReader.Malformed("no frame");
        byte version = reader.Byte();
        if (version != Version) throw WireReader.Malformed($"frame of version {version}; this node reads version {Version}");
        var frame = new Frame(reader.Text(), reader.Int32(), reader.Text(), reader.Text(), reader.Int32(), reader.Text(), reader.Bytes());
        reader.End();
        return frame;
    }
}
