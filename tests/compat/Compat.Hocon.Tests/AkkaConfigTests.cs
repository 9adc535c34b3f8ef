using Akka.Configuration;

namespace Compat.Hocon.Tests;

/// <summary>What Akka's configuration promises here beyond the real one's behaviour, which the tests of Akka prove on both.</summary>
public sealed class AkkaConfigTests
{
    [Fact]
    public void Getters_ValueOfAnotherType_NamePathValueAndExpectation()
    {
        var config = ConfigurationFactory.ParseString("akka.actor { provider = local, list = [] }");

        var number = Assert.Throws<FormatException>(() => config.GetInt("akka.actor.provider"));
        Assert.Equal("'akka.actor.provider': 'local' where a whole number is expected.", number.Message);
        var boolean = Assert.Throws<NotSupportedException>(() => config.GetBoolean("akka.actor.provider"));
        Assert.Equal("'akka.actor.provider': 'local' where a boolean (true, on, false, off) is expected.", boolean.Message);
        var list = Assert.Throws<ArgumentNullException>(() => config.GetInt("akka.actor.list"));
        Assert.Equal("'akka.actor.list': an array where a whole number is expected.", list.Message);
    }

    [Fact]
    public void ParseString_Malformed_NamesThePlace()
    {
        var unclosed = Assert.Throws<FormatException>(() => ConfigurationFactory.ParseString("a = 1\nb = [1"));
        Assert.StartsWith("line 2, column 7: ", unclosed.Message, StringComparison.Ordinal);
        var address = Assert.Throws<ConfigurationException>(() => ConfigurationFactory.ParseString("a = http://x"));
        Assert.StartsWith("line 1, column 9: ", address.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ParseString_Specification_IsFulfilled()
    {
        var config = ConfigurationFactory.ParseString("""
            base { x = 1 }
            a = ${base} { y = 2 }
            l = [1]
            l += 2
            l = ${l} [3]
            missing = ${?no.such}
            self = x
            self = ${self}y
            """);

        Assert.Equal((1, 2), (config.GetInt("a.x"), config.GetInt("a.y")));
        Assert.Equal([1, 2, 3], config.GetIntList("l"));
        Assert.False(config.HasPath("missing"));
        Assert.Equal("xy", config.GetString("self"));
        Assert.Equal(["a", "b"], ConfigurationFactory.ParseString("a { 1 = b, 0 = a }").GetStringList("a"));
        Assert.Empty(config.GetIntList("no.such"));
    }

    [Fact]
    public void ToString_AnyConfiguration_ParsesBackToTheSame()
    {
        var config = ConfigurationFactory.ParseString("a { \"b.c\" = \"x\\\"y\\n\", d = null, e = [], f = \"\" }").WithFallback("a { g = 1 }");

        Assert.Equal(config.ToString(), ConfigurationFactory.ParseString(config.ToString()).ToString());
        Assert.Contains("g : 1", config.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void FromResource_UnknownName_ListsTheKnown() =>
        Assert.Throws<ConfigurationException>(() => ConfigurationFactory.FromResource<AkkaConfigTests>("no.such.conf"));
}
