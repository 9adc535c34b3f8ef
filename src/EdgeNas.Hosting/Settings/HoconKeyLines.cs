namespace EdgeNas.Hosting.Settings;

/// <summary>
/// On which line of a HOCON text each key was written last. The parser keeps no positions of values; this reads just enough of the language to find them, and of
/// a text that is none it finds what it can. Paths are dotted; elements of an array are <c>layers[0]</c>, <c>layers[1]</c>.
/// </summary>
internal sealed class HoconKeyLines
{
    private readonly Dictionary<string, int> _lines = [];
    private readonly string _text;
    private int _at;
    private int _line = 1;

    public HoconKeyLines(string text)
    {
        _text = text;
        ReadFields("");
        while (_at < _text.Length)
        {
            // A closing bracket too many: not ours to complain about.
            Step();
            ReadFields("");
        }
    }

    /// <summary>The line of a key, counted from 1; of the nearest object around it where the key itself isn't there; null where none is.</summary>
    public int? Find(string path)
    {
        while (true)
        {
            if (_lines.TryGetValue(path, out int line)) return line;
            int cut = path.LastIndexOfAny(['.', '[']);
            if (cut < 0) return null;
            path = path[..cut];
        }
    }

    private char Current => _at < _text.Length ? _text[_at] : '\0';

    private void Step(int count = 1)
    {
        for (; count > 0 && _at < _text.Length; count--)
        {
            if (_text[_at++] == '\n') _line++;
        }
    }

    private void ReadFields(string prefix)
    {
        while (true)
        {
            SkipBlank(",");
            if (_at >= _text.Length || Current is '}' or ']') return;
            if (Current == '{')
            {
                ReadObject(prefix);
                continue;
            }

            int line = _line;
            string? key = ReadKey();
            if (key is null) continue;
            string path = prefix.Length == 0 ? key : $"{prefix}.{key}";
            _lines[path] = line;
            ReadValue(path);
        }
    }

    private void ReadObject(string prefix)
    {
        Step();
        ReadFields(prefix);
        if (Current == '}') Step();
    }

    private void ReadArray(string path)
    {
        Step();
        for (int element = 0; ; element++)
        {
            SkipBlank(",");
            if (_at >= _text.Length || Current is ']' or '}') break;
            string item = $"{path}[{element}]";
            _lines[item] = _line;
            ReadValue(item);
        }

        if (Current == ']') Step();
    }

    /// <summary>A key up to what separates it from its value, or null where the line holds none (such as an include).</summary>
    private string? ReadKey()
    {
        var key = new System.Text.StringBuilder();
        while (_at < _text.Length && Current is not ('=' or ':' or '{' or '\n'))
        {
            if (Current == '"') key.Append(ReadQuoted());
            else if (IsComment()) SkipLine();
            else if (Current == '+' && _at + 1 < _text.Length && _text[_at + 1] == '=') Step();
            else
            {
                if (Current is '}' or ']' or ',') return null;
                key.Append(Current);
                Step();
            }
        }

        if (Current is '=' or ':') Step();
        else if (Current != '{') return null;
        return key.ToString().Trim();
    }

    /// <summary>One value, which may be put together from several parts on one line.</summary>
    private void ReadValue(string path)
    {
        SkipBlank("");
        while (_at < _text.Length && Current is not ('\n' or ',' or '}' or ']'))
        {
            if (Current == '{') ReadObject(path);
            else if (Current == '[') ReadArray(path);
            else if (Current == '$' && _at + 1 < _text.Length && _text[_at + 1] == '{') SkipTo("}");
            else if (Current == '"') ReadQuoted();
            else if (IsComment()) SkipLine();
            else Step();
        }
    }

    private string ReadQuoted()
    {
        if (string.CompareOrdinal(_text, _at, "\"\"\"", 0, 3) == 0)
        {
            Step(3);
            SkipTo("\"\"\"");
            return "";
        }

        Step();
        int start = _at;
        while (_at < _text.Length && Current is not ('"' or '\n')) Step(Current == '\\' ? 2 : 1);
        string quoted = _text[start..Math.Min(_at, _text.Length)];
        if (Current == '"') Step();
        return quoted;
    }

    private void SkipTo(string end)
    {
        int found = _text.IndexOf(end, _at, StringComparison.Ordinal);
        Step((found < 0 ? _text.Length : found + end.Length) - _at);
    }

    private bool IsComment() => Current == '#' || (Current == '/' && _at + 1 < _text.Length && _text[_at + 1] == '/');

    private void SkipLine()
    {
        while (_at < _text.Length && Current != '\n') Step();
    }

    private void SkipBlank(string also)
    {
        while (_at < _text.Length)
        {
            if (char.IsWhiteSpace(Current) || also.Contains(Current)) Step();
            else if (IsComment()) SkipLine();
            else return;
        }
    }
}
