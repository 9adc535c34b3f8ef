using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace Compat.Akka.Tests.Configuration;

/// <summary>What Akka.NET's parser reads; where it does less than the HOCON specification, src/compat does what that says, which the tests of Hocon prove.</summary>
public sealed class ConfigParsingTests
{
    [Theory]
    [InlineData("a = 1", "{a:1}")]
    [InlineData("{ \"a\" : 1, }", "{a:1}")]
    [InlineData("a\n=\n1", "{a:1}")]
    [InlineData("a=#c\n1", "{a:1}")]
    [InlineData("a = x // comment\n# comment\nb = y#c", "{a:x,b:y}")]
    [InlineData("a =   several words  here  ", "{a:several words  here}")]
    [InlineData("a = \"tab\\tnew\\nquote\\\"slash\\/\\\\\\u00e9\"", "{a:tab\tnew\nquote\"slash/\\é}")]
    [InlineData("a = \"quoted # not a comment\"", "{a:quoted # not a comment}")]
    [InlineData("a = \"two\" \"strings\", b = 10 \"mixed\"true", "{a:two strings,b:10 mixedtrue}")]
    [InlineData("a = \"\"\"x\ny\"\"\"\nb = \"\"\"a\"b\"\"\"", "{a:x\ny,b:a\"b}")]
    [InlineData("a = \"line\nline\"", "{a:line\nline}")]
    [InlineData("a = Outer+Inner", "{a:Outer+Inner}")]
    [InlineData("a = 127.0.0.1, b = /dev/null, c = one-two_three", "{a:127.0.0.1,b:/dev/null,c:one-two_three}")]
    [InlineData("a = 1\na = 2", "{a:2}")]
    [InlineData("a.b.c = 1\na { b { d = 2 } }", "{a:{b:{c:1,d:2}}}")]
    [InlineData("a { x = 1, y = 1 }\na { y = 2, z.w = 3 }\na.z.v = 4", "{a:{x:1,y:2,z:{w:3,v:4}}}")]
    [InlineData("a { x = 1 }\na = 5\na { y = 2 }", "{a:{y:2}}")]
    [InlineData("a { x = 1 }\na = null\na { y = 2 }", "{a:{y:2}}")]
    [InlineData("a { b = 1 } c = 2", "{a:{b:1},c:2}")]
    [InlineData("a { b = 1 }c { d = 2 } \"e\" = 3", "{a:{b:1},c:{d:2},e:3}")]
    [InlineData("a { b { c = 1 ", "{a:{b:{c:1}}}")]
    [InlineData("a { b = 1 } } }\n", "{a:{b:1}}")]
    [InlineData("a = [1, 2, 3,]", "{a:[1,2,3]}")]
    [InlineData("a = [\n x y # one\n 2 // two\n]", "{a:[x y,2]}")]
    [InlineData("a = [1] [2, 3], b = [[1], [{ x = 1 }]]", "{a:[1,2,3],b:[[1],[{x:1}]]}")]
    [InlineData("\"a.b\" = 1, a.\"b.c\".d = 1, 3.14 = 1, /user/worker { router = x }", "{a.b:1,a:{b.c:{d:1}},3:{14:1},/user/worker:{router:x}}")]
    [InlineData("words of a key = 1, true = 2, include = 3", "{words of a key:1,true:2,include:3}")]
    [InlineData("b = 1, a = ${b}", "{b:1,a:1}")]
    [InlineData("a = ${b}\nb = 1\nb = 2", "{a:2,b:2}")]
    [InlineData("b { c = x }\na = pre ${b.c} post, d = pre${b.c}post", "{b:{c:x},a:pre x post,d:prexpost}")]
    [InlineData("b = x, a = ${b}${b}, c = ${b} ${b}, d = \"${b}\"", "{b:x,a:xx,c:x x,d:${b}}")]
    [InlineData("b = [2]\na = [1] ${b} [3]", "{b:[2],a:[1,2,3]}")]
    [InlineData("a = ${b}\nb { c { d = 1 } }", "{a:{c:{d:1}},b:{c:{d:1}}}")]
    [InlineData("bar { foo = 42, baz = ${bar.foo} }\nbar { foo = 43 }", "{bar:{foo:43,baz:43}}")]
    [InlineData("x = ${y}, y = ${z}, z = 1", "{x:1,y:1,z:1}")]
    public void ParseString_Text_HasTheTree(string text, string tree) => Assert.Equal(tree, Tree(ConfigurationFactory.ParseString(text).Root));

    [Theory]
    [InlineData("a = $b")]
    [InlineData("a = b@c")]
    [InlineData("a = b?c")]
    [InlineData("a = x`y")]
    [InlineData("/user/* { router = x }")]
    [InlineData("a = 1,,b = 2")]
    [InlineData(",a = 1")]
    [InlineData("a = \"\\x\"")]
    [InlineData("a = \"\\u12g4\"")]
    [InlineData("${a} = 1")]
    [InlineData("a = ${missing}")]
    [InlineData("[1, 2]")]
    public void ParseString_Malformed_IsAFormatError(string text) => Assert.Throws<FormatException>(() => ConfigurationFactory.ParseString(text));

    [Theory]
    [InlineData("a = http://x.y/z")]
    [InlineData("a = x=y")]
    [InlineData("a = [akka.tcp://system]")]
    public void ParseString_AssignmentInText_IsAConfigurationError(string text) => Assert.Throws<ConfigurationException>(() => ConfigurationFactory.ParseString(text));

