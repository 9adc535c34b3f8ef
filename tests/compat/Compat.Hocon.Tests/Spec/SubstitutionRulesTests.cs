using Hocon;

namespace Compat.Hocon.Tests.Spec;

/// <summary>Sections "Substitutions", "Self-Referential Substitutions" and "The += field separator" of the HOCON specification.</summary>
public sealed class SubstitutionRulesTests
{
    [Theory]
    [InlineData("a = ${b}, b = 1", """{"a":1,"b":1}""")]
    [InlineData("b = 1, a = ${b}, b = 2", """{"b":2,"a":2}""")]
    [InlineData("a { b { c = 1 } }, d = ${a.b.c}, e = ${a.b}", """{"a":{"b":{"c":1}},"d":1,"e":{"c":1}}""")]
    [InlineData("a = \"${b}\", b = 1", """{"a":"${b}","b":1}""")]
    [InlineData("b = null, a = ${b}", """{"b":null,"a":null}""")]
    [InlineData("b = null, a = x${b}", """{"b":null,"a":"xnull"}""")]
    [InlineData("b = true, a = ${b}, c = ${b}x", """{"b":true,"a":true,"c":"truex"}""")]
    [InlineData("b = 5, a = \"${b} is \"${b}\" or \" ${b}", """{"b":5,"a":"${b} is 5 or  5"}""")]
    [InlineData("b = [1, 2], a = [0] ${b} [3], c = ${b} ${b}", """{"b":[1,2],"a":[0,1,2,3],"c":[1,2,1,2]}""")]
    [InlineData("d { cluster-size = 6 }, east = ${d} { name = east }", """{"d":{"cluster-size":6},"east":{"cluster-size":6,"name":"east"}}""")]
    [InlineData("d { n = 1 }, east = ${d}, east = { n = 2 }", """{"d":{"n":1},"east":{"n":2}}""")]
    [InlineData("d { n = 1 }, east { n = 2 }, east = ${d}", """{"d":{"n":1},"east":{"n":1}}""")]
    [InlineData("b { 1 = y, 0 = x }, a = [w] ${b}", """{"b":{"1":"y","0":"x"},"a":["w","x","y"]}""")]
    [InlineData("\"x.y\" = 1, a = ${\"x.y\"}", """{"x.y":1,"a":1}""")]
    [InlineData("a = [${b}, { c = ${b} }], b = 1", """{"a":[1,{"c":1}],"b":1}""")]
    public void Substitution_Path_IsLookedUpInTheFinishedDocument(string text, string json) => Assert.Equal(json, Json.Of(text));

    [Theory]
    [InlineData("a = ${?no}", "{}")]
    [InlineData("a = 1, a = ${?no}", """{"a":1}""")]
    [InlineData("a { b = 1 }, a = ${?no}", """{"a":{"b":1}}""")]
    [InlineData("a = [1, ${?no}, 2]", """{"a":[1,2]}""")]
    [InlineData("a = [${?no}]", """{"a":[]}""")]
    [InlineData("a = ${?no}x", """{"a":"x"}""")]
    [InlineData("a = x${?no}y", """{"a":"xy"}""")]
    [InlineData("a = ${?no}${?nor}", "{}")]
    [InlineData("a = ${?no} [1]", """{"a":[1]}""")]
    [InlineData("a = ${?no} { b = 1 }", """{"a":{"b":1}}""")]
    [InlineData("a.b = ${?no}", """{"a":{}}""")]
    public void Substitution_OptionalWithoutValue_Vanishes(string text, string json) => Assert.Equal(json, Json.Of(text));

