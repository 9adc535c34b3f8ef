using Akka.Configuration;

namespace Compat.Hocon.Tests;

public sealed class AkkaConfigTests
{
    private static readonly Config Sample = ConfigurationFactory.ParseString("""
        akka {
          actor { provider = local, throughput = 30, list = [a, "b"], debug.receive = on }
          size = 128k
          timeout = 1.5s
          forever = infinite
          nothing = null
          "/user/*" { router = pool }
        }
        """);

    [Fact]
    public void Getters_PresentPath_ReadTheValue()
    {
        Assert.Equal("local", Sample.GetString("akka.actor.provider"));
        Assert.Equal(30, Sample.GetInt("akka.actor.throughput", 5));
        Assert.Equal(30L, Sample.GetLong("akka.actor.throughput"));
        Assert.Equal(30.0, Sample.GetDouble("akka.actor.throughput"));
        Assert.Equal(30f, Sample.GetFloat("akka.actor.throughput"));
        Assert.Equal(30m, Sample.GetDecimal("akka.actor.throughput"));
        Assert.True(Sample.GetBoolean("akka.actor.debug.receive"));
        Assert.Equal(["a", "b"], Sample.GetStringList("akka.actor.list"));
        Assert.Equal(128 * 1024, Sample.GetByteSize("akka.size"));
        Assert.Equal(TimeSpan.FromSeconds(1.5), Sample.GetTimeSpan("akka.timeout"));
        Assert.Equal(Timeout.InfiniteTimeSpan, Sample.GetTimeSpan("akka.forever"));
        Assert.Equal("pool", Sample.GetString("akka.\"/user/*\".router"));
    }

    [Fact]
    public void Getters_MissingOrNullPath_AnswerTheDefault()
    {
        foreach (string path in new[] { "akka.no", "no.such", "akka.nothing", "akka.size.below" })
        {
            Assert.False(Sample.HasPath(path));
            Assert.Null(Sample.GetString(path));
            Assert.Equal("x", Sample.GetString(path, "x"));
            Assert.Equal(7, Sample.GetInt(path, 7));
            Assert.False(Sample.GetBoolean(path));
            Assert.Equal(TimeSpan.Zero, Sample.GetTimeSpan(path));
            Assert.Equal(TimeSpan.FromDays(1), Sample.GetTimeSpan(path, TimeSpan.FromDays(1)));
            Assert.Null(Sample.GetByteSize(path));
            Assert.Empty(Sample.GetStringList(path));
            Assert.Equal(["d"], Sample.GetStringList(path, ["d"]));
            Assert.Null(Sample.GetConfig(path));
            Assert.Null(Sample.GetValue(path));
            Assert.True(Sample.GetConfig(path).IsNullOrEmpty());
        }
    }

    [Fact]
    public void Getters_ValueOfAnotherType_NameThePath()
    {
        var error = Assert.Throws<ConfigurationException>(() => Sample.GetInt("akka.actor.provider"));

        Assert.Equal("'akka.actor.provider': 'local' where a whole number from -2147483648 to 2147483647 is expected.", error.Message);
        Assert.Throws<ConfigurationException>(() => Sample.GetTimeSpan("akka.forever", null, allowInfinite: false));
        Assert.Throws<ConfigurationException>(() => Sample.GetInt("akka..actor"));
        Assert.Throws<ConfigurationException>(() => Sample.GetConfig("akka.size"));
    }

    [Fact]
    public void WithFallback_MergesObjectsKeyByKey()
    {
        var config = ConfigurationFactory.ParseString("a { x = 1 }, b = [1]")
            .WithFallback("a { x = 2, y = 2 }, b = [2], c = 2")
            .WithFallback("a { y = 3, z = 3 }, c { d = 3 }, e = 3");

        Assert.Equal([1, 2, 3, 2, 3], new[] { "a.x", "a.y", "a.z", "c", "e" }.Select(path => config.GetInt(path)));
        Assert.Equal([1], config.GetIntList("b"));
        Assert.Equal(3, config.GetConfig("a")!.Root.GetObject().Items.Count);
        Assert.Equal(2, config.Fallback!.GetInt("a.x"));
        Assert.Equal(1, (ConfigurationFactory.ParseString("a = 1") + "a = 2").GetInt("a"));
        Assert.Same(Sample, Sample.WithFallback(null));
        Assert.Equal(30, Config.Empty.WithFallback(Sample).GetInt("akka.actor.throughput"));
    }

    [Fact]
    public void Root_GivesTheTreeToWalk()
    {
        var actor = Sample.Root.GetObject().Items["akka"].GetChildObject("actor")!;

        Assert.True(actor.IsObject());
        Assert.Equal(["provider", "throughput", "list", "debug"], actor.GetObject().Items.Keys);
        Assert.True(actor.GetChildObject("list")!.IsArray());
        Assert.Equal("b", actor.GetChildObject("list")!.GetArray()[1].GetString());
        Assert.Equal("local", actor.ToConfig().GetString("provider"));
        Assert.Equal("local", actor.AtKey("x").GetString("x.provider"));
        Assert.Equal(["akka"], Sample.AsEnumerable().Select(field => field.Key));
    }

    [Fact]
    public void ToString_ParsesBackToTheSameConfiguration() => Assert.Equal(Sample.ToString(), ConfigurationFactory.ParseString(Sample.ToString()).ToString());

    [Fact]
    public void ParseString_Malformed_IsAConfigurationException()
    {
        var error = Assert.Throws<ConfigurationException>(() => ConfigurationFactory.ParseString("a = {"));

        Assert.StartsWith("line 1, column 6: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ParseString_IncludeCallback_IsAskedForTheDocument()
    {
        var config = ConfigurationFactory.ParseString("include \"other\", a = ${b}", name => new(ConfigurationFactory.ParseString($"b = {name}").Root));

        Assert.Equal("other", config.GetString("a"));
    }

    [Fact]
    public void FromObject_TakesPropertiesAsKeys()
    {
        var config = ConfigurationFactory.FromObject(new { akka = new { loglevel = "DEBUG", ports = new[] { 1, 2 } } });

        Assert.Equal("DEBUG", config.GetString("akka.loglevel"));
        Assert.Equal([1, 2], config.GetIntList("akka.ports"));
    }

    [Fact]
    public void FromResource_UnknownName_ListsTheKnown() =>
        Assert.Throws<ConfigurationException>(() => ConfigurationFactory.FromResource<AkkaConfigTests>("no.such.conf"));
}
