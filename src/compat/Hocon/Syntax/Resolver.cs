using System.Runtime.CompilerServices;
using Hocon.Tree;

namespace Hocon.Syntax;

/// <summary>
/// Turns a draft into values: merges what was assigned to each key and replaces substitutions.
/// A substitution is looked up when its value is needed, in the finished document ("look forward"); where that leads back to the definition being resolved,
/// only what was assigned before it counts ("look back"); where there is nothing, it is a cycle.
/// </summary>
/// <remarks>HOCON specification, "Substitutions", "Self-Referential Substitutions" and "Value concatenation".</remarks>
internal sealed class Resolver
{
    private readonly DraftObject _root;
    private int _steps;
    private int _depth;
    private int _frames;

    // The outermost definition in progress that a look back was limited by: what depends on it must not be remembered.
    private int _lowestFrame = int.MaxValue;
    private int _looksBack;
    private bool _incomplete;

    private Resolver(DraftObject root) => _root = root;

    public static ObjectNode Resolve(DraftObject root) => new Resolver(root).Object(root);

    private ObjectNode Object(DraftObject draft)
    {
        var fields = new OrderedDictionary<string, HoconNode>(draft.Cells.Count);
        foreach (var (key, cell) in draft.Cells)
        {
            if (Cell(cell) is { } node) fields.Add(key, node);
            else if (cell.InProgress.Count > 0) _incomplete = true;
        }

        return Bounded(new ObjectNode(fields));
    }

    /// <summary>A key's value; null if all that was assigned to it are optional substitutions without a value.</summary>
    private HoconNode? Cell(DraftCell cell)
    {
        if (cell.Resolved.Known) return cell.Resolved.Node;
        if (cell.InProgress.Count > 0) return Merged(cell, LookBack(cell));
        int outer = _lowestFrame, start = _frames;
        _lowestFrame = int.MaxValue;
        var node = Merged(cell, cell.Definitions.Count);
        if (_lowestFrame >= start)
        {
            cell.Resolved = (true, node);
            _lowestFrame = int.MaxValue;
        }

        _lowestFrame = Math.Min(outer, _lowestFrame);
        return node;
    }

    private int LookBack(DraftCell cell)
    {
        var (definition, frame) = cell.InProgress[^1];
        _lowestFrame = Math.Min(_lowestFrame, frame);
        _looksBack++;
        return definition;
    }

    /// <summary>The first <paramref name="count"/> definitions of a cell, later over earlier.</summary>
    private HoconNode? Merged(DraftCell cell, int count)
    {
        ObjectNode? merged = null;
        List<HoconNode>? appended = null;
        SourcePosition appendedAt = default;
        for (int i = count - 1; i >= 0; i--)
        {
            var definition = cell.Definitions[i];
            if (definition is DraftAppend append)
            {
                if (merged is not null) return merged;
                appendedAt = append.Position;
                if (Definition(cell, i) is { } item) (appended ??= []).Add(item);
                continue;
            }

            if (Definition(cell, i) is not { } node) continue;
            if (appended is not null) return Appended(node, appended, appendedAt);
            if (node is not ObjectNode fields) return merged ?? node;
            merged = merged is null ? fields : Bounded(merged.Over(fields));
        }

        return appended is null ? merged : Appended(new ArrayNode([]), appended, appendedAt);
    }

    private ArrayNode Appended(HoconNode below, List<HoconNode> reversed, SourcePosition position)
    {
        var items = Items(below) ?? throw position.Error($"expected an array to append to, found {NodeReading.Describe(below)}.");
        return Bounded(new ArrayNode([.. items, .. Enumerable.Reverse(reversed)]));
    }

    private HoconNode? Definition(DraftCell cell, int index)
    {
        var draft = cell.Definitions[index];
        if (draft is DraftLiteral or DraftObject) return Value(draft);
        cell.InProgress.Add((index, _frames++));
        var node = Value(draft is DraftAppend append ? append.Item : draft);
        cell.InProgress.RemoveAt(cell.InProgress.Count - 1);
        _frames--;
        return node;
    }

