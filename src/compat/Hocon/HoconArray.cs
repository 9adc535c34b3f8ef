using System.Collections.ObjectModel;
using Hocon.Tree;

namespace Hocon;

public sealed class HoconArray : ReadOnlyCollection<HoconValue>, IHoconElement
{
    internal HoconArray(ArrayNode node, IHoconElement? parent)
        : base(new List<HoconValue>(node.Items.Count))
    {
        Node = node;
        Parent = parent;
        foreach (var item in node.Items) Items.Add(new HoconValue(item, this));
    }

    public IHoconElement? Parent { get; }

    internal ArrayNode Node { get; }

    public HoconType Type => HoconType.Array;

    public string Raw => HoconPrinter.Print(Node);

    public HoconObject GetObject() => throw new HoconException("an array is no object.");

    public string GetString() => throw new HoconException("an array is no string.");

    public IList<HoconValue> GetArray() => this;

    public bool Equals(IHoconElement? other) => SameValue.Equal(this, other);

    public override bool Equals(object? obj) => Equals(obj as IHoconElement);

    public override int GetHashCode() => SameValue.Hash(this);

    public override string ToString() => Raw;
}
