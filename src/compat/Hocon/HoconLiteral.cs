using Hocon.Tree;

namespace Hocon;

/// <summary>A simple value.</summary>
public abstract class HoconLiteral : IHoconElement
{
    private protected HoconLiteral(LiteralNode node, IHoconElement? parent)
    {
        Node = node;
        Parent = parent;
    }

    public IHoconElement? Parent { get; }

    internal LiteralNode Node { get; }

    public HoconType Type => Node.Type;

    public HoconLiteralType LiteralType => Node.Kind;

    /// <summary>The text without quotes; null for <c>null</c>.</summary>
    public string? Value => GetString();

    public string Raw => HoconPrinter.Literal(Node);

    public string? GetString() => NodeReading.AsString(Node);

    public HoconObject GetObject() => throw new HoconException($"{Raw} is no object.");

    public IList<HoconValue> GetArray() => throw new HoconException($"{Raw} is no array.");

    public bool Equals(IHoconElement? other) => SameValue.Equal(this, other);

    public override bool Equals(object? obj) => Equals(obj as IHoconElement);

    public override int GetHashCode() => SameValue.Hash(this);

    public override string ToString() => Raw;
}
