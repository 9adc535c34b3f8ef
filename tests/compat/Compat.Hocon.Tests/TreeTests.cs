using Hocon;

namespace Compat.Hocon.Tests;

public sealed class TreeTests
{
    [Fact]
    public void Walk_AllKeys_AreSeenWithTheirPathsInOrder()
    {
        var config = HoconConfigurationFactory.ParseString("z = 1, a { b.c = x, \"d.e\" = [1, { f = 2 }] }, z = 2")
            .WithFallback(HoconConfigurationFactory.ParseString("a.b.g = true, h {}"));

        Assert.Equal(["z", "a.b.c", "a.b.g", "a.\"d.e\"", "h"], Leaves(config.Root.GetObject()));
        Assert.Equal(["z", "a", "h"], config.AsEnumerable().Select(field => field.Key));
    }

    [Fact]
    public void Elements_KnowTheirParents()
    {
        var config = HoconConfigurationFactory.ParseString("a { b = [x] }");
        var field = config.Root.GetObject()["a"].GetObject()["b"];

        Assert.Same(config.Root, config.Root.GetObject().Parent);
        Assert.Equal("b", field.Key);
        Assert.Equal("a.b", field.Path.Value);
        Assert.Equal(HoconType.Array, field.Type);
        Assert.Same(field, field.Value.Parent);
        Assert.Same(field.Value, field.Value.Single().Parent);
        Assert.Equal(HoconType.String, field.GetArray().Single().Type);
    }

    [Fact]
    public void WithFallback_ValueThatReplacedAnObject_HidesItsFallbacks()
    {
        Config top = "a { x = 1 }", middle = "a = 5", bottom = "a { y = 2 }";

        Assert.Equal(["x"], top.WithFallback(middle).WithFallback(bottom).GetObject("a").Keys);
        Assert.Equal(["x"], top.WithFallback(middle.WithFallback(bottom)).GetObject("a").Keys);
        Assert.Equal(["x", "y"], top.WithFallback(bottom).GetObject("a").Keys);
    }

    [Fact]
    public void GetConfig_Section_IsAConfigurationOfItsOwn()
    {
        Config config = "a { b { c = 1 } }, d { b { c = 2, e = 3 } }";

        var section = config.GetConfig("a")!.WithFallback(config.GetConfig("d"));

        Assert.Equal([1, 3], new[] { "b.c", "b.e" }.Select(path => section.GetInt(path)));
        Assert.True(config.GetConfig("none").IsNullOrEmpty());
        Assert.Same(config, config.SafeWithFallback(Config.Empty));
        Assert.Same(config, Config.Empty.SafeWithFallback(config));
    }

    [Fact]
    public void GetField_UnknownKey_ListsTheKnown() =>
        Assert.Contains("the fields are: x, y", Assert.Throws<KeyNotFoundException>(() => HoconConfigurationFactory.ParseString("a { x = 1, y = 2 }").GetObject("a").GetField("z")).Message, StringComparison.Ordinal);

    [Fact]
    public void PrettyPrint_Config_ReadsLikeAFile()
    {
        Config config = "a.b { c = 1, d = \"two words\", \"e.f\" = [x, { g = null }], h {}, i = [] }, j = 1.50, k = \"1\", l = \"a\\\"\\n\"";

        Assert.Equal(
            """
            a {
                b {
                    c : 1
                    d : "two words"
                    "e.f" : [x, {
                        g : null
                    }]
                    h {}
                    i : []
                }
            }
            j : 1.50
            k : "1"
            l : "a\"\n"

            """,
            config.PrettyPrint(4));
        Assert.Equal("[x, {\n  g : null\n}]", config.GetValue("a.b.\"e.f\"").ToString());
    }

    [Fact]
    public void Parse_JsonDocument_IsRead()
    {
        Config config = """{"a": {"b": [1, 2.5, "x", true, null, {"c": []}]}, "d": "\u00e9\/"}""";

        Assert.Equal([HoconType.Number, HoconType.Number, HoconType.String, HoconType.Boolean, HoconType.Empty, HoconType.Object], config.GetValue("a.b").GetArray().Select(item => item.Type));
        Assert.Equal("é/", config.GetString("d"));
    }

    private static IEnumerable<string> Leaves(HoconObject node) => node.Values.SelectMany(field =>
        field.Type == HoconType.Object && !field.GetObject().IsEmpty ? Leaves(field.GetObject()) : [field.Path.Value]);
}
