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

    [Theory]
    [InlineData("a = 1, b { c = [x, { d = yes }] }", "b.c = [ x\n { d : yes } ]\n a : 1", true)]
    [InlineData("a = x", "a = \"x\"", true)]
    [InlineData("a = 1", "a = \"1\"", false)]
    [InlineData("a = 1", "b = 1", false)]
    [InlineData("a = [1, 2]", "a = [2, 1]", false)]
    [InlineData("a { b = 1 }", "a { b = 1, c = 2 }", false)]
    [InlineData("a = {}", "a = []", false)]
    public void Elements_AreEqualByTheirValues(string text, string other, bool equal)
    {
        var (left, right) = (HoconParser.Parse(text).Value, HoconParser.Parse(other).Value);

        Assert.Equal(equal, left.Equals(right));
        Assert.Equal(equal, left.GetObject().Equals(right.GetObject()));
        if (equal) Assert.Equal(left.GetHashCode(), right.GetHashCode());
    }

    [Fact]
    public void Fields_AreEqualByKeyAndValue()
    {
        Assert.Equal(HoconParser.Parse("a:1, b:2,").AsEnumerable(), HoconParser.Parse("a:1\nb:2").AsEnumerable());
        Assert.NotEqual(HoconParser.Parse("a:1").Value.GetObject()["a"], HoconParser.Parse("b:1").Value.GetObject()["b"]);
    }

    [Fact]
    public void Object_ByPath_GivesTheFieldBelow()
    {
        var item = HoconParser.Parse("l = [{ a.\"b.c\" = 1, a.b.c = 2, \"a.d\" = 3 }]").GetObjectList("l").Single();

        Assert.Equal(("1", "2", "3"), (item["a.\"b.c\""].GetString(), item["a.b.c"].GetString(), item["a.d"].GetString()));
        Assert.Throws<KeyNotFoundException>(() => item["a.x"]);
        Assert.Throws<KeyNotFoundException>(() => item["a.b.c.d"]);
    }

    [Fact]
    public void Unwrapped_Objects_AreDictionariesOfFields()
    {
        var unwrapped = HoconParser.Parse("a { b { c = \"x, y\", d = [1] } }").Value.GetObject().Unwrapped;

        var inner = Assert.IsType<Dictionary<string, object>>(Assert.IsType<Dictionary<string, object>>(unwrapped["a"])["b"]);
        Assert.Equal(["x, y", "[1]"], inner.Values.Select(static value => Assert.IsType<HoconField>(value).ToString()));
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
