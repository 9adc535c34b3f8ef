using Hocon;

namespace Compat.Hocon.Tests;

/// <summary>Examples of the HOCON specification, and what follows from its rules.</summary>
public sealed class SubstitutionTests
{
    [Theory]
    [InlineData("b = 1, a = ${b}", "1")]
    [InlineData("a = ${b}, b = 1", "1")]
    [InlineData("a = ${b}, b = 1, b = 2", "2")]
    [InlineData("b { c = x }, a = pre ${b.c} post", "pre x post")]
    [InlineData("\"b.c\" = x, a = ${\"b.c\"}", "x")]
    [InlineData("b = x, a = ${b}${b}", "xx")]
    [InlineData("b = x, a = \"${b}\"", "${b}")]
    [InlineData("a = 1, a = ${?missing.key}", "1")]
    [InlineData("a = ${?missing.key}foo", "foo")]
    [InlineData("a = ${?a}foo", "foo")]
    [InlineData("a = \"x:y\", a = ${a}\":z\"", "x:y:z")]
    [InlineData("a = x, a = ${a}y, a = ${a}z", "xyz")]
    [InlineData("a = ${missing.key}, a = 42", "42")]
    [InlineData("a = ${a}, a = 42", "42")]
    [InlineData("b = ${?c}, c = ${?b}, a = x${?b}", "x")]
    [InlineData("b { foo = 42, baz = ${b.foo} }, b.foo = 43, a = ${b.baz}", "43")]
    [InlineData("b = null, a = ${b}", null)]
    public void ParseString_Substitution_HasTheReferredValue(string text, string? expected) =>
        Assert.Equal(expected, HoconConfigurationFactory.ParseString(text).GetString("a"));

    [Theory]
    [InlineData("bar { foo = 42, baz = ${bar.foo} }", "bar { foo = 42, baz = 42 }")]
    [InlineData("bar { foo = 42, baz = ${bar.foo} }\nbar { foo = 43 }", "bar { foo = 43, baz = 43 }")]
    [InlineData("bar { a = ${foo.d}, b = 1 }\nbar.b = 3\nfoo { c = ${bar.b}, d = 2 }\nfoo.d = 4", "bar { a = 4, b = 3 }, foo { c = 3, d = 4 }")]
    [InlineData("foo { a { c = 1 } }\nfoo = ${foo.a}\nfoo { a = 2 }", "foo { a = 2, c = 1 }")]
    [InlineData("a = [1], a = ${a} [2]", "a = [1, 2]")]
    [InlineData("a = ${?x}, b = [${?x}, 1], c = ${?x}${?y}", "b = [1]")]
    [InlineData("a { x = 1, y { z = 1 } }, b = ${a}, b { y { w = 2 } }", "a { x = 1, y { z = 1 } }, b { x = 1, y { z = 1, w = 2 } }")]
    [InlineData("a = ${b} ${c}, b { x = 1, y = 1 }, c { y = 2 }", "a { x = 1, y = 2 }, b { x = 1, y = 1 }, c { y = 2 }")]
    [InlineData("a { b { c = 1 } }, a = ${x}, x { b { d = 2 } }, e = ${a.b}", "a { b { c = 1, d = 2 } }, x { b { d = 2 } }, e { c = 1, d = 2 }")]
    [InlineData("a = 1, b = 2, a = ${b}, b = ${a}", "a = 1, b = 1", "a = 2, b = 2", "a = 2, b = 1")]
    [InlineData("a = x, b = ${a}\"!\", a = ${b}\"?\"", "a = \"x!?\", b = \"x!?!\"")]
    [InlineData("a { b = ${?a} }", "a {}")]
    public void ParseString_Substitution_GivesTheSameTreeAs(string text, params string[] oneOf) =>
        Assert.Contains(HoconConfigurationFactory.ParseString(text), oneOf.Select(HoconConfigurationFactory.ParseString), SameTree.Comparer);

    [Theory]
    [InlineData("a = ${a}")]
    [InlineData("a = ${b}, b = ${a}")]
    [InlineData("a = ${b}, b = ${c}, c = ${a}")]
    [InlineData("a { b = ${c} }, c = ${a.b}")]
    [InlineData("a { b = ${a} }")]
    [InlineData("a { b = ${c} }, c = ${a}")]
    [InlineData("a = [${a}]")]
    public void ParseString_Cycle_IsRefused(string text)
    {
        var error = Assert.Throws<HoconParserException>(() => HoconConfigurationFactory.ParseString(text));

        Assert.Contains("cycle", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, error.LineNumber);
    }

    [Fact]
    public void ParseString_MissingKey_NamesItAndItsPlace()
    {
        var error = Assert.Throws<HoconParserException>(() => HoconConfigurationFactory.ParseString("x = 1\na = ${no.such.key}"));

        Assert.StartsWith("line 2, column 5: ${no.such.key} refers to a key that doesn't exist", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ParseString_MissingKey_FallsBackToTheEnvironment()
    {
        string variable = "EDGENAS_TEST_" + Guid.NewGuid().ToString("N");
        Environment.SetEnvironmentVariable(variable, "17");
        try
        {
            var config = HoconConfigurationFactory.ParseString($"a = ${{{variable}}}, b = ${{?{variable}}}, c {{ {variable} = 3 }}, {variable}x = 4, d = 1, d = ${{?{variable}_NOT}}");

            Assert.Equal([17, 17, 1], new[] { "a", "b", "d" }.Select(path => config.GetInt(path)));
            Assert.Equal(5, HoconConfigurationFactory.ParseString($"{variable} = 5, a = ${{{variable}}}").GetInt("a"));
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, null);
        }
    }
}
