using Akka.Configuration;

namespace Compat.Akka.Tests.Configuration;

public sealed class ConfigFallbackTests
{
    [Fact]
    public void WithFallback_Objects_AreMergedKeyByKey()
    {
        var config = Parse("a { x = 1 }\nb = [1]").WithFallback("a { x = 2, y = 2 }\nb = [2], c = 2").WithFallback("a { y = 3, z = 3 }\nc { d = 3 }\ne = 3");

        Assert.Equal([1, 2, 3, 2, 3], new[] { "a.x", "a.y", "a.z", "c", "e" }.Select(path => config.GetInt(path)));
        Assert.Equal([1], config.GetIntList("b"));
        Assert.False(config.HasPath("c.d"));
        Assert.Equal(3, config.GetConfig("a")!.Root.GetObject()!.Items.Count);
        Assert.Equal(2, config.Fallback!.GetInt("a.x"));
    }

    [Fact]
    public void WithFallback_Keys_AreThoseOfTheFallbackFirst()
    {
        var config = Parse("a = 1, b = 1").WithFallback(Parse("c = 2, b = 2"));

        Assert.Equal(["c", "b", "a"], config.AsEnumerable().Select(field => field.Key));
        Assert.Equal(["c", "b", "a"], config.Root.GetObject()!.Items.Keys);
    }

    [Theory]
    [InlineData("a = null", "a { b = 5 }", "default")]
    [InlineData("a { b = null }", "a { b = 5 }", null)]
    [InlineData("a = 1", "a { b = 5 }", "default")]
    [InlineData("a {}", "a { b = 5 }", "5")]
    [InlineData("a { b = \"\" }", "a { b = 5 }", "")]
    [InlineData("a { b = 5 }", "a = 1", "5")]
    public void WithFallback_ValueAbove_HidesWhatIsBelow(string above, string below, string? expected)
    {
        var config = Parse(above).WithFallback(Parse(below));

        Assert.Equal(expected, config.GetString("a.b", "default"));
    }

    [Fact]
    public void WithFallback_ArrayAbove_HidesTheOneBelow()
    {
        Assert.Empty(Parse("a = []").WithFallback(Parse("a = [1]")).GetIntList("a"));
        var item = Parse("a = [{ x = 1 }]").WithFallback(Parse("a = [{ y = 1 }, { y = 2 }]")).GetValue("a")!.GetArray().Single();
        Assert.Equal(["x"], item.GetObject()!.Items.Keys);
    }

    [Fact]
    public void WithFallback_OneByOne_MergesFromTheLeft()
    {
        Config top = "a { x = 1 }", middle = "a = 5", bottom = "a { y = 2 }";

        Assert.Equal(2, top.WithFallback(middle).WithFallback(bottom).GetInt("a.y", 77));
        Assert.Equal(77, top.WithFallback(middle.WithFallback(bottom)).GetInt("a.y", 77));
    }

    [Fact]
    public void WithFallback_NothingToAdd_IsTheConfigurationItself()
    {
        var config = Parse("a = 1");

        Assert.Same(config, config.WithFallback(null));
        Assert.Same(config, config.WithFallback(Config.Empty));
        Assert.Same(config, Config.Empty.WithFallback(config));
        Assert.Throws<ArgumentException>(() => config.WithFallback(config));
    }

    [Fact]
    public void WithFallback_Section_IsMergedWithAnother()
    {
        var config = Parse("x.a { b = 1 }").GetConfig("x")!.WithFallback(Parse("a { c = 2 }"));

        Assert.Equal((1, 2), (config.GetInt("a.b"), config.GetInt("a.c")));
    }

    [Fact]
    public void WithFallback_SubstitutionBelow_SeesItsOwnDocumentOnly()
    {
        Assert.Equal(2, Parse("a = 1").WithFallback(Parse("a = 2, b = ${a}")).GetInt("b"));
        Assert.Throws<FormatException>(() => Parse("b = ${a}").WithFallback(Parse("a = 2")));
    }

    [Fact]
    public void Operators_Text_IsParsed()
    {
        Config config = "a = 1";

        Assert.Equal((1, 2), ((config + "a = 2, b = 2").GetInt("a"), (config + "a = 2, b = 2").GetInt("b")));
        Assert.Equal((3, 1), (("b = 3" + config).GetInt("b"), ("b = 3" + config).GetInt("a")));
    }

    [Fact]
    public void NewConfig_WithFallback_KeepsItAside()
    {
        var config = new Config(Parse("a = 1"), Parse("b = 2"));

        Assert.Equal((1, 77, 2), (config.GetInt("a"), config.GetInt("b", 77), config.Fallback!.GetInt("b")));
    }

    [Fact]
    public void Empty_Kinds_AreEmpty()
    {
        foreach (var config in new[] { Config.Empty, ConfigurationFactory.Empty, new Config(), Parse(""), Parse("{}"), ConfigurationFactory.Load() })
        {
            Assert.True(config.IsEmpty);
            Assert.True(config.IsNullOrEmpty());
            Assert.Null(config.Fallback);
            Assert.Equal(1, config.WithFallback(Parse("a = 1")).GetInt("a"));
            Assert.Equal(1, config.SafeWithFallback(Parse("a = 1"))!.GetInt("a"));
        }

        Assert.True(((Config?)null).IsNullOrEmpty());
        Assert.False(Parse("a {}").IsEmpty);
        Assert.False(Config.Empty.HasPath("a"));
        Assert.Empty(Config.Empty.AsEnumerable());
        Assert.Equal("", Config.Empty.ToString());
    }

    [Fact]
    public void ConfigurationException_NullOrEmptyConfig_NamesTypeAndPath()
    {
        Assert.Equal("Failed to instantiate String: Configuration does not contain `a.b` node", ConfigurationException.NullOrEmptyConfig<string>("a.b").Message);
        Assert.Equal("Failed to instantiate String: Configuration is null or empty", ConfigurationException.NullOrEmptyConfig<string>().Message);
    }

    private static Config Parse(string text) => ConfigurationFactory.ParseString(text);
}
