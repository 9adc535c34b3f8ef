using Hocon;

namespace Compat.Hocon.Tests.Spec;

/// <summary>
/// Sections "Duplicate keys and object merging", "Unquoted strings", "Value concatenation", "Path expressions" and "Paths as keys" of the HOCON specification.
/// </summary>
public sealed class ObjectsAndStringsTests
{
    [Theory]
    [InlineData("a = 1, a = 2", """{"a":2}""")]
    [InlineData("""{ "foo" : { "a" : 42 }, "foo" : { "b" : 43 } }""", """{"foo":{"a":42,"b":43}}""")]
    [InlineData("""{ "foo" : { "a" : 42 }, "foo" : null, "foo" : { "b" : 43 } }""", """{"foo":{"b":43}}""")]
    [InlineData("""{ "foo" : { "a" : 42 }, "foo" : [1], "foo" : { "b" : 43 } }""", """{"foo":{"b":43}}""")]
    [InlineData("foo { a { x = 1, y = 1 }, b = 1 }, foo { a { y = 2 }, c = 2 }", """{"foo":{"a":{"x":1,"y":2},"b":1,"c":2}}""")]
    [InlineData("foo = [1], foo = [2]", """{"foo":[2]}""")]
    [InlineData("foo { a = 1 }, foo {}", """{"foo":{"a":1}}""")]
    [InlineData("foo { a = 1 }, foo = 5", """{"foo":5}""")]
    [InlineData("foo { a = 1 }, foo { a = null }", """{"foo":{"a":null}}""")]
    public void DuplicateKeys_Objects_AreMergedOthersReplaced(string text, string json) => Assert.Equal(json, Json.Of(text));

