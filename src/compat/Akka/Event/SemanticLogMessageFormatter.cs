using System.Globalization;
using System.Text;

namespace Akka.Event;

/// <summary>
/// Formats with numbered holes (<c>{0}</c>) as <see cref="DefaultLogMessageFormatter"/> does, and fills named ones (<c>{Name}</c>, <c>{Name,8:N2}</c>,
/// <c>{@Name}</c>) in the order of the arguments. A hole without an argument stays as it is.
/// </summary>
internal sealed class SemanticLogMessageFormatter : ILogMessageFormatter
{
    public static readonly SemanticLogMessageFormatter Instance = new();

    public string Format(string format, params object[] args)
    {
        if (HasNumberedHole(format)) return DefaultLogMessageFormatter.Instance.Format(format, args);
        var text = new StringBuilder(format.Length + 16);
        int used = 0;
        for (int at = 0; at < format.Length; at++)
        {
            char character = format[at];
            if (character is '{' or '}' && at + 1 < format.Length && format[at + 1] == character)
            {
                text.Append(character);
                at++;
            }
            else if (character == '{' && NameLength(format, at + 1) is > 0 and int length)
            {
                var hole = format.AsSpan(at + 1, length);
                if (used < args.Length) Append(text, hole, args[used++]);
                else text.Append('{').Append(hole).Append('}');
                at += length + 1;
            }
            else
            {
                text.Append(character);
            }
        }

        return text.ToString();
    }

    public string Format(string format, IEnumerable<object> args) => Format(format, args.ToArray());

    private static bool HasNumberedHole(string format)
    {
        for (int at = format.IndexOf('{', StringComparison.Ordinal); at >= 0 && at + 1 < format.Length; at = format.IndexOf('{', at + 1))
        {
            if (format[at + 1] == '{') at++;
            else if (char.IsAsciiDigit(format[at + 1])) return true;
        }

        return false;
    }

    /// <summary>Of what stands between the brace before <paramref name="from"/> and its end; 0 if that is no hole.</summary>
    private static int NameLength(string format, int from)
    {
        int end = format.IndexOfAny(['{', '}'], from);
        return end > from && format[end] == '}' ? end - from : 0;
    }

    private static void Append(StringBuilder text, ReadOnlySpan<char> hole, object? value)
    {
        int colon = hole.IndexOf(':');
        var name = colon < 0 ? hole : hole[..colon];
        int comma = name.IndexOf(',');
        string shown = value switch
        {
            null => "null",
            IFormattable formattable => formattable.ToString(colon < 0 ? null : hole[(colon + 1)..].ToString(), CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };
        int width = comma >= 0 && int.TryParse(name[(comma + 1)..], NumberStyles.Integer, CultureInfo.InvariantCulture, out int given) ? given : 0;
        text.Append(width < 0 ? shown.PadRight(-width) : shown.PadLeft(width));
    }
}
