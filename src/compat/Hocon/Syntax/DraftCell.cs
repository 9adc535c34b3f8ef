using Hocon.Tree;

namespace Hocon.Syntax;

/// <summary>All that was assigned to one key, in order.</summary>
internal sealed class DraftCell
{
    private readonly List<Draft> _definitions = [];

    public IReadOnlyList<Draft> Definitions => _definitions;

    /// <summary>The definitions that are being resolved, outermost first: a reference back to the key sees only what is below the last of them.</summary>
    public List<(int Definition, int Frame)> InProgress { get; } = [];

    /// <summary>What the cell resolved to, once that is known not to depend on where it was asked from.</summary>
    public (bool Known, HoconNode? Node) Resolved { get; set; }

    public void Assign(Draft value)
    {
        switch (value)
        {
            case DraftObject added when _definitions is [.., DraftObject top]:
                top.Absorb(added);
                return;
            case DraftLiteral:
                // It hides whatever was below.
                _definitions.Clear();
                break;
        }

        _definitions.Add(value);
    }

    public DraftObject TopObject()
    {
        if (_definitions is [.., DraftObject top]) return top;
        var added = new DraftObject();
        _definitions.Add(added);
        return added;
    }
}