    [Theory]
    [InlineData("abc-_.;|<>()~%'é/x", "abc-_.;|<>()~%'é/x")]
    [InlineData("truefoo", "truefoo")]
    [InlineData("nullable", "nullable")]
    [InlineData("1foo", "1foo")]
    [InlineData("10.0bar", "10.0bar")]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("-x", "-x")]
    [InlineData("2026-11-25T10", "2026-11-25T10")]
    [InlineData("true", "true")]
    [InlineData("1.50", "1.50")]
    public void UnquotedString_Text_IsItself(string text, string expected) => Assert.Equal(expected, HoconConfigurationFactory.ParseString("a = " + text).GetString("a"));

    [Theory]
    [InlineData('$')]
    [InlineData('}')]
    [InlineData(']')]
    [InlineData(':')]
    [InlineData('=')]
    [InlineData('+')]
    [InlineData('`')]
    [InlineData('^')]
    [InlineData('?')]
    [InlineData('!')]
    [InlineData('@')]
    [InlineData('*')]
    [InlineData('&')]
    [InlineData('\\')]
    public void UnquotedString_ForbiddenCharacter_IsRefused(char c)
    {
        Assert.Throws<HoconParserException>(() => Json.Of($"a = x{c}y"));
        Assert.Throws<HoconParserException>(() => Json.Of($"a = {c}"));
        Assert.Equal($"x{c}y", HoconConfigurationFactory.ParseString(c == '\\' ? "a = \"x\\\\y\"" : $"a = \"x{c}y\"").GetString("a"));
    }

    [Theory]
    [InlineData("foo bar", "\"foo bar\"")]
    [InlineData(" foo   bar\t", "\"foo   bar\"")]
    [InlineData("\" foo \" bar", "\" foo  bar\"")]
    [InlineData("\"a\"\"b\" \"c\"", "\"ab c\"")]
    [InlineData("1 2", "\"1 2\"")]
    [InlineData("true false", "\"true false\"")]
    [InlineData("null null", "\"null null\"")]
    [InlineData("1.0 \"x\" null", "\"1.0 x null\"")]
    [InlineData("\"1\"", "\"1\"")]
    [InlineData("[1, 2] [3, 4]", "[1,2,3,4]")]
    [InlineData("[1][2]", "[1,2]")]
    [InlineData("[] [1] []", "[1]")]
    [InlineData("[1 2, a b]", "[\"1 2\",\"a b\"]")]
    [InlineData("[[1, 2] [3, 4]]", "[[1,2,3,4]]")]
    [InlineData("[[1, 2]\n[3, 4]]", "[[1,2],[3,4]]")]
    [InlineData("[{ x = 1 } { y = 2 }]", """[{"x":1,"y":2}]""")]
    [InlineData("[{ x = 1 }\n{ y = 2 }]", """[{"x":1},{"y":2}]""")]
    [InlineData("{ b : 1 } { c : 2 }", """{"b":1,"c":2}""")]
    [InlineData("{ b { x = 1 } }{ b { y = 2 } }", """{"b":{"x":1,"y":2}}""")]
    [InlineData("{ b : 1, c : 2 } { b : 3 }", """{"b":3,"c":2}""")]
    public void Concatenation_PartsOfOneKind_AreJoined(string value, string json) => Assert.Equal($$"""{"a":{{json}}}""", Json.Of("a = " + value));

    [Theory]
    [InlineData("[1] x")]
    [InlineData("x [1]")]
    [InlineData("{ b = 1 } x")]
    [InlineData("x { b = 1 }")]
    [InlineData("{ b = 1 } [1]")]
    [InlineData("[1] { b = 1 }")]
    [InlineData("[1] null")]
    public void Concatenation_PartsOfDifferentKinds_AreRefused(string value) =>
        Assert.Contains("beside", Assert.Throws<HoconParserException>(() => Json.Of("a = " + value)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("a.b.c : 42", """{"a":{"b":{"c":42}}}""")]
    [InlineData("foo.bar : 42, foo { baz : 43 }", """{"foo":{"bar":42,"baz":43}}""")]
    [InlineData("a.x : 42, a.y : 43", """{"a":{"x":42,"y":43}}""")]
    [InlineData("a b c : 42", """{"a b c":42}""")]
    [InlineData("\"a b c\" : 42", """{"a b c":42}""")]
    [InlineData("true : 42", """{"true":42}""")]
    [InlineData("3 : 42", """{"3":42}""")]
    [InlineData("3.14 : 42", """{"3":{"14":42}}""")]
    [InlineData("10.0foo : 42, foo10.0 : 43", """{"10":{"0foo":42},"foo10":{"0":43}}""")]
    [InlineData("foo\"10.0\" : 42", """{"foo10.0":42}""")]
    [InlineData("1.2.3 : 42", """{"1":{"2":{"3":42}}}""")]
    [InlineData("a.\"b.c\".d : 42", """{"a":{"b.c":{"d":42}}}""")]
    [InlineData("\"\" : 42, a.\"\".b : 43", """{"":42,"a":{"":{"b":43}}}""")]
    [InlineData("\"a\" \"b\" : 42", """{"a b":42}""")]
    [InlineData("a.b { c = 1 }, a { b.d = 2 }", """{"a":{"b":{"c":1,"d":2}}}""")]
    [InlineData("a.b = 1, a.b.c = 2", """{"a":{"b":{"c":2}}}""")]
    [InlineData("null.false = 1", """{"null":{"false":1}}""")]
    public void Key_PathExpression_MakesObjects(string text, string json) => Assert.Equal(json, Json.Of(text));

    [Theory]
    [InlineData("a..b = 1")]
    [InlineData(".a = 1")]
    [InlineData("a. = 1")]
    [InlineData(". = 1")]
    [InlineData("= 1")]
    [InlineData("${a} = 1")]
    [InlineData("a${b} = 1")]
    [InlineData("[a] = 1")]
    [InlineData("a@b = 1")]
    public void Key_NoPathExpression_IsRefused(string text) => Assert.Throws<HoconParserException>(() => Json.Of(text));
}
