using Hocon;

namespace Compat.Hocon.Tests.Spec;

/// <summary>
/// Sections "Automatic type conversions", "Conversion of numerically-indexed objects to arrays", "Duration format" and "Size in bytes format" of the HOCON specification.
/// </summary>
public sealed class ConversionTests
{
    [Theory]
    [InlineData("{ \"0\" : a, \"1\" : b }")]
    [InlineData("{ 2 = b, 0 = a }")]
    [InlineData("{ 10 = b, 9 = a }")]
    [InlineData("{ 1 = a, other = x, -1 = y, 2 = b }")]
    [InlineData("[a] { 5 = b, other = y }")]
    [InlineData("[] { 1 = b, 0 = a }")]
    public void NumberedObject_WhereAnArrayIsNeeded_IsOne(string text) => Assert.Equal(["a", "b"], Of(text).GetStringList("a"));

    [Fact]
    public void NumberedObject_WhereNoArrayIsNeeded_StaysAnObject()
    {
        Assert.Equal("""{"a":{"0":"x","1":"y"}}""", Json.Of("a { 0 = x, 1 = y }"));
        Assert.Equal("""{"a":{"0":1,"1":2}}""", Json.Of("a = { 0 = 1 } { 1 = 2 }"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{ x = 1 }")]
    [InlineData("{ -1 = 1 }")]
    [InlineData("x")]
    [InlineData("1")]
    public void Array_FromSomethingElse_IsRefused(string text) => Assert.Throws<HoconValueException>(() => Of(text).GetStringList("a"));

    [Theory]
    [InlineData("1.50", "1.50")]
    [InlineData("1e5", "1e5")]
    [InlineData("-0", "-0")]
    [InlineData("true", "true")]
    public void String_FromNumberOrBoolean_IsItsText(string text, string expected) => Assert.Equal(expected, Of(text).GetString("a"));

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    public void String_FromArrayOrObject_IsRefused(string text) => Assert.Throws<HoconValueException>(() => Of(text).GetString("a"));

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("\"\"")]
    [InlineData("maybe")]
    public void NumberAndBoolean_FromSomethingElse_AreRefused(string text)
    {
        Assert.Throws<HoconValueException>(() => Of(text).GetInt("a"));
        Assert.Throws<HoconValueException>(() => Of(text).GetDouble("a"));
        Assert.Throws<HoconValueException>(() => Of(text).GetBoolean("a"));
    }

    [Theory]
    [InlineData(1, "ns", "nano", "nanos", "nanosecond", "nanoseconds")]
    [InlineData(1_000, "us", "micro", "micros", "microsecond", "microseconds")]
    [InlineData(1_000_000, "", "ms", "milli", "millis", "millisecond", "milliseconds")]
    [InlineData(1_000_000_000, "s", "second", "seconds")]
    [InlineData(60_000_000_000, "m", "minute", "minutes")]
    [InlineData(3_600_000_000_000, "h", "hour", "hours")]
    [InlineData(86_400_000_000_000, "d", "day", "days")]
    public void Duration_EachUnit_IsRead(long nanoseconds, params string[] units)
    {
        foreach (string unit in units)
        {
            foreach (string text in new[] { $"300{unit}", $"300 {unit}", $"\"300{unit}\"", $"\" 300 \t {unit} \"" })
                Assert.Equal(TimeSpan.FromTicks(300 * nanoseconds / 100), Of(text).GetTimeSpan("a"));
            Assert.Equal(TimeSpan.FromTicks(1250 * nanoseconds / 100), Of($"12.5e2{unit}").GetTimeSpan("a"));
        }
    }

    [Theory]
    [InlineData(1.0, "", "B", "b", "byte", "bytes")]
    [InlineData(1e3, "kB", "kilobyte", "kilobytes")]
    [InlineData(1e6, "MB", "megabyte", "megabytes")]
    [InlineData(1e9, "GB", "gigabyte", "gigabytes")]
    [InlineData(1e12, "TB", "terabyte", "terabytes")]
    [InlineData(1e15, "PB", "petabyte", "petabytes")]
    [InlineData(1e18, "EB", "exabyte", "exabytes")]
    [InlineData(1e21, "ZB", "zettabyte", "zettabytes")]
    [InlineData(1e24, "YB", "yottabyte", "yottabytes")]
    [InlineData(1024.0, "K", "k", "Ki", "KiB", "kibibyte", "kibibytes")]
    [InlineData(1048576.0, "M", "m", "Mi", "MiB", "mebibyte", "mebibytes")]
    [InlineData(1073741824.0, "G", "g", "Gi", "GiB", "gibibyte", "gibibytes")]
    [InlineData(1099511627776.0, "T", "t", "Ti", "TiB", "tebibyte", "tebibytes")]
    [InlineData(1125899906842624.0, "P", "p", "Pi", "PiB", "pebibyte", "pebibytes")]
    [InlineData(1152921504606846976.0, "E", "e", "Ei", "EiB", "exbibyte", "exbibytes")]
    [InlineData(1180591620717411303424.0, "Z", "z", "Zi", "ZiB", "zebibyte", "zebibytes")]
    [InlineData(1208925819614629174706176.0, "Y", "y", "Yi", "YiB", "yobibyte", "yobibytes")]
    public void Size_EachUnit_IsRead(double bytes, params string[] units)
    {
        // A whole number of the largest units is more than the type holds.
        string number = bytes < 1e17 ? "3" : "0.0000005";
        decimal expected = decimal.Round((decimal)bytes * decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture));
        foreach (string unit in units)
            foreach (string text in new[] { $"{number}{unit}", $"{number} {unit}", $"\" {number}  {unit} \"" })
                Assert.InRange(Of(text).GetByteSize("a")!.Value, (long)(expected * 0.999999999m), (long)(expected * 1.000000001m));
    }

    [Theory]
    [InlineData("9 EiB")]
    [InlineData("1 YB")]
    [InlineData("1 Kb")]
    [InlineData("1 kib")]
    [InlineData("1 bit")]
    [InlineData("one")]
    public void Size_TooLargeOrUnknownUnit_IsRefused(string text) => Assert.Throws<HoconValueException>(() => Of(text).GetByteSize("a"));

    private static Config Of(string value) => HoconConfigurationFactory.ParseString("a = " + value);
}
