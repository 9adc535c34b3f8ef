using EdgeNas.Hosting.Settings;

namespace EdgeNas.Hosting.Tests.Settings;

public sealed class HoconKeyLinesTests
{
    private const string Text = """"
        # comment with key = 1
        a = 1 // more
        b { c : "x } y", d = 2
          e.f += 3
        }
        "quoted.key" = ${a}
        list = [ 1, { in = 1 }
          { in = 2, deep { x = 1 } } ]
        text = """
        a = 5
        """
        include "other.conf"
        a = 6, last = 7
        """";

    [Theory]
    [InlineData("a", 13)]
    [InlineData("b", 3)]
    [InlineData("b.c", 3)]
    [InlineData("b.d", 3)]
    [InlineData("b.e.f", 4)]
    [InlineData("quoted.key", 6)]
    [InlineData("list[1].in", 7)]
    [InlineData("list[2].in", 8)]
    [InlineData("list[2].deep.x", 8)]
    [InlineData("text", 9)]
    [InlineData("last", 13)]
    [InlineData("b.unknown", 3)]
    [InlineData("unknown", null)]
    public void Find_Key_GivesItsLastLine(string key, int? line) => Assert.Equal(line, new HoconKeyLines(Text).Find(key));

    [Theory]
    [InlineData("")]
    [InlineData("}}}")]
    [InlineData("a = [ { b = \"")]
    [InlineData("a = ${")]
    [InlineData("\"\"\"")]
    [InlineData("] a = 1")]
    [InlineData("a { b = ] }")]
    public void New_WhatIsNoHocon_Ends(string text) => Assert.Null(new HoconKeyLines(text).Find("zzz"));
}
