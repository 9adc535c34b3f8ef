using System.Globalization;

namespace Hocon.Syntax;

/// <summary>Walks a text, counting lines and columns.</summary>
internal sealed class TextCursor
{
    /// <summary>What <see cref="Peek"/> answers behind the last character.</summary>
    public const int End = -1;

    private readonly string _text;
    private readonly string? _source;
    private int _index;
    private int _line = 1;
    private int _lineStart;

    public TextCursor(string text, string? source, Dialect dialect = Dialect.Specification)
    {
        _text = text;
        _source = source;
        Dialect = dialect;
        if (text.Length > Limits.SourceLength)
            throw Position.Error($"the text has {text.Length} characters; at most {Limits.SourceLength} are read. Split it with include.");
        if (text.StartsWith('\ufeff')) _lineStart = _index = 1;
    }

    public Dialect Dialect { get; }

    public SourcePosition Position => new(_source, _line, _index - _lineStart + 1);

    public int Index => _index;

    public int Peek(int ahead = 0) => _index + ahead < _text.Length ? _text[_index + ahead] : End;

    public bool At(string text) => string.CompareOrdinal(_text, _index, text, 0, text.Length) == 0;

    public string TextFrom(int start) => _text[start.._index];

    /// <summary>Remembers the place, to come back to it.</summary>
    public Action Mark()
    {
        var (index, line, lineStart) = (_index, _line, _lineStart);
        return () => (_index, _line, _lineStart) = (index, line, lineStart);
    }

    public void Advance(int count = 1)
    {
        for (; count > 0; count--)
        {
            if (_text[_index++] != '\n') continue;
            _line++;
            _lineStart = _index;
        }
    }

    public bool AtComment => Peek() == '#' || (Peek() == '/' && Peek(1) == '/');

    /// <summary>White space within a line, as the HOCON specification defines it.</summary>
    public bool AtBlank => Peek() is var c && c != '\n' && c != End && IsBlank((char)c);

    public void SkipBlanks()
    {
        while (AtBlank) Advance();
    }

    /// <summary>Skips white space, comments and line ends. True if there was a line end.</summary>
    public bool SkipLines()
    {
        int line = _line;
        while (true)
        {
            if (AtBlank || Peek() == '\n') Advance();
            else if (AtComment) SkipComment();
            else return _line != line;
        }
    }

    public HoconParserException Unexpected(string expected) => Position.Error($"expected {expected}, found {Found()}.");

    private void SkipComment()
    {
        int end = _text.IndexOf('\n', _index);
        _index = end < 0 ? _text.Length : end;
    }

    private string Found() => Peek() switch
    {
        End => "the end of the text",
        '\n' => "the end of the line",
        var c when char.IsControl((char)c) => $"the character U+{c:X4}",
        var c => $"'{(char)c}'",
    };

    private static bool IsBlank(char c) => c is ' ' or '\t' or '\v' or '\f' or '\r' or '\ufeff' or (>= '\u001c' and <= '\u001f')
        || (!char.IsAscii(c) && char.GetUnicodeCategory(c) is UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
