using System.Globalization;

namespace Hocon.Tree;

/// <summary>Reads nodes as .NET values. What doesn't fit is a <see cref="HoconException"/> that says what was found and what was expected.</summary>
internal static class NodeReading
{
    /// <summary>Null for a HOCON <c>null</c>.</summary>
    public static string? AsString(HoconNode node) => node.IsNull ? null : Literal(node, "a string").Text;

    public static bool AsBoolean(HoconNode node) => Text(node, "a boolean") switch
    {
        "true" or "yes" or "on" => true,
        "false" or "no" or "off" => false,
        var other => throw Unfit(other, "a boolean (true, yes, on, false, no, off)"),
    };

    public static long AsLong(HoconNode node) => Integer(node, long.MinValue, long.MaxValue);

    public static int AsInt(HoconNode node) => (int)Integer(node, int.MinValue, int.MaxValue);

    public static byte AsByte(HoconNode node) => (byte)Integer(node, byte.MinValue, byte.MaxValue);

    public static double AsDouble(HoconNode node)
    {
        string text = Text(node, "a number");
        if (LiteralNode.KindOfUnquoted(text) is HoconLiteralType.Hex or HoconLiteralType.Octal) return AsLong(node);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : throw Unfit(text, "a number");
    }

    public static float AsFloat(HoconNode node) => (float)AsDouble(node);

    public static decimal AsDecimal(HoconNode node)
    {
        string text = Text(node, "a number");
        if (LiteralNode.KindOfUnquoted(text) is HoconLiteralType.Hex or HoconLiteralType.Octal) return AsLong(node);
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value) ? value : throw Unfit(text, "a decimal number");
    }

    /// <summary>A bare number is milliseconds; <c>infinite</c> is <see cref="Timeout.InfiniteTimeSpan"/>.</summary>
    public static TimeSpan AsDuration(HoconNode node, bool allowInfinite)
    {
        string text = Text(node, "a duration");
        return InRange(() => Units.Duration(text, allowInfinite)) ?? throw Unfit(text, "a duration such as 500ms, 1.5s, 2 minutes" + (allowInfinite ? " or infinite" : ""));
    }

    /// <summary>Bytes; a bare number is bytes.</summary>
    public static long AsByteSize(HoconNode node)
    {
        string text = Text(node, "a size");
        return InRange(() => Units.ByteSize(text)) ?? throw Unfit(text, "a size in bytes such as 512b, 128kB or 4MiB");
    }

    public static ObjectNode AsObject(HoconNode node) => node as ObjectNode ?? throw Unfit(Describe(node), "an object");

    /// <summary>An array's items; or of an object those whose keys are whole numbers, in the order of the keys.</summary>
    public static IReadOnlyList<HoconNode> AsItems(HoconNode node) => node switch
    {
        ArrayNode array => array.Items,
        ObjectNode numbered when Numbered(numbered) is { } items => items,
        _ => throw Unfit(Describe(node), "an array"),
    };

    public static List<T> AsList<T>(HoconNode node, Func<HoconNode, T> read) => AsItems(node).Select(read).ToList();

    /// <summary>The values of the keys that are whole numbers, in the order of the keys; null if there are none.</summary>
    /// <remarks>HOCON specification, "Conversion of numerically-indexed objects to arrays".</remarks>
    public static IReadOnlyList<HoconNode>? Numbered(ObjectNode node)
    {
        var sorted = new SortedList<int, HoconNode>();
        foreach (var (key, value) in node.Fields)
        {
            if (int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out int index)) sorted[index] = value;
        }

        return sorted.Count == 0 ? null : sorted.Values.ToArray();
    }

    public static string Describe(HoconNode node) => node switch
    {
        ArrayNode => "an array",
        ObjectNode => "an object",
        _ when node.IsNull => "null",
        LiteralNode literal => $"'{literal.Text}'",
        _ => node.Type.ToString(),
    };

    private static T? InRange<T>(Func<T?> read)
        where T : struct
    {
        try
        {
            return read();
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static long Integer(HoconNode node, long lowest, long highest)
    {
        string expected = $"a whole number from {lowest} to {highest}";
        string text = Text(node, expected);
        long? value = WholeNumber(text);
        return value is { } number && number >= lowest && number <= highest ? number : throw Unfit(text, expected);
    }

    private static long? WholeNumber(string text)
    {
        string digits = text.TrimStart('-');
        int sign = text.StartsWith('-') ? -1 : 1;
        try
        {
            switch (LiteralNode.KindOfUnquoted(text))
            {
                case HoconLiteralType.Hex:
                    return sign * Convert.ToInt64(digits, 16);
                case HoconLiteralType.Octal:
                    return sign * Convert.ToInt64(digits, 8);
                case HoconLiteralType.Long:
                    return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long exact) ? exact : null;
                case HoconLiteralType.Double:
                    return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value) && decimal.IsInteger(value)
                        && value >= long.MinValue && value <= long.MaxValue ? (long)value : null;
                default:
                    return null;
            }
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static string Text(HoconNode node, string expected) => node.IsNull ? throw Unfit("null", expected) : Literal(node, expected).Text;

    private static LiteralNode Literal(HoconNode node, string expected) => node as LiteralNode ?? throw Unfit(Describe(node), expected);

    private static HoconException Unfit(string found, string expected) =>
        new($"{(found is "an array" or "an object" or "null" || found.StartsWith('\'') ? found : $"'{found}'")} where {expected} is expected.");
}