    private HoconNode? Value(Draft draft)
    {
        Spend(1);
        if (++_depth > Limits.ResolvedNesting || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new HoconParserException($"values and substitutions are nested more than {Limits.ResolvedNesting} deep.");
        HoconNode? node = draft switch
        {
            DraftLiteral literal => literal.Literal,
            DraftObject fields => Object(fields),
            DraftArray array => Bounded(new ArrayNode(array.Items.Select(Value).OfType<HoconNode>().ToArray())),
            DraftConcatenation parts => Concatenation(parts),
            DraftSubstitution substitution => Substitution(substitution),
            _ => throw new InvalidOperationException($"{draft.GetType().Name} has no value of its own."),
        };
        _depth--;
        return node;
    }

    private HoconNode? Substitution(DraftSubstitution substitution)
    {
        bool outer = _incomplete;
        int looksBack = _looksBack;
        HoconNode? node = null;
        for (int i = 0; i < substitution.Candidates.Count && node is null; i++)
        {
            _incomplete = false;
            node = Find(_root, substitution.Candidates[i], 0);
            if (_incomplete) node = null;
        }

        _incomplete = outer;
        if (node is null && Environment.GetEnvironmentVariable(substitution.Variable) is { } text)
            node = LiteralNode.KindOfUnquoted(text) == HoconLiteralType.Null ? new LiteralNode(text, HoconLiteralType.QuotedString) : LiteralNode.Unquoted(text);
        if (node is not null || substitution.Optional) return node;
        throw substitution.Position.Error(_looksBack > looksBack
            ? $"{substitution} is part of a cycle, a cyclic substitution: its value depends on itself, and nothing was assigned before."
            : $"{substitution} refers to a key that doesn't exist, nor is there an environment variable of that name. Write ${{?…}} where it may be missing.");
    }

    private HoconNode? Find(DraftObject draft, IReadOnlyList<string> path, int done)
    {
        Spend(1);
        return draft.Cells.TryGetValue(path[done], out var cell) ? Find(cell, path, done + 1) : null;
    }

    /// <summary>What a path leads to below a cell, without resolving the cell's other fields.</summary>
    private HoconNode? Find(DraftCell cell, IReadOnlyList<string> path, int done)
    {
        if (done == path.Count) return Cell(cell);
        if (cell.Resolved.Known) return cell.Resolved.Node?.Find([.. path.Skip(done)]);
        ObjectNode? merged = null;
        for (int i = (cell.InProgress.Count > 0 ? LookBack(cell) : cell.Definitions.Count) - 1; i >= 0; i--)
        {
            HoconNode? found;
            if (cell.Definitions[i] is DraftObject fields)
            {
                found = Find(fields, path, done);
            }
            else
            {
                if (cell.Definitions[i] is DraftAppend) break;
                var node = Definition(cell, i);
                if (node is null) continue;
                if (node is not ObjectNode) break;
                found = node.Find([.. path.Skip(done)]);
            }

            if (found is null) continue;
            if (found is not ObjectNode foundObject) return merged ?? found;
            merged = merged is null ? foundObject : Bounded(merged.Over(foundObject));
        }

        return merged;
    }

    private HoconNode? Concatenation(DraftConcatenation draft)
    {
        var parts = draft.Parts.Select(Value).OfType<HoconNode>().ToArray();
        var values = parts.Where(part => part is not LiteralNode { Kind: HoconLiteralType.Whitespace }).ToArray();
        if (values.Length == 0) return null;
        if (values.All(value => value is LiteralNode)) return Text(parts.Cast<LiteralNode>().ToArray(), draft.Position);
        return values.Aggregate((left, right) => (left, right) switch
        {
            (ObjectNode leftObject, ObjectNode rightObject) => Bounded(rightObject.Over(leftObject)),
            _ when Items(left) is { } leftItems && Items(right) is { } rightItems => Bounded(new ArrayNode([.. leftItems, .. rightItems])),
            _ => throw draft.Position.Error($"expected values that can stand beside one another, found {NodeReading.Describe(left)} beside {NodeReading.Describe(right)}."),
        });
    }

    private static LiteralNode Text(LiteralNode[] parts, SourcePosition position)
    {
        if (parts.Length == 1) return parts[0];
        long length = parts.Sum(part => (long)part.Text.Length);
        if (length > Limits.SourceLength) throw position.Error($"the concatenated text has {length} characters; at most {Limits.SourceLength} are allowed.");
        string text = string.Concat(parts.Select(part => part.Text));
        bool quoted = parts.Any(part => part.Kind is HoconLiteralType.QuotedString or HoconLiteralType.TripleQuotedString);
        return quoted ? new LiteralNode(text, HoconLiteralType.QuotedString) : LiteralNode.Unquoted(text);
    }

    private static IReadOnlyList<HoconNode>? Items(HoconNode node) => node switch
    {
        ArrayNode array => array.Items,
        ObjectNode fields => NodeReading.Numbered(fields),
        _ => null,
    };

    private T Bounded<T>(T node)
        where T : HoconNode
    {
        Spend(node switch { ObjectNode fields => fields.Fields.Count, ArrayNode array => array.Items.Count, _ => 1 });
        if (node.Depth > Limits.ResolvedNesting) throw new HoconParserException($"substitutions build a value more than {Limits.ResolvedNesting} levels deep.");
        if (node.Weight > Limits.ResolvedWeight) throw new HoconParserException("substitutions build a value of more than 2 million parts or 32 million characters.");
        return node;
    }

    private void Spend(int steps)
    {
        _steps += steps;
        if (_steps > Limits.ResolveSteps) throw new HoconParserException($"resolving the substitutions takes more than {Limits.ResolveSteps} steps.");
    }
}
