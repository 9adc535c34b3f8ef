using Hocon;

namespace Compat.Hocon.Tests.Spec;

/// <summary>Section "Includes" of the HOCON specification; what concerns files is with <see cref="IncludeTests"/>.</summary>
public sealed class IncludeRulesTests
{
    private static readonly Dictionary<string, string> Files = new()
    {
        ["foo.conf"] = "x : 10, y : ${x}",
        ["abs.conf"] = "path = ${a.x}, other = ${root}",
        ["array.conf"] = "[1]",
        ["list.conf"] = "l = ${?l} [2]",
        ["plus.conf"] = "l += 2",
        ["outer.conf"] = "in { include \"foo.conf\" }",
        ["loop.conf"] = "include \"loop.conf\"",
    };

    [Theory]
    [InlineData("include \"foo.conf\"", """{"x":10,"y":10}""")]
    [InlineData("{ include \"foo.conf\" }", """{"x":10,"y":10}""")]
    [InlineData("a : { include \"foo.conf\" }", """{"a":{"x":10,"y":10}}""")]
    [InlineData("a : { include \"foo.conf\" }, a : { x : 42 }", """{"a":{"x":42,"y":42}}""")]
    [InlineData("a.b { include \"outer.conf\" }, a.b.in.x = 3", """{"a":{"b":{"in":{"x":3,"y":3}}}}""")]
    [InlineData("x = 1, include \"foo.conf\", z = ${x}", """{"x":10,"y":10,"z":10}""")]
    [InlineData("include \"foo.conf\", x = 1", """{"x":1,"y":1}""")]
    [InlineData("root = 5, a { x = 1, include \"abs.conf\" }", """{"root":5,"a":{"x":1,"path":1,"other":5}}""")]
    [InlineData("l = [1], include \"list.conf\"", """{"l":[1,2]}""")]
    [InlineData("l = [1], include \"plus.conf\"", """{"l":[1,2]}""")]
    [InlineData("a { l = [1], include \"plus.conf\" }", """{"a":{"l":[1,2]}}""")]
    [InlineData("a = 1, include \"missing.conf\", b = 2", """{"a":1,"b":2}""")]
    [InlineData("include   \"foo.conf\" # comment", """{"x":10,"y":10}""")]
    [InlineData("include file( \"foo.conf\" )\ninclude required(url(\"foo.conf\"))", """{"x":10,"y":10}""")]
    [InlineData("a = include \"foo.conf\"", """{"a":{"x":10,"y":10}}""")]
    [InlineData("a { b = include required(file(\"foo.conf\")) }, a.b.x = 1", """{"a":{"b":{"x":1,"y":1}}}""")]
    [InlineData("a = include \"plus.conf\" { x = 1 }", """{"a":{"l":[2],"x":1}}""")]
    [InlineData("a = include \"array.conf\", b = [ include \"array.conf\", 2 ]", """{"a":[1],"b":[[1],2]}""")]
    [InlineData("a = include \"missing.conf\", b = 1", """{"a":{},"b":1}""")]
    public void Include_Document_StandsInForItsFields(string text, string json) => Assert.Equal(json, Json.Of(text, Files));

    [Theory]
    [InlineData("include : 1", """{"include":1}""")]
    [InlineData("include = 1, a { include { b = 2 } }", """{"include":1,"a":{"include":{"b":2}}}""")]
    [InlineData("\"include\" \"foo.conf\" = 1", """{"include foo.conf":1}""")]
    [InlineData("a = include foo.conf", """{"a":"include foo.conf"}""")]
    [InlineData("include = include required file(foo.conf)", """{"include":"include required file(foo.conf)"}""")]
    [InlineData("include file = 1, include a.b { c = 2 }", """{"include file":1,"include a":{"b":{"c":2}}}""")]
    [InlineData("a include = 1, included = 2, include-d.e = 3", """{"a include":1,"included":2,"include-d":{"e":3}}""")]
    public void Include_AsKeyOrValue_IsAWord(string text, string json) => Assert.Equal(json, Json.Of(text, Files));

    [Theory]
    [InlineData("include foo.conf", "quoted name")]
    [InlineData("include \"foo.conf\" bar", "new line")]
    [InlineData("include \"foo\" \".conf\"", "new line")]
    [InlineData("include ${x}", "expected")]
    [InlineData("include file(foo.conf)", "quoted name")]
    [InlineData("include required(\"missing.conf\")", "not found")]
    [InlineData("include \"array.conf\"", "array")]
    [InlineData("include \"loop.conf\"", "includes itself")]
    public void Include_Malformed_SaysWhy(string text, string part) =>
        Assert.Contains(part, Assert.Throws<HoconParserException>(() => Json.Of(text, Files)).Message, StringComparison.Ordinal);

    [Fact]
    public void Include_ErrorInside_NamesTheIncludedDocument()
    {
        var error = Assert.Throws<HoconParserException>(() => Json.Of("include \"bad.conf\"", new() { ["bad.conf"] = "a = 1\nb = }" }));

        Assert.StartsWith("bad.conf: line 2, column 5: expected a value for 'b', found '}'", error.Message, StringComparison.Ordinal);
    }
}
