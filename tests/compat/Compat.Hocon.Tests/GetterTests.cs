using Hocon;

namespace Compat.Hocon.Tests;

public sealed class GetterTests
{
    [Theory]
    [InlineData("150", 150.0)]
    [InlineData("150ms", 150.0)]
    [InlineData("150 millis", 150.0)]
    [InlineData("\"2 seconds\"", 2_000.0)]
    [InlineData("1s", 1_000.0)]
    [InlineData("1.5s", 1_500.0)]
    [InlineData("2m", 120_000.0)]
    [InlineData("2 minutes", 120_000.0)]
    [InlineData("1h", 3_600_000.0)]
    [InlineData("1d", 86_400_000.0)]
    [InlineData("5us", 0.005)]
    [InlineData("2500ns", 0.0025)]
    [InlineData("0", 0.0)]
    public void GetTimeSpan_Duration_IsRead(string text, double milliseconds) =>
        Assert.Equal(TimeSpan.FromTicks((long)(milliseconds * TimeSpan.TicksPerMillisecond)), HoconConfigurationFactory.ParseString("a = " + text).GetTimeSpan("a"));

    [Theory]
    [InlineData("1 week")]
    [InlineData("-1s")]
    [InlineData("1 S")]
    [InlineData("s")]
    [InlineData("1s 2s")]
    [InlineData("99999999999999999999d")]
    [InlineData("100000000d")]
    [InlineData("null")]
    [InlineData("[1]")]
    public void GetTimeSpan_NoDuration_IsRefused(string text) =>
        Assert.Equal("a", Assert.Throws<HoconValueException>(() => HoconConfigurationFactory.ParseString("a = " + text).GetTimeSpan("a")).FailPath);

    [Fact]
    public void GetTimeSpan_Infinite_IsReadWhereAllowed()
    {
        var config = HoconConfigurationFactory.ParseString("a = infinite");

        Assert.Equal(Timeout.InfiniteTimeSpan, config.GetTimeSpan("a"));
        Assert.Throws<HoconValueException>(() => config.GetTimeSpan("a", allowInfinite: false));
    }

    [Theory]
    [InlineData("512", 512)]
    [InlineData("512b", 512)]
    [InlineData("512 bytes", 512)]
    [InlineData("1kB", 1_000)]
    [InlineData("2 kilobytes", 2_000)]
    [InlineData("1k", 1_024)]
    [InlineData("1K", 1_024)]
    [InlineData("1KiB", 1_024)]
    [InlineData("0.5Ki", 512)]
    [InlineData("3MB", 3_000_000)]
    [InlineData("3m", 3 * 1_048_576)]
    [InlineData("3 MiB", 3 * 1_048_576)]
    [InlineData("1G", 1_073_741_824)]
    [InlineData("1GB", 1_000_000_000)]
    [InlineData("1T", 1_099_511_627_776)]
    [InlineData("7 exbibytes", 8_070_450_532_247_928_832)]
    public void GetByteSize_Size_IsRead(string text, long bytes) => Assert.Equal(bytes, HoconConfigurationFactory.ParseString("a = " + text).GetByteSize("a"));

    [Theory]
    [InlineData("8E")]
    [InlineData("1 QB")]
    [InlineData("-1k")]
    [InlineData("k")]
    public void GetByteSize_NoSize_IsRefused(string text) => Assert.Throws<HoconValueException>(() => HoconConfigurationFactory.ParseString("a = " + text).GetByteSize("a"));

    [Theory]
    [InlineData("12", 12)]
    [InlineData("\"12\"", 12)]
    [InlineData("-12", -12)]
    [InlineData("1e3", 1000)]
    [InlineData("12.0", 12)]
    [InlineData("0xff", 255)]
    [InlineData("010", 8)]
    [InlineData("2147483647", int.MaxValue)]
    public void GetInt_WholeNumber_IsRead(string text, int expected)
    {
        var config = HoconConfigurationFactory.ParseString("a = " + text);

        Assert.Equal(expected, config.GetInt("a"));
        Assert.Equal(expected, config.GetLong("a"));
        Assert.Equal(expected, config.GetDouble("a"));
        Assert.Equal(expected, config.GetDecimal("a"));
    }

