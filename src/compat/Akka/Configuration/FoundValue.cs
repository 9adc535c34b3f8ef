using System.Globalization;
using Hocon.Tree;

namespace Akka.Configuration;

/// <summary>Reads a value as Akka.NET's getters do, which is not quite as HOCON says: no hexadecimal or octal numbers, no <c>yes</c>, null as the text of an object or array.</summary>
/// <remarks>
/// Exceptions are those of the real getters: <see cref="FormatException"/> and <see cref="OverflowException"/> for numbers, durations and sizes,
/// <see cref="NotSupportedException"/> for booleans, <see cref="ArgumentNullException"/> where there is no text at all (<c>null</c>, an object, an array).
/// The messages say what was found and what was expected.
/// </remarks>
/// <param name="path">Where the value was found, for messages; null where that isn't known.</param>
internal sealed class FoundValue(HoconNode node, string? path)
{
    public HoconNode Node { get; } = node;

    /// <summary>Null for <c>null</c>, objects and arrays.</summary>
    public string? AsString() => Node is LiteralNode { IsNull: false } literal ? literal.Text : null;

    public bool AsBoolean() => AsString() switch
    {
        "true" or "on" => true,
        "false" or "off" => false,
        _ => throw new NotSupportedException(Unfit("a boolean (true, on, false, off)")),
    };

    public int AsInt() => Number<int>(NumberStyles.Integer, "a whole number");

    public long AsLong() => Number<long>(NumberStyles.Integer, "a whole number");

    public byte AsByte() => Number<byte>(NumberStyles.Integer, "a whole number");

    public float AsFloat() => Number<float>(NumberStyles.Float | NumberStyles.AllowThousands, "a number");

    public double AsDouble() => Number<double>(NumberStyles.Float | NumberStyles.AllowThousands, "a number");

    public decimal AsDecimal() => Number<decimal>(NumberStyles.Number, "a decimal number");

    /// <summary>Bytes; null where there is no text.</summary>
    public long? AsByteSize()
    {
        const string Expected = "a size in bytes such as 512b, 128kB or 4MiB";
        if (AsString() is not { Length: > 0 } text) return null;
        bool negative = text.StartsWith('-');
        long? size = InRange(Expected, () => Units.ByteSize(negative ? text[1..] : text));
        return (negative ? -size : size) ?? throw new FormatException(Unfit(Expected));
    }

    public TimeSpan AsTimeSpan(bool allowInfinite)
    {
        string expected = "a duration such as 500ms, 1.5s, 2 minutes" + (allowInfinite ? " or infinite" : "");
        string text = Text(expected);
        return InRange(expected, () => Units.Duration(text, allowInfinite)) ?? throw new FormatException(Unfit(expected));
    }

    /// <summary>No items where there is no array.</summary>
    public List<T> AsList<T>(Func<FoundValue, T> read) => (Node switch
    {
        ArrayNode array => array.Items,
        ObjectNode fields => NodeReading.Numbered(fields) ?? [],
        _ => [],
    }).Select(item => read(new FoundValue(item, path))).ToList();

    private T Number<T>(NumberStyles style, string expected)
        where T : System.Numerics.INumberBase<T>
    {
        string text = Text(expected);
        try
        {
            return T.Parse(text, style, CultureInfo.InvariantCulture);
        }
        catch (FormatException error)
        {
            throw new FormatException(Unfit(expected), error);
        }
        catch (OverflowException error)
        {
            throw new OverflowException(Unfit($"{expected} that fits {typeof(T).Name}"), error);
        }
    }

    private T InRange<T>(string expected, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (OverflowException error)
        {
            throw new OverflowException(Unfit($"{expected}, not too large,"), error);
        }
    }

    private string Text(string expected) => AsString() ?? throw new ArgumentNullException(null, Unfit(expected));

    private string Unfit(string expected) => $"{(path is null ? "" : $"'{path}': ")}{NodeReading.Describe(Node)} where {expected} is expected.";
}
