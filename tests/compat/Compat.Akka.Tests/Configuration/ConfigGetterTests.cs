using Akka.Configuration;

namespace Compat.Akka.Tests.Configuration;

public sealed class ConfigGetterTests
{
    private static readonly Config Sample = ConfigurationFactory.ParseString("""
        akka {
          actor { provider = local, throughput = 30, list = [a, "b", c d], debug.receive = on }
          size = 128k
          timeout = 1.5s
          nothing = null
          "/user/*" { router = pool }
        }
        """);

    [Theory]
    [InlineData("true", true)]
    [InlineData("on", true)]
    [InlineData("\"on\"", true)]
    [InlineData("false", false)]
    [InlineData("off", false)]
    public void GetBoolean_Word_IsRead(string text, bool expected) => Assert.Equal(expected, Of(text).GetBoolean("a", !expected));

    [Theory]
    [InlineData("yes")]
    [InlineData("no")]
    [InlineData("True")]
    [InlineData("1")]
    [InlineData("\"\"")]
    [InlineData("null")]
    [InlineData("[true]")]
    [InlineData("{}")]
    public void GetBoolean_AnotherValue_IsNotSupported(string text) => Assert.Throws<NotSupportedException>(() => Of(text).GetBoolean("a"));

    [Theory]
    [InlineData("12", 12)]
    [InlineData("\"12\"", 12)]
    [InlineData("\" 12 \"", 12)]
    [InlineData("-12", -12)]
    [InlineData("+12", 12)]
    [InlineData("010", 10)]
    [InlineData("2147483647", int.MaxValue)]
    public void GetNumber_WholeNumber_IsReadAsEveryType(string text, int expected)
    {
        var config = Of(text);

        Assert.Equal(expected, config.GetInt("a"));
        Assert.Equal(expected, config.GetLong("a"));
        Assert.Equal(expected, config.GetDouble("a"));
        Assert.Equal(expected, config.GetFloat("a"));
        Assert.Equal(expected, config.GetDecimal("a"));
    }

    [Theory]
    [InlineData("1.5", 1.5)]
    [InlineData("-0.25", -0.25)]
    [InlineData("\"1,000\"", 1000.0)]
    public void GetNumber_Fraction_IsReadAsEveryFractionalType(string text, double expected)
    {
        var config = Of(text);

        Assert.Equal(expected, config.GetDouble("a"));
        Assert.Equal((float)expected, config.GetFloat("a"));
        Assert.Equal((decimal)expected, config.GetDecimal("a"));
        Assert.Throws<FormatException>(() => config.GetInt("a"));
    }

    [Fact]
    public void GetDouble_Exponent_IsRead()
    {
        Assert.Equal(1000.0, Of("1e3").GetDouble("a"));
        Assert.Equal(1e-5, Of("1e-5").GetDouble("a"));
        Assert.Throws<FormatException>(() => Of("1e3").GetDecimal("a"));
    }

    [Theory]
    [InlineData("12x")]
    [InlineData("1 2")]
    [InlineData("0xff")]
    [InlineData("1e3")]
    [InlineData("12.0")]
    [InlineData("true")]
    [InlineData("\"\"")]
    public void GetInt_NoInt_IsAFormatError(string text)
    {
        Assert.Throws<FormatException>(() => Of(text).GetInt("a"));
        Assert.Throws<FormatException>(() => Of(text).GetLong("a"));
    }

    [Fact]
    public void GetInt_TooLarge_Overflows()
    {
        Assert.Throws<OverflowException>(() => Of("2147483648").GetInt("a"));
        Assert.Throws<OverflowException>(() => Of("9223372036854775808").GetLong("a"));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("{ b = 1 }")]
    public void GetNumber_NoText_IsAnArgumentError(string text)
    {
        Assert.Throws<ArgumentNullException>(() => Of(text).GetInt("a", 5));
        Assert.Throws<ArgumentNullException>(() => Of(text).GetDouble("a", 5));
        Assert.Throws<ArgumentNullException>(() => Of(text).GetTimeSpan("a"));
    }

