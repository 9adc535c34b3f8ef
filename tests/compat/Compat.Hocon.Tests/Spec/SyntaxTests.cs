using Hocon;

namespace Compat.Hocon.Tests.Spec;

/// <summary>Sections "Comments", "Omit root braces", "Key-value separator", "Commas", "Whitespace" and "Multi-line strings" of the HOCON specification.</summary>
public sealed class SyntaxTests
{
    [Theory]
    [InlineData("# only a comment", "{}")]
    [InlineData("// only a comment", "{}")]
    [InlineData("a = 1 # rest\nb = 2 // rest", """{"a":1,"b":2}""")]
    [InlineData("a # before\n= # between\n1 # after", """{"a":1}""")]
    [InlineData("a = [ # before\n1, // between\n2 # after\n]", """{"a":[1,2]}""")]
    [InlineData("a = x#no blank", """{"a":"x"}""")]
    [InlineData("a = x//no blank", """{"a":"x"}""")]
    [InlineData("a = \"# // no comment\", \"#b\" = x/y", """{"a":"# // no comment","#b":"x/y"}""")]
    [InlineData("a = \"\"\"# no\n// comment\"\"\"", "{\"a\":\"# no\\n// comment\"}")]
    public void Comment_AnyPlace_IsLeftOut(string text, string json) => Assert.Equal(json, Json.Of(text));

    [Theory]
    [InlineData("", "{}")]
    [InlineData("{}", "{}")]
    [InlineData(" \n { \n } \n ", "{}")]
    [InlineData("{ a : 1 } # end", """{"a":1}""")]
    [InlineData("a : 1, b { c : 2 }", """{"a":1,"b":{"c":2}}""")]
    public void RootBraces_PresentOrNot_AreTheSame(string text, string json) => Assert.Equal(json, Json.Of(text));

    [Theory]
    [InlineData("a : 1 }")]
    [InlineData("{ a : 1")]
    [InlineData("{ a : 1 } }")]
    [InlineData("{ a : 1 }, b : 2")]
    [InlineData("[1]")]
    [InlineData("\"text\"")]
    public void RootBraces_Unbalanced_AreRefused(string text) => Refused(text);

    [Theory]
    [InlineData("a=1,b:2,c{d=3},e  {f:4},\"g\"{},h = { },i:{}", """{"a":1,"b":2,"c":{"d":3},"e":{"f":4},"g":{},"h":{},"i":{}}""")]
    [InlineData("a\n{ b = 1 }", """{"a":{"b":1}}""")]
    [InlineData("a =\n\n  1", """{"a":1}""")]
    public void Separator_EachKind_IsRead(string text, string json) => Assert.Equal(json, Json.Of(text));

    [Theory]
    [InlineData("a 1")]
    [InlineData("a [1]")]
    [InlineData("a \"x\"")]
    [InlineData("a == 1")]
    [InlineData("a : = 1")]
    [InlineData("a + = 1")]
    public void Separator_MissingOrDouble_IsRefused(string text) => Refused(text);

    [Theory]
    [InlineData("[1,2,3,]", "[1,2,3]")]
    [InlineData("[1,2,3]", "[1,2,3]")]
    [InlineData("[1\n2\n3]", "[1,2,3]")]
    [InlineData("[1,\n2,\n3\n,\n]", "[1,2,3]")]
    [InlineData("[1\n\n\n2 ,\n\n 3]", "[1,2,3]")]
    [InlineData("[]", "[]")]
    [InlineData("[\n]", "[]")]
    public void Commas_InArrays_MayBeNewLinesOrTrail(string array, string json) => Assert.Equal($$"""{"a":{{json}}}""", Json.Of("a = " + array));

    [Theory]
    [InlineData("[1,2,3,,]")]
    [InlineData("[,1,2,3]")]
    [InlineData("[1,,2,3]")]
    [InlineData("[,]")]
    public void Commas_InArraysWithoutItem_AreRefused(string array) => Refused("a = " + array);

    [Theory]
    [InlineData("{ x = 1, y = 2, }")]
    [InlineData("{ x = 1\ny = 2 }")]
    [InlineData("{ x = 1\n\n,\n\ny = 2\n,\n}")]
    public void Commas_InObjects_MayBeNewLinesOrTrail(string text) => Assert.Equal("""{"a":{"x":1,"y":2}}""", Json.Of("a = " + text));

