using Hocon;

namespace Compat.Hocon.Tests;

public sealed class ParsingTests
{
    [Theory]
    [InlineData("a = 1", "1")]
    [InlineData("a : 1", "1")]
    [InlineData("{a : 1}", "1")]
    [InlineData("{\"a\" : 1, }", "1")]
    [InlineData("\ufeffa = 1", "1")]
    [InlineData("a=1,b=2", "1")]
    [InlineData("a\n=\n1", "1")]
    [InlineData("a = x # comment", "x")]
    [InlineData("a = x // comment", "x")]
    [InlineData("# first\na = x", "x")]
    [InlineData("a =   several words  here  ", "several words  here")]
    [InlineData("a = \u00a0x\u00a0", "x")]
    [InlineData("a = one/two", "one/two")]
    [InlineData("a = \"quoted # not a comment\"", "quoted # not a comment")]
    [InlineData("a = \"tab\\tnew\\nquote\\\"slash\\/\\\\\\u00e9\"", "tab\tnew\nquote\"slash/\\é")]
    [InlineData("a = \"two\" \"strings\"", "two strings")]
    [InlineData("a = 10 \"mixed\"true", "10 mixedtrue")]
    [InlineData("a = \"\"\"several\n \\n \"lines\" \"\"\"", "several\n \\n \"lines\" ")]
    [InlineData("a = \"\"\"\"quoted\"\"\"\"", "\"quoted\"")]
    [InlineData("a = 1e+5", "1e+5")]
    [InlineData("a = 1.5E-3", "1.5E-3")]
    [InlineData("a = null", null)]
    [InlineData("a = 1\na = 2", "2")]
    public void ParseString_SimpleValue_HasItsText(string text, string? expected) =>
        Assert.Equal(expected, HoconConfigurationFactory.ParseString(text).GetString("a"));

    [Theory]
    [InlineData("a.b.c = 1", "a.b.c")]
    [InlineData("a { b { c = 1 } }", "a.b.c")]
    [InlineData("a.\"b.c\" = 1", "a.\"b.c\"")]
    [InlineData("\"\" = 1", "\"\"")]
    [InlineData("3.14 = 1", "3.14")]
    [InlineData("true = 1", "true")]
    [InlineData("words of a key = 1", "words of a key")]
    [InlineData("/user/worker = 1", "/user/worker")]
    [InlineData("\"/user/*\".router = 1", "\"/user/*\".router")]
    [InlineData("include = 1", "include")]
    [InlineData("include.x = 1", "include.x")]
    [InlineData("included = 1", "included")]
    [InlineData("\"a\"\"b\" = 1", "ab")]
    public void ParseString_Key_IsFoundByPath(string text, string path) => Assert.Equal(1, HoconConfigurationFactory.ParseString(text).GetInt(path));

    [Fact]
    public void ParseString_EmptyText_IsEmpty()
    {
        Assert.True(HoconConfigurationFactory.ParseString("").IsEmpty);
        Assert.True(HoconConfigurationFactory.ParseString(" # nothing\n").IsEmpty);
        Assert.True(HoconConfigurationFactory.ParseString("{}").IsEmpty);
    }

    [Fact]
    public void ParseString_ObjectsOfOneKey_AreMerged()
    {
        var config = HoconConfigurationFactory.ParseString("a { x = 1, y = 1 }\na { y = 2, z.w = 3 }\na.z.v = 4");

        Assert.Equal([1, 2, 3, 4], new[] { "a.x", "a.y", "a.z.w", "a.z.v" }.Select(path => config.GetInt(path)));
    }

    [Fact]
    public void ParseString_ObjectAfterOtherValue_Replaces()
    {
        var config = HoconConfigurationFactory.ParseString("a { x = 1 }\na = 5\na { y = 2 }");

        Assert.Equal(["y"], config.GetObject("a").Keys);
    }

    [Theory]
    [InlineData("a = [1, 2, 3]")]
    [InlineData("a = [1, 2, 3,]")]
    [InlineData("a = [\n 1 # one\n 2 // two\n 3\n]")]
    [InlineData("a = [1] [2, 3]")]
    [InlineData("a = [1]\na += 2\na += 3")]
    [InlineData("a += 1\na += 2\na += 3")]
    [InlineData("a { \"0\" = 1, 2 = 3, 1 = 2 }")]
    [InlineData("b = [2]\na = [1] ${b} [3]")]
    [InlineData("a = [1] { 0 = 2, 5 = 3 }")]
    public void ParseString_Array_HasItsItems(string text) => Assert.Equal([1, 2, 3], HoconConfigurationFactory.ParseString(text).GetIntList("a"));

    [Fact]
    public void ParseString_ObjectsBesideOneAnother_AreMerged()
    {
        var config = HoconConfigurationFactory.ParseString("base { x = 1, y = 1 }\na = ${base} { y = 2 }");

        Assert.Equal(1, config.GetInt("a.x"));
        Assert.Equal(2, config.GetInt("a.y"));
    }

    [Fact]
    public void ParseString_AppendOfArray_AddsOneItem() =>
        Assert.Equal([1, 2], HoconConfigurationFactory.ParseString("a += [1, 2]").GetValue("a").GetArray().Single().GetIntList());

    [Theory]
    [InlineData("1", HoconType.Number, HoconLiteralType.Long)]
    [InlineData("-1.5e3", HoconType.Number, HoconLiteralType.Double)]
    [InlineData("0x1F", HoconType.Number, HoconLiteralType.Hex)]
    [InlineData("017", HoconType.Number, HoconLiteralType.Octal)]
    [InlineData("true", HoconType.Boolean, HoconLiteralType.Bool)]
    [InlineData("null", HoconType.Empty, HoconLiteralType.Null)]
    [InlineData("word", HoconType.String, HoconLiteralType.UnquotedString)]
    [InlineData("\"1\"", HoconType.String, HoconLiteralType.QuotedString)]
    [InlineData("\"\"\"1\"\"\"", HoconType.String, HoconLiteralType.TripleQuotedString)]
    [InlineData("1 2", HoconType.String, HoconLiteralType.UnquotedString)]
    public void ParseString_Literal_KnowsItsType(string value, HoconType type, HoconLiteralType literalType)
    {
        var node = HoconConfigurationFactory.ParseString("a = " + value).GetNode("a");

        Assert.Equal(type, node.Type);
        Assert.Equal(literalType, Assert.IsAssignableFrom<HoconLiteral>(node.Single()).LiteralType);
    }
}
