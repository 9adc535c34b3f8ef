using Hocon.Tree;

namespace Hocon.Syntax;

/// <summary>Reads one source into a draft. The grammar is that of the HOCON specification, section by section.</summary>
internal sealed class DocumentParser
{
    private readonly TextCursor _cursor;
    private readonly IncludeScope _scope;
    private readonly List<string> _path = [];
    private int _arrays;
    private int _nesting;

    private DocumentParser(string text, IncludeScope scope, Dialect dialect, int nesting)
    {
        _cursor = new TextCursor(text, scope.Name, dialect);
        _scope = scope;
        _nesting = nesting;
    }

    public static ObjectNode Parse(string text, IIncludeSource includes, Dialect dialect = Dialect.Specification, string? name = null) =>
        Resolver.Resolve(new DocumentParser(text, IncludeScope.Outermost(includes, name), dialect, 0).Document());

    private bool IsAkka => _cursor.Dialect == Dialect.Akka;

    private DraftObject Document()
    {
        _cursor.SkipLines();
        if (_cursor.Peek() == '[') throw _cursor.Unexpected("an object: the root of a configuration can't be an array");
        var root = _cursor.Peek() == '{' ? Object() : Fields(braced: false);
        _cursor.SkipLines();
        while (IsAkka && _cursor.Peek() == '}')
        {
            _cursor.Advance();
            _cursor.SkipLines();
        }

        return _cursor.Peek() == TextCursor.End ? root : throw _cursor.Unexpected("the end of the text after the '}' of the root object");
    }

    /// <summary>A document that is included as a value, and so may be an array.</summary>
    private Draft Anything()
    {
        _cursor.SkipLines();
        if (_cursor.Peek() != '[') return Document();
        var items = Array();
        _cursor.SkipLines();
        return _cursor.Peek() == TextCursor.End ? items : throw _cursor.Unexpected("the end of the text after the ']' of the root array");
    }

    private DraftObject Object()
    {
        Enter(1);
        _cursor.Advance();
        var fields = Fields(braced: true);
        if (_cursor.Peek() == '}') _cursor.Advance();
        _nesting--;
        return fields;
    }

    /// <summary>Fields up to the closing brace or the end of the text.</summary>
    private DraftObject Fields(bool braced)
    {
        var fields = new DraftObject();
        _cursor.SkipLines();
        while (!AtEndOfFields(braced))
        {
            bool separate = true;
            if (IncludeStatement.IsAt(_cursor)) Include(fields);
            else separate = !(Field(fields) && IsAkka);
            bool newLine = _cursor.SkipLines();
            if (_cursor.Peek() == ',')
            {
                _cursor.Advance();
                _cursor.SkipLines();
            }
            else if (separate && !newLine && !AtEndOfFields(braced))
            {
                throw _cursor.Unexpected(braced ? "',', a new line or '}' after the value" : "',' or a new line after the value");
            }
        }

        return fields;
    }

    private bool AtEndOfFields(bool braced) => _cursor.Peek() switch
    {
        '}' => braced || IsAkka,
        TextCursor.End => !braced || IsAkka,
        _ => false,
    };

    /// <summary>True if the field ends with a closing brace.</summary>
    private bool Field(DraftObject owner)
    {
        if (_cursor.Peek() == TextCursor.End) throw _cursor.Unexpected("a key or '}'");
        var key = PathReader.Read(_cursor);
        _cursor.SkipLines();
        bool append = _cursor.At("+=");
        var position = _cursor.Position;
        if (append) _cursor.Advance(2);
        else if (_cursor.Peek() is ':' or '=') _cursor.Advance();
        else if (_cursor.Peek() != '{') throw _cursor.Unexpected($"'=', ':', '+=' or '{{' after the key '{string.Join('.', key)}'");
        _cursor.SkipLines();

        Enter(key.Count);
        _path.AddRange(key);
        var value = Value();
        _path.RemoveRange(_path.Count - key.Count, key.Count);
        _nesting -= key.Count;
        owner.Assign(key, append ? new DraftAppend(value, position) : value);
        return value is DraftObject or DraftConcatenation { Parts: [.., DraftObject] };
    }

    private void Include(DraftObject owner)
    {
        var statement = IncludeStatement.Read(_cursor);
        if (statement.Open(_scope, _arrays == 0 ? _path.ToArray() : null) is var (scope, text))
            owner.Absorb(new DocumentParser(text, scope, _cursor.Dialect, _nesting).Document());
    }

