using System.Collections.ObjectModel;
using Hocon.Tree;

namespace Hocon;

public sealed class HoconArray : ReadOnlyCollection<HoconValue>, IHoconElement
{
    private readonly ArrayNode _node;

    internal HoconArray(ArrayNode node, IHoconElement? parent)
        : base(new List<HoconValue>(node.Items.Count))
    {
        _node = node;
        Parent = parent;
        foreach (var item in node.Items) Items.Add(new HoconValue(item, this));
    }

    public IHoconElement? Parent { get; }

    public HoconType Type => HoconType.Array;

    public string Raw => HoconPrinter.Print(_node);

    public HoconObject GetObject() => throw new HoconException("an array is no object.");

    public string GetString() => throw new HoconException("an array is no string.");

    public IList<HoconValue> GetArray() => this;

    public override string ToString() => Raw;
}