    [Theory]
    [InlineData("a { \"b.c\" = 1 }", "a.\"b.c\"")]
    [InlineData("a.b = 1", "\"a\".\"b\"")]
    [InlineData("\"/user/*\".x = 1", "\"/user/*\".x")]
    [InlineData("/user/w.x = 1", "\"/user/w\".x")]
    [InlineData("a b = 1", "a b")]
    [InlineData("a b = 1", "\"a b\"")]
    [InlineData("a.\"\".b = 1", "a.\"\".b")]
    [InlineData("3.14 = 1", "3.14")]
    public void ParseString_Key_IsFoundByPath(string text, string path)
    {
        Assert.True(ConfigurationFactory.ParseString(text).HasPath(path));
        Assert.Equal(1, ConfigurationFactory.ParseString(text).GetInt(path));
    }

    [Fact]
    public void Parser_ReadsDocumentsForIncludes()
    {
        static HoconRoot Inner(string name) => Parser.Parse($"name = {name}\ncopy = ${{name}}", null);
        var config = ConfigurationFactory.ParseString("x { include \"outer\" }", _ => Parser.Parse("y { include \"inner\" }", Inner));
        Assert.Equal("inner", config.GetString("x.y.name"));
        Assert.Equal("inner", config.GetString("x.y.copy"));
        Assert.Equal(1, new Config(Parser.Parse("a.b = 1", null)).GetInt("a.b"));
        Assert.Throws<FormatException>(() => Parser.Parse("a = ${nowhere}", null));
    }

    [Fact]
    public void ParseString_IncludeCallback_IsAskedForTheDocument()
    {
        var asked = new List<string>();
        var config = ConfigurationFactory.ParseString("x { include \"other\"\na = ${x.b} }", name =>
        {
            asked.Add(name);
            return new HoconRoot(ConfigurationFactory.ParseString("b = 2").Root);
        });

        Assert.Equal(["other"], asked);
        Assert.Equal((2, 2), (config.GetInt("x.a"), config.GetInt("x.b")));
    }

    [Fact]
    public void Root_Tree_CanBeWalked()
    {
        var root = ConfigurationFactory.ParseString("akka { actor { provider = local, list = [a, b], none {} } }").Root;
        var actor = root.GetChildObject("akka")!.GetChildObject("actor")!;

        Assert.Equal((true, false, false), (actor.IsObject(), actor.IsArray(), actor.IsString()));
        Assert.Equal(["provider", "list", "none"], actor.GetObject()!.Items.Keys);
        Assert.Null(actor.GetObject()!.GetKey("missing"));
        Assert.Null(actor.GetChildObject("missing"));
        Assert.True(actor.GetChildObject("none")!.IsEmpty);
        Assert.Equal((false, true, false), (actor.GetChildObject("list")!.IsObject(), actor.GetChildObject("list")!.IsArray(), actor.GetChildObject("list")!.IsString()));
        Assert.Equal(["a", "b"], actor.GetChildObject("list")!.GetStringList());
        Assert.Equal("b", actor.GetChildObject("list")!.GetArray()[1].GetString());
        Assert.Null(actor.GetChildObject("list")!.GetString());
        Assert.Null(actor.GetChildObject("list")!.GetObject());
        Assert.True(actor.GetObject()!.GetKey("provider")!.IsString());
        Assert.Empty(actor.GetObject()!.GetKey("provider")!.GetArray());
        Assert.Null(actor.GetObject()!.GetKey("provider")!.GetObject());
        Assert.Equal("local", actor.ToConfig().GetString("provider"));
        Assert.Equal("local", actor.AtKey("x").GetString("x.provider"));
    }

    [Fact]
    public void ToString_PlainConfiguration_ParsesBack()
    {
        var config = ConfigurationFactory.ParseString("a { b = 1, c = \"x y\", d = [1, 2], e = true }\nf = word");

        Assert.Equal(Tree(config.Root), Tree(ConfigurationFactory.ParseString(config.ToString()).Root));
    }

    [Fact]
    public void FromObject_Properties_AreKeys()
    {
        var config = ConfigurationFactory.FromObject(new { akka = new { loglevel = "DEBUG", ports = new[] { 1, 2 }, on = true, share = 0.5, text = "a.b:c d" } });

        Assert.Equal("{akka:{loglevel:DEBUG,ports:[1,2],on:true,share:0.5,text:a.b:c d}}", Tree(config.Root), ignoreCase: true);
    }

    [Fact]
    public void Default_ReferenceConfiguration_HasTheLibrarysKeys()
    {
        var config = ConfigurationFactory.Default();

        Assert.Equal(30, config.GetInt("akka.actor.default-dispatcher.throughput"));
        Assert.Equal("INFO", config.GetString("akka.loglevel"));
        Assert.Equal(TimeSpan.FromSeconds(10), config.GetTimeSpan("akka.coordinated-shutdown.phases.actor-system-terminate.timeout"));
    }

    private static string Tree(HoconValue value) => value switch
    {
        _ when value.IsObject() => $"{{{string.Join(",", value.GetObject()!.Items.Select(item => $"{item.Key}:{Tree(item.Value)}"))}}}",
        _ when value.IsArray() => $"[{string.Join(",", value.GetArray().Select(Tree))}]",
        _ => value.GetString() ?? "null",
    };
}
