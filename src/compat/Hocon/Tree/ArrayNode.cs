namespace Hocon.Tree;

internal sealed class ArrayNode : HoconNode
{
    public ArrayNode(IReadOnlyList<HoconNode> items)
    {
        Items = items;
        int depth = 0;
        foreach (var item in items)
        {
            depth = Math.Max(depth, item.Depth);
            Weight += item.Weight;
        }

        Depth = depth + 1;
    }

    public override HoconType Type => HoconType.Array;

    public IReadOnlyList<HoconNode> Items { get; }
}
