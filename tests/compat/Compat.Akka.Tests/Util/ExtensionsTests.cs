using Akka.Util.Internal;

namespace Compat.Akka.Tests.Util;

public sealed class ExtensionsTests
{
    [Fact]
    public void AsInstanceOf_AnotherType_Throws()
    {
        object number = 5;
        Assert.Equal(5, number.AsInstanceOf<int>());
        Assert.Throws<InvalidCastException>(() => number.AsInstanceOf<string>());
    }

    [Fact]
    public void Sequences_AreCutAndJoined()
    {
        int[] numbers = [1, 2, 3];
        Assert.Equal(1, numbers.Head());
        Assert.Equal([2, 3], numbers.Drop(1));
        Assert.Equal([2, 3], numbers.TakeRight(2));
        Assert.Equal("a/b", new[] { "a", "b" }.Join("/"));
        Assert.Equal("\"x\"", "x".BetweenDoubleQuotes());
        Assert.Throws<InvalidOperationException>(() => Array.Empty<int>().Head());
    }

    [Fact]
    public void ForEach_CallsForEach()
    {
        var seen = new List<int>();
        new[] { 1, 2 }.ForEach(seen.Add);
        Assert.Equal([1, 2], seen);
    }

    [Fact]
    public void Dictionaries_AddOrSetAndGetOrElse()
    {
        var numbers = new Dictionary<string, int>();
        numbers.AddOrSet("a", 1);
        numbers.AddOrSet("a", 2);
        Assert.Equal([2, 9], [numbers.GetOrElse("a", 9), numbers.GetOrElse("b", 9)]);
        Assert.Same(numbers, numbers.AddAndReturn("c", 3));
    }

    [Fact]
    public void TimeSpans_HaveAMinimumAndAMaximum()
    {
        var (one, two) = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        Assert.Equal((two, one), (one.Max(two), two.Min(one)));
    }

    [Theory]
    [InlineData("a.b", "a|b")]
    [InlineData("a.\"b.c\".d", "a|b.c|d")]
    [InlineData("a..d.", "a||d")]
    [InlineData("", "")]
    public void SplitDottedPathHonouringQuotes_DotsWithinQuotesStay(string path, string parts) =>
        Assert.Equal(parts, string.Join('|', path.SplitDottedPathHonouringQuotes()));
}