    [Theory]
    [InlineData("150", 150)]
    [InlineData("1.5", 1.5)]
    [InlineData("150ms", 150)]
    [InlineData("150 ms", 150)]
    [InlineData("\"150 ms\"", 150)]
    [InlineData("1 milli", 1)]
    [InlineData("2 millis", 2)]
    [InlineData("1 millisecond", 1)]
    [InlineData("2 milliseconds", 2)]
    [InlineData("1s", 1_000)]
    [InlineData("1.5s", 1_500)]
    [InlineData("1.5 s", 1_500)]
    [InlineData("1 second", 1_000)]
    [InlineData("2 seconds", 2_000)]
    [InlineData("2m", 120_000)]
    [InlineData("1 minute", 60_000)]
    [InlineData("2 minutes", 120_000)]
    [InlineData("2h", 7_200_000)]
    [InlineData("1 hour", 3_600_000)]
    [InlineData("2 hours", 7_200_000)]
    [InlineData("1d", 86_400_000)]
    [InlineData("1 day", 86_400_000)]
    [InlineData("2 days", 172_800_000)]
    [InlineData("3 microseconds", 0.003)]
    [InlineData("2500ns", 0.0025)]
    [InlineData("0", 0)]
    [InlineData("0s", 0)]
    public void GetTimeSpan_Duration_IsRead(string text, double milliseconds) =>
        Assert.Equal(TimeSpan.FromTicks((long)Math.Round(milliseconds * TimeSpan.TicksPerMillisecond)), Of(text).GetTimeSpan("a"));

    [Theory]
    [InlineData("-1s")]
    [InlineData("1 week")]
    [InlineData("1 S")]
    [InlineData("s")]
    [InlineData("off")]
    [InlineData("1s 2s")]
    [InlineData("\"\"")]
    public void GetTimeSpan_NoDuration_IsAFormatError(string text) => Assert.Throws<FormatException>(() => Of(text).GetTimeSpan("a"));

    [Fact]
    public void GetTimeSpan_TooLong_Overflows() => Assert.Throws<OverflowException>(() => Of("100000000d").GetTimeSpan("a"));

    [Fact]
    public void GetTimeSpan_Infinite_IsReadWhereAllowed()
    {
        Assert.Equal(Timeout.InfiniteTimeSpan, Of("infinite").GetTimeSpan("a"));
        Assert.Throws<FormatException>(() => Of("infinite").GetTimeSpan("a", TimeSpan.FromSeconds(1), allowInfinite: false));
    }

    [Theory]
    [InlineData("2", 2L)]
    [InlineData("2b", 2L)]
    [InlineData("2 bytes", 2L)]
    [InlineData("2kB", 2_000L)]
    [InlineData("2 kilobytes", 2_000L)]
    [InlineData("128k", 131_072L)]
    [InlineData("\"128 K\"", 131_072L)]
    [InlineData("2KiB", 2_048L)]
    [InlineData("2MB", 2_000_000L)]
    [InlineData("2m", 2_097_152L)]
    [InlineData("2 mebibytes", 2_097_152L)]
    [InlineData("1G", 1_073_741_824L)]
    [InlineData("1GB", 1_000_000_000L)]
    [InlineData("1T", 1_099_511_627_776L)]
    [InlineData("1P", 1_125_899_906_842_624L)]
    [InlineData("1E", 1_152_921_504_606_846_976L)]
    [InlineData("-1k", -1_024L)]
    [InlineData("\"\"", null)]
    [InlineData("null", null)]
    [InlineData("[1]", null)]
    [InlineData("{}", null)]
    public void GetByteSize_Size_IsRead(string text, long? bytes) => Assert.Equal(bytes, Of(text).GetByteSize("a"));

    [Theory]
    [InlineData("2kb")]
    [InlineData("2 QB")]
    [InlineData("k")]
    public void GetByteSize_NoSize_IsAFormatError(string text) => Assert.Throws<FormatException>(() => Of(text).GetByteSize("a"));

    [Theory]
    [InlineData("text", "text")]
    [InlineData("\"quoted\"", "quoted")]
    [InlineData("1.50", "1.50")]
    [InlineData("true", "true")]
    [InlineData("\"\"", "")]
    [InlineData("null", null)]
    [InlineData("[1]", null)]
    [InlineData("{ b = 1 }", null)]
    public void GetString_Value_IsItsTextOrNull(string text, string? expected) => Assert.Equal(expected, Of(text).GetString("a", "default"));

