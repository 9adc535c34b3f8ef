namespace Hocon.Tree;

/// <summary>Fields in the order in which they first occurred.</summary>
internal sealed class ObjectNode : HoconNode
{
    public static readonly ObjectNode Empty = new([]);

    public ObjectNode(OrderedDictionary<string, HoconNode> fields)
    {
        Fields = fields;
        int depth = 0;
        foreach (var (key, value) in fields)
        {
            depth = Math.Max(depth, value.Depth);
            Weight += key.Length + value.Weight;
        }

        Depth = depth + 1;
    }

    public override HoconType Type => HoconType.Object;

    /// <summary>Not to be changed after construction.</summary>
    public OrderedDictionary<string, HoconNode> Fields { get; }

    /// <summary>These fields, and those of <paramref name="fallback"/> that are missing here; objects on both sides are merged.</summary>
    public ObjectNode WithFallback(ObjectNode fallback)
    {
        if (fallback.Fields.Count == 0) return this;
        if (Fields.Count == 0) return fallback;
        var merged = new OrderedDictionary<string, HoconNode>(Fields);
        foreach (var (key, value) in fallback.Fields)
        {
            if (!merged.TryGetValue(key, out var own)) merged.Add(key, value);
            else if (own is ObjectNode ownObject && value is ObjectNode valueObject) merged[key] = ownObject.WithFallback(valueObject);
        }

        return new ObjectNode(merged);
    }

    /// <summary>The same as <see cref="WithFallback"/>, with the fields of <paramref name="below"/> first: as in a document where these were written after those.</summary>
    public ObjectNode Over(ObjectNode below)
    {
        if (below.Fields.Count == 0) return this;
        if (Fields.Count == 0) return below;
        var merged = new OrderedDictionary<string, HoconNode>(below.Fields);
        foreach (var (key, value) in Fields)
            merged[key] = value is ObjectNode own && merged.GetValueOrDefault(key) is ObjectNode other ? own.Over(other) : value;
        return new ObjectNode(merged);
    }
}