    [Theory]
    [InlineData("{ x = 1,, y = 2 }")]
    [InlineData("{ , x = 1 }")]
    [InlineData("{ x = 1,, }")]
    [InlineData("{ x { } y = 1 }")]
    [InlineData("{ \"x\" : 1 \"y\" : 2 }")]
    public void Commas_InObjectsWithoutField_AreRefused(string text) => Refused("a = " + text);

    [Theory]
    [InlineData(' ')]
    [InlineData('\t')]
    [InlineData('\v')]
    [InlineData('\f')]
    [InlineData('\r')]
    [InlineData('\u001c')]
    [InlineData('\u001f')]
    [InlineData('\u00a0')]
    [InlineData('\u2003')]
    [InlineData('\u2007')]
    [InlineData('\u2028')]
    [InlineData('\u2029')]
    [InlineData('\u202f')]
    [InlineData('\u3000')]
    [InlineData('\ufeff')]
    public void WhiteSpace_EachCharacter_SurroundsTokensAndEndsNothing(char blank)
    {
        string text = "_a_=_x_,_b_:_[_1_,_2_]_,_c_{_d_=_x_}_".Replace('_', blank);

        Assert.Equal("""{"a":"x","b":[1,2],"c":{"d":"x"}}""", Json.Of(text));
        Assert.Equal($"x{blank}y", HoconConfigurationFactory.ParseString($"a = x{blank}y{blank}").GetString("a"));
    }

    [Fact]
    public void NewLine_Only_SeparatesFields()
    {
        Assert.Equal("""{"a":1,"b":2}""", Json.Of("a = 1\r\nb = 2\r\n"));
        Assert.Throws<HoconParserException>(() => Json.Of("a = 1\rb = 2"));
        Assert.Throws<HoconParserException>(() => Json.Of("a = 1\u2028b = 2"));
    }

    [Theory]
    [InlineData("\"\"\"\"\"\"", "")]
    [InlineData("\"\"\"a\nb\"\"\"", "a\nb")]
    [InlineData("\"\"\"\n  a\n\"\"\"", "\n  a\n")]
    [InlineData("\"\"\"foo\"\"\"\"", "foo\"")]
    [InlineData("\"\"\"foo\"\"\"\"\"\"", "foo\"\"\"")]
    [InlineData("\"\"\"\"foo\"\"\"", "\"foo")]
    [InlineData("\"\"\"a\"\"b\"\"\"", "a\"\"b")]
    [InlineData("\"\"\"\\n ${x} \\u0041\"\"\"", "\\n ${x} \\u0041")]
    [InlineData("\"\"\"a\"\"\" b", "a b")]
    public void MultiLineString_Text_IsKeptAsItIs(string text, string expected) =>
        Assert.Equal(expected, HoconConfigurationFactory.ParseString("a = " + text).GetString("a"));

    [Theory]
    [InlineData("\\\" \\\\ \\/ \\b \\f \\n \\r \\t", "\" \\ / \b \f \n \r \t")]
    [InlineData("\\u0041\\u00e9\\u00E9\\ud83d\\ude00", "Aéé😀")]
    [InlineData("héllo 😀", "héllo 😀")]
    public void QuotedString_Escapes_AreThoseOfJson(string text, string expected) =>
        Assert.Equal(expected, HoconConfigurationFactory.ParseString($"a = \"{text}\"").GetString("a"));

    [Theory]
    [InlineData("\"\\a\"")]
    [InlineData("\"\\'\"")]
    [InlineData("\"\\u12\"")]
    [InlineData("\"\\u12G4\"")]
    [InlineData("\"\\")]
    [InlineData("\"open")]
    [InlineData("\"open\nclosed\"")]
    [InlineData("\"\"\"open\"\"")]
    public void QuotedString_Malformed_IsRefused(string text) => Refused("a = " + text);

    private static void Refused(string text)
    {
        var error = Assert.Throws<HoconParserException>(() => Json.Of(text));

        Assert.StartsWith($"line {error.LineNumber}, column {error.LinePosition}: ", error.Message, StringComparison.Ordinal);
    }
}
