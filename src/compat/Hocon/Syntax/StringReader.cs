using System.Globalization;
using System.Text;

namespace Hocon.Syntax;

/// <summary>Reads the parts that simple values and keys are made of.</summary>
internal static class StringReader
{
    private const string Reserved = "$\"{}[]:=,+#`^?!@*&\\";

    /// <summary>True where an unquoted string may go on.</summary>
    public static bool AtUnquoted(TextCursor cursor) => cursor.Peek() is var c && (IsPlain(c) || AtUnusual(cursor, c));

    /// <summary>What nearly all keys and values are made of.</summary>
    private static bool IsPlain(int c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '.' or '_';

    private static bool AtUnusual(TextCursor cursor, int c) => c is not (TextCursor.End or '\n')
        && (!Reserved.Contains((char)c) || AtAkkasPlus(cursor)) && !cursor.AtBlank && !cursor.AtComment;

    /// <summary>Characters up to white space, a comment or a reserved character; the sign of an exponent belongs to its number.</summary>
    public static string Unquoted(TextCursor cursor)
    {
        int start = cursor.Index;
        while (AtUnquoted(cursor) || AtExponentSign(cursor, start)) cursor.Advance();
        return cursor.TextFrom(start);
    }

    /// <summary>A string in one or three pairs of quotes, at whose first quote the cursor stands.</summary>
    public static string Quoted(TextCursor cursor, out HoconLiteralType kind)
    {
        kind = cursor.At("\"\"\"") ? HoconLiteralType.TripleQuotedString : HoconLiteralType.QuotedString;
        return kind == HoconLiteralType.QuotedString ? SingleQuoted(cursor) : TripleQuoted(cursor);
    }

    private static bool AtAkkasPlus(TextCursor cursor) => cursor.Dialect == Dialect.Akka && cursor.Peek() == '+' && cursor.Peek(1) != '=';

    private static bool AtExponentSign(TextCursor cursor, int start)
    {
        if (cursor.Peek() != '+' || cursor.Peek(1) is not (>= '0' and <= '9')) return false;
        string text = cursor.TextFrom(start);
        return text.Length > 1 && text[^1] is 'e' or 'E' && text[..^1].All(c => char.IsAsciiDigit(c) || c is '.' or '-');
    }

    private static string SingleQuoted(TextCursor cursor)
    {
        var opened = cursor.Position;
        cursor.Advance();
        var text = new StringBuilder();
        while (true)
        {
            switch (cursor.Peek())
            {
                case '"':
                    cursor.Advance();
                    return text.ToString();
                case '\\':
                    cursor.Advance();
                    text.Append(Escaped(cursor));
                    break;
                case TextCursor.End:
                case '\n' when cursor.Dialect == Dialect.Specification:
                    throw opened.Error("the string that begins here has no closing '\"' on its line. Write \"\"\" around text of several lines.");
                case var c:
                    text.Append((char)c);
                    cursor.Advance();
                    break;
            }
        }
    }

    private static char Escaped(TextCursor cursor)
    {
        int c = cursor.Peek();
        if (c == 'u') return Unicode(cursor);
        char value = c switch
        {
            '"' or '\\' or '/' => (char)c,
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => throw cursor.Unexpected("one of \" \\ / b f n r t u after a backslash (write \\\\ for a backslash itself)"),
        };
        cursor.Advance();
        return value;
    }

    private static char Unicode(TextCursor cursor)
    {
        cursor.Advance();
        int start = cursor.Index;
        for (int i = 0; i < 4; i++)
        {
            if (cursor.Peek() is not (>= '0' and <= '9' or >= 'a' and <= 'f' or >= 'A' and <= 'F')) throw cursor.Unexpected("four hexadecimal digits after \\u");
            cursor.Advance();
        }

        return (char)int.Parse(cursor.TextFrom(start), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    private static string TripleQuoted(TextCursor cursor)
    {
        var opened = cursor.Position;
        cursor.Advance(3);
        int start = cursor.Index;
        while (!cursor.At("\"\"\""))
        {
            if (cursor.Peek() == TextCursor.End) throw opened.Error("the string that begins here has no closing '\"\"\"'.");
            cursor.Advance();
        }

        // The last three of a row of quotes close; those before them belong to the text.
        while (cursor.Peek(3) == '"') cursor.Advance();
        string text = cursor.TextFrom(start);
        cursor.Advance(3);
        return text;
    }
}
