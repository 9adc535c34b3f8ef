namespace Hocon.Tree;

/// <summary>A resolved value: immutable, shared freely between configurations.</summary>
internal abstract class HoconNode
{
    public abstract HoconType Type { get; }

    /// <summary>Levels of objects and arrays, 1 for a literal.</summary>
    public int Depth { get; protected init; } = 1;

    /// <summary>What the value costs when it is written out in full: shared parts count each time they occur.</summary>
    public long Weight { get; protected init; } = NodeWeight;

    /// <summary>The weight of a node beside its text.</summary>
    protected const long NodeWeight = 16;

    public bool IsNull => this is LiteralNode { Kind: HoconLiteralType.Null };

    /// <summary>The value at a path below this one; null if there is none.</summary>
    public HoconNode? Find(IReadOnlyList<string> path)
    {
        HoconNode? node = this;
        for (int i = 0; i < path.Count && node is not null; i++)
            node = (node as ObjectNode)?.Fields.GetValueOrDefault(path[i]);
        return node;
    }
}
