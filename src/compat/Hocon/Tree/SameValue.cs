namespace Hocon.Tree;

/// <summary>Equality of elements: by their values, whatever they were written like.</summary>
internal static class SameValue
{
    public static bool Equal(IHoconElement element, IHoconElement? other)
    {
        if (ReferenceEquals(element, other)) return true;
        if (other is null) return false;
        if (element is HoconField field != other is HoconField) return false;
        return (element is not HoconField own || own.Key == ((HoconField)other).Key) && Equal(NodeOf(element), NodeOf(other));
    }

    public static int Hash(IHoconElement element) => Hash(NodeOf(element));

    private static HoconNode NodeOf(IHoconElement element) => element switch
    {
        HoconValue value => value.Node,
        HoconField field => field.Value.Node,
        HoconObject fields => fields.Node,
        HoconArray array => array.Node,
        _ => ((HoconLiteral)element).Node,
    };

    private static bool Equal(HoconNode left, HoconNode right) => (left, right) switch
    {
        (LiteralNode one, LiteralNode other) => one.Type == other.Type && one.Text == other.Text,
        (ArrayNode one, ArrayNode other) => one.Items.Count == other.Items.Count && one.Items.Zip(other.Items).All(static items => Equal(items.First, items.Second)),
        (ObjectNode one, ObjectNode other) => one.Fields.Count == other.Fields.Count
            && one.Fields.All(field => other.Fields.TryGetValue(field.Key, out var value) && Equal(field.Value, value)),
        _ => false,
    };

    private static int Hash(HoconNode node) => node switch
    {
        LiteralNode literal => HashCode.Combine(literal.Type, literal.Text),
        ArrayNode array => array.Items.Aggregate(1, static (hash, item) => HashCode.Combine(hash, Hash(item))),
        _ => ((ObjectNode)node).Fields.Sum(static field => HashCode.Combine(field.Key, Hash(field.Value)) & 0xFFFF),
    };
}
