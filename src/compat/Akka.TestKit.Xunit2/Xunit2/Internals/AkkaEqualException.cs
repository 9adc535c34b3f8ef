using System.Runtime.Serialization;
using Xunit.Sdk;

namespace Akka.TestKit.Xunit2.Internals;

/// <summary>A value is another than the test expects.</summary>
public class AkkaEqualException : XunitException
{
    public AkkaEqualException(string format = "", params object[] args)
        : base(Text(format, args))
    {
    }

#pragma warning disable SYSLIB0051 // The real one has it.
    public AkkaEqualException(SerializationInfo info, StreamingContext context)
        : base(info.GetString("Message"))
    {
    }
#pragma warning restore SYSLIB0051

    /// <param name="format">Of what to say before the values; null for xUnit's own words.</param>
    public static AkkaEqualException ForMismatchedValues(object? expected, object? actual, string? format = null, params object[] args) => new(
        $"Assert.Equal() Failure: {format ?? "Values differ"}{Environment.NewLine}Expected: {expected ?? "null"}{Environment.NewLine}Actual:   {actual ?? "null"}", args);

    /// <summary>The text of a failure; where the arguments don't fit the format, both as they are, so that the failure isn't hidden by another.</summary>
    internal static string? Text(string? format, object[]? args)
    {
        if (format is null || args is null || args.Length == 0) return format;
        try
        {
            return string.Format(format, args);
        }
        catch (FormatException)
        {
            return $"[Could not string.Format(\"{format}\", {string.Join(", ", args)})]";
        }
    }
}
