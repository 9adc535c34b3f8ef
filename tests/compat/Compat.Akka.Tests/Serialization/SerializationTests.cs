using System.Runtime.Serialization;
using System.Text;
using Akka.Actor;
using Akka.Serialization;
using Compat.Akka.Tests.Actor;

namespace Compat.Akka.Tests.Serialization;

public sealed class SerializationTests() : SystemFixture($$"""
    akka.actor {
      serializers {
        words = "{{typeof(WordSerializer).AssemblyName()}}"
        special = "{{typeof(SpecialSerializer).AssemblyName()}}"
      }
      serialization-bindings {
        "{{typeof(IWord).AssemblyName()}}" = words
        "{{typeof(SpecialWord).AssemblyName()}}" = special
      }
      serialization-identifiers {
        "{{typeof(WordSerializer).AssemblyName()}}" = 1001
        "{{typeof(SpecialSerializer).AssemblyName()}}" = 1002
      }
    }
    """)
{
    [Fact]
    public void RoundTrip_BoundType_ByIdentifierAndManifest()
    {
        var word = new Word("hello");
        var serializer = Sys.Serialization.FindSerializerFor(word);
        string manifest = global::Akka.Serialization.Serialization.ManifestFor(serializer, word);
        Assert.Equal((1001, "word.v1"), (serializer.Identifier, manifest));
        Assert.Equal(word, Sys.Serialization.Deserialize(serializer.ToBinary(word), serializer.Identifier, manifest));
    }

    /// <summary>The real one takes whichever binding it comes across first.</summary>
    [Fact]
    [Trait("Engine", "Compat")]
    public void FindSerializerFor_DerivedType_GoesByTheNearestBinding()
    {
        Assert.IsType<WordSerializer>(Sys.Serialization.FindSerializerFor(new Word("a")));
        Assert.IsType<SpecialSerializer>(Sys.Serialization.FindSerializerFor(new VerySpecialWord("a")));
    }

    [Fact]
    public void FindSerializerFor_Bytes_KeepsThem()
    {
        byte[] bytes = [1, 2, 3];
        var serializer = Sys.Serialization.FindSerializerFor(bytes);
        Assert.Equal(bytes, serializer.FromBinary<byte[]>(serializer.ToBinary(bytes)));
    }

    [Fact]
    public void Deserialize_UnknownIdentifier_Throws() => Assert.Throws<SerializationException>(() => Sys.Serialization.Deserialize([], 999_999, ""));

    [Fact]
    public async Task Reference_InAMessage_RoundTrips()
    {
        string path = global::Akka.Serialization.Serialization.SerializedActorPath(Inbox);
        Assert.StartsWith("akka://test/user/inbox#", path, StringComparison.Ordinal);
        Sys.Serialization.DeserializeActorRef(path).Tell("hi");
        await ExpectNext("hi");
    }

    [Fact]
    public void SerializedActorPath_WithTransport_NamesThatAddress()
    {
        string path = global::Akka.Serialization.Serialization.WithTransport(Sys, new Address("akka.tcp", "test", "host", 1), () => global::Akka.Serialization.Serialization.SerializedActorPath(Inbox));
        Assert.StartsWith("akka.tcp://test@host:1/user/inbox#", path, StringComparison.Ordinal);
    }

    public interface IWord
    {
        string Text { get; }
    }

    public sealed record Word(string Text) : IWord;

    public record SpecialWord(string Text) : IWord;

    public sealed record VerySpecialWord(string Text) : SpecialWord(Text);

    public sealed class WordSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
    {
        public override string Manifest(object o) => "word.v1";

        public override byte[] ToBinary(object obj) => Encoding.UTF8.GetBytes(((IWord)obj).Text);

        public override object FromBinary(byte[] bytes, string manifest) =>
            manifest == "word.v1" ? new Word(Encoding.UTF8.GetString(bytes)) : throw new SerializationException($"Unknown manifest {manifest}.");
    }

    public sealed class SpecialSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
    {
        public override string Manifest(object o) => "special.v1";

        public override byte[] ToBinary(object obj) => Encoding.UTF8.GetBytes(((IWord)obj).Text);

        public override object FromBinary(byte[] bytes, string manifest) => new SpecialWord(Encoding.UTF8.GetString(bytes));
    }
}