    [Theory]
    [InlineData("2147483648")]
    [InlineData("1.5")]
    [InlineData("12x")]
    [InlineData("1e99")]
    [InlineData("true")]
    [InlineData("{}")]
    public void GetInt_NoInt_IsRefused(string text)
    {
        var error = Assert.Throws<HoconValueException>(() => HoconConfigurationFactory.ParseString("a.b = " + text).GetInt("a.b"));

        Assert.StartsWith("'a.b': ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(" where a whole number from -2147483648 to 2147483647 is expected.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("yes", true)]
    [InlineData("\"on\"", true)]
    [InlineData("false", false)]
    [InlineData("no", false)]
    [InlineData("off", false)]
    public void GetBoolean_Word_IsRead(string text, bool expected) => Assert.Equal(expected, HoconConfigurationFactory.ParseString("a = " + text).GetBoolean("a"));

    [Fact]
    public void Lists_AreRead()
    {
        var config = HoconConfigurationFactory.ParseString("i = [1, 2], s = [a, 1, \"b c\"], b = [true, off], d = [1.5, 2], o = [{ x = 1 }, { x = 2 }]");

        Assert.Equal([1, 2], config.GetIntList("i"));
        Assert.Equal([1L, 2L], config.GetLongList("i"));
        Assert.Equal(["a", "1", "b c"], config.GetStringList("s"));
        Assert.Equal([true, false], config.GetBooleanList("b"));
        Assert.Equal([1.5, 2.0], config.GetDoubleList("d"));
        Assert.Equal(["1", "2"], config.GetObjectList("o").Select(item => item["x"].GetString()));
        Assert.Throws<HoconValueException>(() => config.GetIntList("s"));
    }

    [Fact]
    public void Getters_MissingPath_ThrowWithoutDefault()
    {
        var config = HoconConfigurationFactory.ParseString("a { b = 1 }, n = null");

        foreach (string path in new[] { "x", "a.x", "a.b.c" })
        {
            Assert.Equal(path, Assert.Throws<HoconValueException>(() => config.GetInt(path)).FailPath);
            Assert.Throws<HoconValueException>(() => config.GetNode(path));
            Assert.Equal(5, config.GetInt(path, 5));
            Assert.Equal("d", config.GetString(path, "d"));
            Assert.Equal(TimeSpan.FromSeconds(1), config.GetTimeSpan(path, TimeSpan.FromSeconds(1)));
            Assert.Empty(config.GetStringList(path));
            Assert.False(config.HasPath(path));
            Assert.False(config.TryGetNode(path, out _));
            Assert.Null(config.GetConfig(path));
        }

        Assert.False(config.HasPath("n"));
        Assert.Null(config.GetString("n"));
        Assert.Equal(5, config.GetInt("n", 5));
        Assert.Throws<HoconValueException>(() => config.GetConfig("a.b"));
    }

    [Fact]
    public void HoconPath_QuotedKeys_RoundTrip()
    {
        var path = HoconPath.Parse("a.\"b.c\".\"\".d-e");

        Assert.Equal(["a", "b.c", "", "d-e"], path);
        Assert.Equal("a.\"b.c\".\"\".d-e", path.Value);
        Assert.Equal("d-e", path.Key);
        Assert.Equal(path, HoconPath.Parse(path.Value));
        Assert.Equal("a.\"b.c\"", path.SubPath(2).Value);
        Assert.False(HoconPath.TryParse("a..b", out _));
        Assert.False(HoconPath.TryParse("", out _));
    }

    [Theory]
    [InlineData("a.b c. d ", "a", "b c", " d ")]
    [InlineData("a.b\tc", "a", "b\tc")]
    [InlineData("\"a\\nb\".\"c,d\"", "a\nb", "c,d")]
    [InlineData("\"say \\\"a\\\"\".\"\\\\\"", "say \"a\"", "\\")]
    public void HoconPath_Text_QuotesOnlyWhatAPathCannotHold(string text, params string[] keys)
    {
        Assert.Equal(text, new HoconPath(keys).Value);
        Assert.Equal(keys, HoconPath.Parse(text));
    }

    [Fact]
    public void Getters_OfAPath_ReadTheSameAsOfItsText()
    {
        var config = HoconParser.Parse("a.\"b.c\" { s = x, b = yes, i = 1, l = 2, f = 0.5, d = 1.5, m = 2.5, o { p = 3 } }");

        Assert.Equal("x", config.GetString(At("s")));
        Assert.True(config.GetBoolean(At("b")));
        Assert.Equal((1, 2L, 0.5f, 1.5, 2.5m), (config.GetInt(At("i")), config.GetLong(At("l")), config.GetFloat(At("f")), config.GetDouble(At("d")), config.GetDecimal(At("m"))));
        Assert.Equal(["p"], config.GetObject(At("o")).Keys);
        Assert.Equal("a.\"b.c\".s", Assert.Throws<HoconValueException>(() => config.GetInt(At("s"))).FailPath);

        static HoconPath At(string key) => new(["a", "b.c", key]);
    }

    [Fact]
    public void Lists_OfSmallAndExactNumbers_AreRead()
    {
        var config = HoconParser.Parse("a = [1, 0xff], b { 1 = 0.5, 0 = 1 }, c = 255");

        Assert.Equal([1, 255], config.GetByteList("a"));
        Assert.Equal([1f, 0.5f], config.GetFloatList("b"));
        Assert.Equal([1m, 0.5m], config.GetDecimalList("b"));
        Assert.Equal([1f, 0.5f], config.GetValue("b").GetFloatList());
        Assert.Equal([1, 255], config.GetValue("a").GetByteList());
        Assert.Equal([1m, 255m], config.GetValue("a").GetDecimalList());
        Assert.Equal((255, 7), (config.GetByte("c"), config.GetByte("d", 7)));
        Assert.Throws<HoconValueException>(() => HoconParser.Parse("a = [256]").GetByteList("a"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData(null)]
    public void HoconParser_NoText_IsRefused(string? text) => Assert.Throws<HoconParserException>(() => HoconParser.Parse(text!));

    [Fact]
    public void HoconParser_Include_AsksTheCallback() =>
        Assert.Equal("File x", HoconParser.Parse("include \"x\"", (type, name) => Task.FromResult<string?>($"asked = {type} {name}")).GetString("asked"));
}
