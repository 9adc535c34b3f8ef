namespace Hocon.Syntax;

/// <summary><c>include "x"</c>, <c>include file("x")</c>, <c>include required(file("x"))</c> and so on.</summary>
internal sealed record IncludeStatement(HoconCallbackType Type, string Name, bool Required, SourcePosition Position)
{
    private const string Keyword = "include";

    /// <summary>True where an include begins, and not a key that begins with the word.</summary>
    public static bool IsAt(TextCursor cursor)
    {
        if (!cursor.At(Keyword)) return false;
        int ahead = Keyword.Length;
        if (cursor.Peek(ahead) == '"') return true;
        while (cursor.Peek(ahead) is ' ' or '\t') ahead++;
        return ahead > Keyword.Length && (cursor.Peek(ahead) == '"' || (cursor.Peek(ahead) is >= 'a' and <= 'z' && !IsInKey(cursor, ahead)));
    }

    /// <summary>An include that stands where a value is expected. What can't be one is a word there.</summary>
    public static IncludeStatement? TryRead(TextCursor cursor)
    {
        if (!IsAt(cursor)) return null;
        var back = cursor.Mark();
        try
        {
            return Read(cursor);
        }
        catch (HoconParserException)
        {
            back();
            return null;
        }
    }

    public static IncludeStatement Read(TextCursor cursor)
    {
        var position = cursor.Position;
        cursor.Advance(Keyword.Length);
        cursor.SkipBlanks();
        bool required = TryOpen(cursor, "required");
        var type = HoconCallbackType.File;
        bool typed = true;
        if (TryOpen(cursor, "url")) type = HoconCallbackType.Url;
        else if (TryOpen(cursor, "classpath") || TryOpen(cursor, "resource")) type = HoconCallbackType.Resource;
        else typed = TryOpen(cursor, "file");

        if (cursor.Peek() != '"') throw cursor.Unexpected("a quoted name, file(\"…\"), url(\"…\"), classpath(\"…\") or required(…) after include (a key that begins with include needs quotes)");
        string name = StringReader.Quoted(cursor, out _);
        for (int open = (required ? 1 : 0) + (typed ? 1 : 0); open > 0; open--)
        {
            cursor.SkipBlanks();
            if (cursor.Peek() != ')') throw cursor.Unexpected("')'");
            cursor.Advance();
        }

        return new IncludeStatement(type, name, required, position);
    }

    /// <summary>The scope and text of what is included; null if there is none and none is required.</summary>
    public (IncludeScope Scope, string Text)? Open(IncludeScope from, IReadOnlyList<string>? path)
    {
        if (!from.Source.Supports(Type)) throw Position.Error($"'{Name}' can't be included: files can include files only. Parse the text with an include callback for other kinds.");
        if (from.Level >= Limits.IncludeNesting) throw Position.Error($"more than {Limits.IncludeNesting} includes inside one another: {string.Join(" → ", from.Chain())}.");
        if (!from.Budget.TrySpend()) throw Position.Error($"more than {Limits.Includes} includes.");
        var opened = Fetch(from);
        if (opened is null && Required) throw Position.Error($"the required include '{Name}' was not found.");
        if (opened is not var (text, name)) return null;
        for (var scope = from; scope is not null; scope = scope.Parent)
            if (scope.Name == name) throw Position.Error($"'{Name}' includes itself: {string.Join(" → ", from.Chain())} → {name}.");
        return (from.Inner(name, path), text);
    }

    private (string Text, string Name)? Fetch(IncludeScope from)
    {
        try
        {
            return from.Source.Open(Type, Name, from.Name);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Position.Error($"the include '{Name}' can't be read: {error.Message}");
        }
    }

    private static bool IsInKey(TextCursor cursor, int ahead)
    {
        while (cursor.Peek(ahead) is not (TextCursor.End or '\n' or '"' or '(' or '=' or ':' or '{')) ahead++;
        return cursor.Peek(ahead) is '=' or ':' or '{';
    }

    private static bool TryOpen(TextCursor cursor, string word)
    {
        if (!cursor.At(word)) return false;
        int ahead = word.Length;
        while (cursor.Peek(ahead) is ' ' or '\t') ahead++;
        if (cursor.Peek(ahead) != '(') return false;
        cursor.Advance(ahead + 1);
        cursor.SkipBlanks();
        return true;
    }
}
