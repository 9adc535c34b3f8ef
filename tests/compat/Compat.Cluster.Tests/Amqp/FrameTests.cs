using System.Runtime.Serialization;
using System.Text;
using Akka.Remote.Wire;

namespace Compat.Cluster.Tests.Amqp;

/// <summary>The layout of what goes over the wire: nodes of two releases understand each other as long as these bytes stay.</summary>
[Trait("Engine", "Compat")]
public sealed class FrameTests
{
    [Fact]
    public void Encode_Frame_KeepsItsLayout()
    {
        var frame = new Frame("akka.amqp://a", 258, "/user/b#1", "/temp/$a#", 4711, "text", [1, 2, 3]);
        Assert.Equal(
            "e901" + Hex("akka.amqp://a") + "02010000" + Hex("/user/b#1") + Hex("/temp/$a#") + "67120000" + Hex("text") + "03010203",
            Convert.ToHexStringLower(frame.Encode()));
    }

    [Fact]
    public void Decode_GoldenBytes_GiveTheFrame()
    {
        byte[] bytes = Convert.FromHexString("e9010d616b6b612e616d71703a2f2f6102010000092f757365722f6223310067120000047465787403010203");
        var frame = Frame.Decode(bytes);
        Assert.Equal(("akka.amqp://a", 258, "/user/b#1", "", 4711, "text"), (frame.Origin, frame.OriginUid, frame.Recipient, frame.Sender, frame.SerializerId, frame.Manifest));
        Assert.Equal([1, 2, 3], frame.Payload);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("e9")]
    [InlineData("e902")]
    [InlineData("e901ff")]
    [InlineData("e901ffffffffff")]
    [InlineData("e9010d616b6b61")]
    [InlineData("e90101ff0000000000000000000000000000")]
    [InlineData("e9010d616b6b612e616d71703a2f2f6102010000092f757365722f6223310067120000047465787403010203ff")]
    public void Decode_OtherBytes_AreRefused(string hex) => Assert.Throws<SerializationException>(() => Frame.Decode(Convert.FromHexString(hex)));

    [Fact]
    public void Decode_EveryTruncationOfAFrame_IsRefused()
    {
        byte[] bytes = new Frame("akka.amqp://a", 1, "/user/b#1", "/user/c#2", 4711, "text", [1, 2, 3]).Encode();
        for (int length = 0; length < bytes.Length; length++) Assert.Throws<SerializationException>(() => Frame.Decode(bytes.AsMemory(0, length)));
    }

    private static string Hex(string text) => Convert.ToHexStringLower([(byte)text.Length, .. Encoding.UTF8.GetBytes(text)]);
}