    [Fact]
    public void GetLists_Array_AreRead()
    {
        Assert.Equal(["a", "b", "c d"], Sample.GetStringList("akka.actor.list"));
        Assert.Equal([1, 2], Of("[1, 2]").GetIntList("a"));
        Assert.Equal([1L, 2L], Of("[\n1\n2\n]").GetLongList("a"));
        Assert.Equal(new byte[] { 1, 2 }, Of("[1, 2]").GetByteList("a"));
        Assert.Equal([true, false], Of("[true, off]").GetBooleanList("a"));
        Assert.Equal([1.5, 2], Of("[1.5, 2]").GetDoubleList("a"));
        Assert.Equal([1.5f, 2], Of("[1.5, 2]").GetFloatList("a"));
        Assert.Equal([1.5m, 2], Of("[1.5, 2]").GetDecimalList("a"));
        Assert.All(Of("[null, [1]]").GetStringList("a"), Assert.Null);
        Assert.Throws<FormatException>(() => Of("[1, x]").GetIntList("a"));
        Assert.Throws<NotSupportedException>(() => Of("[1]").GetBooleanList("a"));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("x")]
    [InlineData("\"\"")]
    [InlineData("{}")]
    [InlineData("null")]
    public void GetLists_NoArray_AreEmpty(string text)
    {
        Assert.Empty(Of(text).GetStringList("a", ["default"]));
        Assert.Empty(Of(text).GetIntList("a"));
    }

    [Theory]
    [InlineData("akka.no")]
    [InlineData("no.such")]
    [InlineData("akka.size.below")]
    [InlineData("akka..size")]
    [InlineData(".akka")]
    public void Getters_MissingPath_AnswerTheDefault(string path)
    {
        Assert.False(Sample.HasPath(path));
        Assert.Null(Sample.GetString(path));
        Assert.Equal("x", Sample.GetString(path, "x"));
        Assert.Equal((0, 7, 7L), (Sample.GetInt(path), Sample.GetInt(path, 7), Sample.GetLong(path, 7)));
        Assert.Equal((1.5, 1.5f, 1.5m), (Sample.GetDouble(path, 1.5), Sample.GetFloat(path, 1.5f), Sample.GetDecimal(path, 1.5m)));
        Assert.True(Sample.GetBoolean(path, true));
        Assert.Equal(TimeSpan.Zero, Sample.GetTimeSpan(path));
        Assert.Equal(TimeSpan.FromDays(1), Sample.GetTimeSpan(path, TimeSpan.FromDays(1)));
        Assert.Null(Sample.GetByteSize(path));
        Assert.Equal(5, Sample.GetByteSize(path, 5));
        Assert.Empty(Sample.GetStringList(path));
        Assert.Equal(["d"], Sample.GetStringList(path, ["d"]));
        Assert.Null(Sample.GetConfig(path));
        Assert.Null(Sample.GetValue(path));
        Assert.True(Sample.GetConfig(path).IsNullOrEmpty());
    }

    [Theory]
    [InlineData("a.two words", 1)]
    [InlineData("a.with, comma", 2)]
    [InlineData("a.#$[:]", 3)]
    [InlineData("a. blanks ", 4)]
    [InlineData("a.\"dot.ted\".b", 5)]
    [InlineData("\"a\".plain", 6)]
    [InlineData("a.plain.", 6)]
    [InlineData("a.plain ", -1)]
    [InlineData(" a.plain", -1)]
    [InlineData("a.\"plain", -1)]
    public void Getters_Path_AnyCharacterButTheDotIsPartOfASegment(string path, int value)
    {
        var config = ConfigurationFactory.ParseString("""
            a {
              "two words" = 1
              "with, comma" = 2
              "#$[:]" = 3
              " blanks " = 4
              "dot.ted" { b = 5 }
              plain = 6
            }
            """);
        Assert.Equal(value, Caught(() => config.GetInt(path, -1)));

        static int Caught(Func<int> read)
        {
            try
            {
                return read();
            }
            catch (ArgumentOutOfRangeException)
            {
                // The original's answer to a quote without its pair.
                return -1;
            }
        }
    }

    [Fact]
    public void HasPath_Null_IsTrue()
    {
        Assert.True(Sample.HasPath("akka.nothing"));
        Assert.True(Sample.HasPath(""));
        Assert.NotNull(Sample.GetConfig("akka.nothing"));
        Assert.Null(Sample.GetValue("akka.nothing")!.GetString());
    }

    [Fact]
    public void GetConfig_AnyValue_IsAConfiguration()
    {
        Assert.Equal("local", Sample.GetConfig("akka.actor")!.GetString("provider"));
        Assert.True(Of("{}").GetConfig("a").IsNullOrEmpty());
        Assert.False(Of("5").GetConfig("a").IsNullOrEmpty());
        Assert.Equal("default", Of("5").GetConfig("a")!.GetString("b", "default"));
        Assert.Equal("5", Of("5").GetConfig("a")!.Root.GetString());
    }

    private static Config Of(string value) => ConfigurationFactory.ParseString("a = " + value);
}
