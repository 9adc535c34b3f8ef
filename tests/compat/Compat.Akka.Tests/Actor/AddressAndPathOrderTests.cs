using Akka.Actor;

namespace Compat.Akka.Tests.Actor;

public sealed class AddressAndPathOrderTests
{
    private static readonly RootActorPath _root = new(new Address("akka", "sys"));

    [Theory]
    [InlineData("akka.TCP://Sys@HOST:80", "akka.tcp://Sys@host:80")]
    [InlineData("akka.tcp://sys@h:1/user/a", "akka.tcp://sys@h:1")]
    [InlineData("http://x", "http://x")]
    public void Parse_Uri_IsItsAddress(string text, string expected) => Assert.Equal(expected, Address.Parse(text).ToString());

    [Theory]
    [InlineData("akka")]
    [InlineData("")]
    [InlineData("akka://sys@h:x")]
    [InlineData("akka://sys@h:70000")]
    public void Parse_NoUri_Throws(string text) => Assert.Throws<UriFormatException>(() => Address.Parse(text));

    [Fact]
    public void TryParse_Protocol_IsInSmallLetters()
    {
        Assert.True(Address.TryParse("akka.TCP://Sys@HOST:80", out var address));
        Assert.Equal("akka.tcp://Sys@host:80", address.ToString());
        Assert.False(Address.TryParse("akka://sys@h:-1", out _));
        Assert.False(Address.TryParse("http://x", out _));
    }

    [Fact]
    public void Addresses_AreInTheOrderOfTheirParts_PortsAsNumbers()
    {
        Address[] given = [new("akka", "s", "b", 1), new("akka", "s", "a", 10), new("akka", "s", "a", 9), new("akka", "s"), new("akka", "r")];
        Assert.Equal(["akka://r", "akka://s", "akka://s@a:9", "akka://s@a:10", "akka://s@b:1"], given.Order().Select(address => address.ToString()));
        Assert.Equal(given.Order(), given.Order(Address.Comparer));
    }

    [Fact]
    public void Paths_AreInTheOrderOfTheirNames_FromTheLastOn()
    {
        var elsewhere = new RootActorPath(new Address("akka.tcp", "sys", "h", 1));
        ActorPath[] given = [_root / "b", _root, _root / "a" / "b", _root / "a", elsewhere / "a", _root / "a" / "a", _root / "B"];
        Assert.Equal(
            ["akka://sys/B", "akka://sys/a/a", "akka.tcp://sys@h:1/a", "akka://sys/a", "akka://sys/a/b", "akka://sys/b", "akka://sys/"],
            given.Order().Select(path => path.ToString()));
    }

    [Fact]
    public void Child_NameWithUid_HasIt()
    {
        var child = _root / "a#12";
        Assert.Equal(("a", 12), (child.Name, child.Uid));
        Assert.Equal("akka://sys/a", child.ToString());
    }

    /// <summary>Nodes behind a broker are told apart by a number in the port's place.</summary>
    [Fact]
    [Trait("Engine", "Compat")] // The real library's ports are ports.
    public void Parse_NumberLargerThanPorts_IsTheAddressThatWasPrinted()
    {
        var node = new Address("akka.amqp", "edgenas", "board", 400969553);
        Assert.Equal(node, Address.Parse(node.ToString()));
        Assert.Throws<UriFormatException>(() => Address.Parse("akka.amqp://edgenas@board:-1"));
    }
}