    private DraftArray Array()
    {
        Enter(1);
        _arrays++;
        _cursor.Advance();
        var items = new List<Draft>();
        _cursor.SkipLines();
        while (_cursor.Peek() != ']')
        {
            items.Add(Value());
            bool newLine = _cursor.SkipLines();
            if (_cursor.Peek() == ',')
            {
                _cursor.Advance();
                _cursor.SkipLines();
            }
            else if (!newLine && _cursor.Peek() != ']')
            {
                throw _cursor.Unexpected("',', a new line or ']' after the array's item");
            }
        }

        _cursor.Advance();
        _arrays--;
        _nesting--;
        return new DraftArray(items);
    }

    /// <summary>One or more parts beside one another, up to a comma, a closing bracket, a comment or the end of the line.</summary>
    private Draft Value()
    {
        var position = _cursor.Position;
        var parts = new List<Draft>();
        while (true)
        {
            int blanks = _cursor.Index;
            _cursor.SkipBlanks();
            string gap = _cursor.TextFrom(blanks);
            if (IsAkka && parts is [.., DraftObject] && (_cursor.Peek() == '"' || StringReader.AtUnquoted(_cursor))) break;
            if (((parts.Count == 0 ? Included() : null) ?? Part()) is not { } part) break;
            if (parts is [.., DraftLiteral { Literal: var left }] && part is DraftLiteral { Literal: var right }) parts[^1] = new DraftLiteral(Join(left, gap, right));
            else if (parts is [.., DraftObject first] && part is DraftObject second) first.Absorb(second);
            else if (parts.Count > 0 && gap.Length > 0) parts.AddRange([new DraftLiteral(new LiteralNode(gap, HoconLiteralType.Whitespace)), part]);
            else parts.Add(part);
        }

        return parts.Count switch
        {
            0 => throw _cursor.Unexpected(_path.Count == 0 ? "a value" : $"a value for '{string.Join('.', _path)}'"),
            1 => parts[0],
            _ => new DraftConcatenation(parts, position),
        };
    }

    /// <summary>The object or array that a value includes; empty where nothing is found; null where no include stands.</summary>
    private Draft? Included()
    {
        if (IsAkka || IncludeStatement.TryRead(_cursor) is not { } statement) return null;
        if (statement.Open(_scope, _arrays == 0 ? _path.ToArray() : null) is not var (scope, text)) return new DraftObject();
        var included = new DocumentParser(text, scope, _cursor.Dialect, _nesting);
        return included.Anything();
    }

    private Draft? Part()
    {
        switch (_cursor.Peek())
        {
            case '{':
                return Object();
            case '[':
                return Array();
            case '$' when _cursor.Peek(1) == '{':
                return Substitution();
            case '"':
                string text = StringReader.Quoted(_cursor, out var kind);
                return new DraftLiteral(new LiteralNode(text, kind));
            case TextCursor.End or '\n' or ',' or '}' or ']':
                return null;
            case var _ when StringReader.AtUnquoted(_cursor):
                return new DraftLiteral(LiteralNode.Unquoted(StringReader.Unquoted(_cursor)));
            case var _ when _cursor.AtComment:
                return null;
            default:
                var error = _cursor.Unexpected("a value, which must be in quotes where it has one of $ : = + ` ^ ? ! @ * & \\");
                error.AssignmentInText = _cursor.Peek() is '=' or ':';
                throw error;
        }
    }

    private DraftSubstitution Substitution()
    {
        var position = _cursor.Position;
        _cursor.Advance(2);
        bool optional = _cursor.Peek() == '?';
        if (optional) _cursor.Advance();
        _cursor.SkipBlanks();
        var path = PathReader.Read(_cursor);
        if (_cursor.Peek() != '}') throw _cursor.Unexpected("'}' after the path of the substitution");
        _cursor.Advance();
        var candidates = _scope.Prefixes.Select(prefix => (IReadOnlyList<string>)[.. prefix, .. path]).Append(path).ToArray();
        return new DraftSubstitution(candidates, string.Join('.', path), optional, position);
    }

    private void Enter(int levels)
    {
        _nesting += levels;
        if (_nesting > Limits.Nesting) throw _cursor.Position.Error($"more than {Limits.Nesting} objects and arrays inside one another.");
    }

    private static LiteralNode Join(LiteralNode left, string gap, LiteralNode right)
    {
        string text = left.Text + gap + right.Text;
        bool quoted = IsQuoted(left) || IsQuoted(right);
        return quoted ? new LiteralNode(text, HoconLiteralType.QuotedString) : LiteralNode.Unquoted(text);
    }

    private static bool IsQuoted(LiteralNode literal) => literal.Kind is HoconLiteralType.QuotedString or HoconLiteralType.TripleQuotedString;
}
