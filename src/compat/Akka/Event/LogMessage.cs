using System.Collections.Immutable;
using System.Globalization;

namespace Akka.Event;

/// <summary>Puts arguments into a format with <c>{0}</c> or named holes.</summary>
public interface ILogMessageFormatter
{
    string Format(string format, params object[] args);

    string Format(string format, IEnumerable<object> args);
}

public class DefaultLogMessageFormatter : ILogMessageFormatter
{
    private DefaultLogMessageFormatter()
    {
    }

    public static readonly DefaultLogMessageFormatter Instance = new();

    public string Format(string format, params object[] args)
    {
        try
        {
            return string.Format(CultureInfo.InvariantCulture, format, args);
        }
        catch (FormatException)
        {
            // A log line must never take down the one who logs.
            return $"[INVALID LOG FORMAT] str=[{format}], args=[{string.Join(", ", args)}]. Please fix the format string in the logging call site.";
        }
    }

    public string Format(string format, IEnumerable<object> args) => Format(format, args.ToArray());
}

/// <summary>A format with arguments whose text is only made if a logger writes it.</summary>
public abstract class LogMessage(ILogMessageFormatter formatter, string format)
{
    protected readonly ILogMessageFormatter Formatter = formatter;

    public string Format { get; } = format;

    public abstract string Unformatted();

    public abstract IEnumerable<object> Parameters();
}

internal sealed class FormattedLogMessage(ILogMessageFormatter formatter, string format, ImmutableArray<object?> arguments) : LogMessage(formatter, format)
{
    private string? _text;

    public override string Unformatted() => string.Join(",", arguments);

    public override IEnumerable<object> Parameters() => arguments!;

    public override string ToString() => _text ??= Formatter.Format(Format, Parameters());
}
