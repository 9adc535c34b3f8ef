using System.Text;

namespace Hocon.Syntax;

/// <summary>Reads path expressions: keys, what stands between <c>${</c> and <c>}</c>, and paths given to getters.</summary>
internal static class PathReader
{
    /// <summary>A whole text as a path; white space around a key belongs to it.</summary>
    public static List<string> Read(string text)
    {
        var cursor = new TextCursor(text, $"path '{text}'");
        var path = Read(cursor, keepsBlanks: true);
        if (cursor.Peek() != TextCursor.End) throw cursor.Unexpected("a dot or the end of the path (quote a key that has other characters)");
        return path;
    }

    /// <summary>Reads segments up to the first character that can't be in a path; the white space before that is skipped.</summary>
    /// <param name="keepsBlanks">Whether white space before the first key and behind the last belongs to them.</param>
    public static List<string> Read(TextCursor cursor, bool keepsBlanks = false)
    {
        var path = new List<string>();
        var segment = new StringBuilder();
        bool begun = false;
        while (true)
        {
            int blanks = cursor.Index;
            cursor.SkipBlanks();
            string gap = cursor.TextFrom(blanks);
            int c = cursor.Peek();
            if (c == '"')
            {
                segment.Append(gap).Append(StringReader.Quoted(cursor, out _));
                begun = true;
            }
            else if (c == '.')
            {
                if (!begun) throw EmptySegment(cursor);
                path.Add(segment.Append(gap).ToString());
                segment.Clear();
                begun = false;
                cursor.Advance();
            }
            else if (StringReader.AtUnquoted(cursor))
            {
                segment.Append(gap);
                for (; StringReader.AtUnquoted(cursor) && cursor.Peek() != '.'; cursor.Advance()) segment.Append((char)cursor.Peek());
                begun = true;
            }
            else
            {
                if (!begun) throw path.Count == 0 ? cursor.Unexpected("a key") : EmptySegment(cursor);
                path.Add(segment.Append(keepsBlanks ? gap : "").ToString());
                return path.Count <= Limits.Nesting ? path : throw cursor.Position.Error($"the path has {path.Count} segments; at most {Limits.Nesting} are allowed.");
            }
        }
    }

    private static HoconParserException EmptySegment(TextCursor cursor) =>
        cursor.Unexpected("a key beside the dot (write \"\" for an empty key, \".\" for a dot in a key)");
}
