using System.Runtime.Serialization;
using Xunit.Sdk;

namespace Akka.TestKit.Xunit2.Internals;

/// <summary>A value is another than the test expects.</summary>
public class AkkaEqualException : XunitException
{
    public AkkaEqualException(string format = "", params object[] args)
        : base(args.Length == 0 ? format : string.Format(format, args))
    {
    }

#pragma warning disable SYSLIB0051 // The real one has it.
    public AkkaEqualException(SerializationInfo info, StreamingContext context)
        : base(info.GetString("Message"))
    {
    }
#pragma warning restore SYSLIB0051

    /// <param name="format">Of what to say before the values; null for xUnit's own words.</param>
    public static AkkaEqualException ForMismatchedValues(object? expected, object? actual, string? format = null, params object[] args)
    {
        string what = string.IsNullOrEmpty(format) ? "Values differ" : args.Length == 0 ? format : string.Format(format, args);
        return new AkkaEqualException($"Assert.Equal() Failure: {what}{Environment.NewLine}Expected: {expected ?? "null"}{Environment.NewLine}Actual:   {actual ?? "null"}");
    }
}