    [Theory]
    [InlineData("a = ${no}")]
    [InlineData("a = [${no}]")]
    [InlineData("a = x${no}")]
    [InlineData("b = 1, a = ${b.c}")]
    [InlineData("b = [1], a = ${b.0}")]
    public void Substitution_RequiredWithoutValue_IsRefused(string text) =>
        Assert.Contains("doesn't exist", Assert.Throws<HoconParserException>(() => Json.Of(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("a = ${}")]
    [InlineData("a = ${?}")]
    [InlineData("a = $ {b}")]
    [InlineData("a = ${b")]
    [InlineData("a = ${b,c}")]
    [InlineData("a = ${b c")]
    [InlineData("a = ${${b}}")]
    public void Substitution_Malformed_IsRefused(string text) => Assert.Throws<HoconParserException>(() => Json.Of(text));

    [Theory]
    [InlineData("path = a, path = ${path}\":b\"", """{"path":"a:b"}""")]
    [InlineData("path = [a], path = ${path} [b]", """{"path":["a","b"]}""")]
    [InlineData("a = ${?a}foo", """{"a":"foo"}""")]
    [InlineData("foo { a { c = 1 } }, foo = ${foo.a}, foo { a = 2 }", """{"foo":{"a":2,"c":1}}""")]
    [InlineData("bar { foo = 42, baz = ${bar.foo} }", """{"bar":{"foo":42,"baz":42}}""")]
    [InlineData("bar { foo = 42, baz = ${bar.foo} }, bar { foo = 43 }", """{"bar":{"foo":43,"baz":43}}""")]
    [InlineData("bar = { foo = 42, baz = ${bar.foo} } { foo = 43 }", """{"bar":{"foo":43,"baz":43}}""")]
    [InlineData("bar { a = ${foo.d}, b = 1 }, bar.b = 3, foo { c = ${bar.b}, d = 2 }, foo.d = 4", """{"bar":{"a":4,"b":3},"foo":{"c":3,"d":4}}""")]
    [InlineData("a = ${?a}foo, a = ${?a}bar", """{"a":"foobar"}""")]
    [InlineData("a = 1, a = ${a}, a = ${a}", """{"a":1}""")]
    [InlineData("a { b = 5 }, a { c = ${a.b} }", """{"a":{"b":5,"c":5}}""")]
    [InlineData("a = { b = ${c} }, c = 5, a = ${a} { d = 6 }", """{"a":{"b":5,"d":6},"c":5}""")]
    [InlineData("a = ${b}, b = 1, a = 2", """{"a":2,"b":1}""")]
    [InlineData("a = ${b}, b = ${a}, a = 42", """{"a":42,"b":42}""")]
    public void SelfReference_EarlierValue_IsLookedBackTo(string text, string json) => Assert.Equal(json, Json.Of(text));

    [Theory]
    [InlineData("a = ${a}")]
    [InlineData("a = ${a}foo")]
    [InlineData("a = ${b}, b = ${a}")]
    [InlineData("a = ${b}, b = ${c}, c = ${a}")]
    [InlineData("bar = ${foo}, foo = ${bar}")]
    [InlineData("a { b = ${a} }")]
    public void SelfReference_WithoutEarlierValue_IsACycle(string text) =>
        Assert.Contains("cycle", Assert.Throws<HoconParserException>(() => Json.Of(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("a += 1", """{"a":[1]}""")]
    [InlineData("a = [1], a += 2, a += [3]", """{"a":[1,2,[3]]}""")]
    [InlineData("a.b += x, a { b += y }", """{"a":{"b":["x","y"]}}""")]
    [InlineData("a += { b = 1 }\na += { b = 2 }", """{"a":[{"b":1},{"b":2}]}""")]
    [InlineData("b = [1], a = ${b}, a += 2", """{"b":[1],"a":[1,2]}""")]
    [InlineData("b = 2, a = [1], a += ${b}", """{"b":2,"a":[1,2]}""")]
    [InlineData("a = [1], a += 2, a = [3]", """{"a":[3]}""")]
    [InlineData("a = ${?no}, a += 1", """{"a":[1]}""")]
    public void PlusEquals_Value_IsAppended(string text, string json) => Assert.Equal(json, Json.Of(text));

    [Theory]
    [InlineData("a = 1, a += 2")]
    [InlineData("a = x, a += y")]
    [InlineData("a { b = 1 }, a += 2")]
    public void PlusEquals_BelowNoArray_IsRefused(string text) =>
        Assert.Contains("expected an array", Assert.Throws<HoconParserException>(() => Json.Of(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Environment_Variable_StandsInForAMissingKey()
    {
        string name = "HOCON_SPEC_" + Guid.NewGuid().ToString("N");
        Environment.SetEnvironmentVariable(name, "7");
        try
        {
            Assert.Equal("""{"a":7,"b":"x7"}""", Json.Of($"a = ${{{name}}}, b = x${{?{name}}}"));
            Assert.Equal($$"""{"{{name}}":null,"a":null}""", Json.Of($"{name} = null, a = ${{{name}}}"));
            Assert.Equal("""{"a":{"b":7}}""", Json.Of($"a {{ b = 1, b = ${{?{name}}} }}"));
        }
        finally
        {
            Environment.SetEnvironmentVariable(name, null);
        }
    }
}
