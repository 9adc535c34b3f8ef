using Hocon;

namespace Compat.Hocon.Tests;

public sealed class ParseErrorTests
{
    [Theory]
    [InlineData("a = http://x", 1, 9)]
    [InlineData("a = ", 1, 5)]
    [InlineData("a", 1, 2)]
    [InlineData("a = 1\nb = {", 2, 6)]
    [InlineData("a = 1\n  b = [1, 2", 2, 12)]
    [InlineData("a = [1,,2]", 1, 8)]
    [InlineData("a = 1,,b = 2", 1, 7)]
    [InlineData(",a = 1", 1, 1)]
    [InlineData("a = 1 }", 1, 7)]
    [InlineData("{ a = 1 } b = 2", 1, 11)]
    [InlineData("a = \"open\nb = 1", 1, 5)]
    [InlineData("a = \"\"\"open\nb = 1", 1, 5)]
    [InlineData("a = \"\\x\"", 1, 7)]
    [InlineData("a = \"\\u12g4\"", 1, 10)]
    [InlineData("a..b = 1", 1, 3)]
    [InlineData(".a = 1", 1, 1)]
    [InlineData("a. = 1", 1, 4)]
    [InlineData("a = ${b", 1, 8)]
    [InlineData("a = ${b}\nb = ${c}", 2, 5)]
    [InlineData("a = $b", 1, 5)]
    [InlineData("a = b@c", 1, 6)]
    [InlineData("[1, 2]", 1, 1)]
    [InlineData("a = [1] {b = 1}", 1, 5)]
    [InlineData("a = {b = 1} text", 1, 5)]
    [InlineData("a = x\na += 1", 2, 3)]
    [InlineData("include foo", 1, 9)]
    [InlineData("include file(\"x\"", 1, 17)]
    public void ParseString_Malformed_NamesThePlace(string text, int line, int column)
    {
        var error = Assert.Throws<HoconParserException>(() => HoconConfigurationFactory.ParseString(text));

        Assert.Equal((line, column), (error.LineNumber, error.LinePosition));
        Assert.StartsWith($"line {line}, column {column}: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ParseString_Malformed_SaysWhatWasExpectedAndFound()
    {
        var error = Assert.Throws<HoconParserException>(() => HoconConfigurationFactory.ParseString("search { seed 5 }"));

        Assert.Equal("line 1, column 17: expected '=', ':', '+=' or '{' after the key 'seed 5', found '}'.", error.Message);
    }

    [Fact]
    public void ParseString_NestedTooDeep_IsRefused()
    {
        string[] texts =
        [
            "a = " + new string('[', 100_000),
            string.Concat(Enumerable.Repeat("a {", 100_000)),
            string.Join('.', Enumerable.Repeat("a", 100_000)) + " = 1",
            string.Concat(Enumerable.Repeat("a = [{", 100_000)),
        ];

        foreach (string text in texts) Assert.Throws<HoconParserException>(() => HoconConfigurationFactory.ParseString(text));
    }

    [Fact]
    public void ParseString_TextThatExplodes_IsRefused()
    {
        string Doubling(string first, string use) => first + string.Concat(Enumerable.Range(1, 60).Select(i => $"\na{i} = {string.Format(use, i - 1)}"));
        string[] texts =
        [
            Doubling("a0 = xxxxxxxxxx", "${{a{0}}}${{a{0}}}"),
            Doubling("a0 = [1]", "[${{a{0}}}, ${{a{0}}}]"),
            Doubling("a0 = [1]", "${{a{0}}} ${{a{0}}}"),
            Doubling("a0 { x = 1 }", "{{ l = ${{a{0}}}, r = ${{a{0}}} }}"),
        ];

        foreach (string text in texts) Assert.Throws<HoconParserException>(() => HoconConfigurationFactory.ParseString(text));
    }

    [Fact]
    public void ParseString_LongChainOfSubstitutions_IsRefused() =>
        Assert.Throws<HoconParserException>(() => HoconConfigurationFactory.ParseString(string.Concat(Enumerable.Range(0, 100_000).Select(i => $"a{i} = ${{a{i + 1}}}\n")) + "a100000 = 1"));

    [Fact]
    public void ParseString_ManyAppends_AreRead()
    {
        string text = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"a += {i}\n"));

        Assert.Equal(Enumerable.Range(0, 20_000), HoconConfigurationFactory.ParseString(text).GetIntList("a"));
    }

    [Fact]
    public void ParseString_TooLongText_IsRefused() =>
        Assert.Throws<HoconParserException>(() => HoconConfigurationFactory.ParseString("a = " + new string('x', 20_000_000)));
}
