using System.Buffers;
using System.Text;

namespace Hocon.Tree;

/// <summary>Writes values as HOCON that parses back to the same value. Strings are quoted unless they are plain words.</summary>
internal static class HoconPrinter
{
    private static readonly SearchValues<char> NeedQuotesInPaths = SearchValues.Create("$\"{}[]:=,+#`^?!@*&\\.\n");

    /// <param name="bare">Leaves out the braces of an outermost object, as files do.</param>
    public static string Print(HoconNode node, int indentSize = 2, bool bare = false)
    {
        var text = new StringBuilder();
        if (bare && node is ObjectNode root) AppendFields(text, root, 0, indentSize);
        else AppendValue(text, node, 0, indentSize);
        return text.ToString();
    }

    /// <summary>A key as it stands in a path: quoted where a dot or another special character is in it.</summary>
    public static string Key(string key) => IsPlainWord(key) && key != "include" ? key : Quote(key);

    /// <summary>A key within a path that stands alone, where white space needs no quotes.</summary>
    public static string KeyInPath(string key) =>
        key.Length > 0 && key.AsSpan().IndexOfAny(NeedQuotesInPaths) < 0 ? key : $"\"{key.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n")}\"";

    public static string Literal(LiteralNode literal) => literal.Kind switch
    {
        HoconLiteralType.UnquotedString => IsPlainWord(literal.Text) ? literal.Text : Quote(literal.Text),
        HoconLiteralType.QuotedString or HoconLiteralType.TripleQuotedString or HoconLiteralType.Whitespace => Quote(literal.Text),
        _ => literal.Text,
    };

    private static void AppendFields(StringBuilder text, ObjectNode node, int indent, int indentSize)
    {
        foreach (var (key, value) in node.Fields)
        {
            text.Append(' ', indent).Append(Key(key)).Append(value is ObjectNode ? " " : " : ");
            AppendValue(text, value, indent, indentSize);
            text.Append('\n');
        }
    }

    private static void AppendValue(StringBuilder text, HoconNode node, int indent, int indentSize)
    {
        switch (node)
        {
            case ObjectNode { Fields.Count: 0 }:
                text.Append("{}");
                break;
            case ObjectNode fields:
                text.Append("{\n");
                AppendFields(text, fields, indent + indentSize, indentSize);
                text.Append(' ', indent).Append('}');
                break;
            case ArrayNode array:
                text.Append('[');
                for (int i = 0; i < array.Items.Count; i++)
                {
                    if (i > 0) text.Append(", ");
                    AppendValue(text, array.Items[i], indent, indentSize);
                }

                text.Append(']');
                break;
            case LiteralNode literal:
                text.Append(Literal(literal));
                break;
        }
    }

    private static bool IsPlainWord(string text) => text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static string Quote(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        foreach (char c in value)
        {
            switch (c)
            {
                case '"': text.Append("\\\""); break;
                case '\\': text.Append("\\\\"); break;
                case '\n': text.Append("\\n"); break;
                case '\r': text.Append("\\r"); break;
                case '\t': text.Append("\\t"); break;
                case < ' ' or '\u007f' or (>= '\ud800' and <= '\udfff') or '\ufeff':
                    text.Append("\\u").Append(((int)c).ToString("x4"));
                    break;
                default: text.Append(c); break;
            }
        }

        return text.Append('"').ToString();
    }
}
