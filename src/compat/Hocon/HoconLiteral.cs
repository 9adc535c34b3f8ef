using Hocon.Tree;

namespace Hocon;

/// <summary>A simple value.</summary>
public abstract class HoconLiteral : IHoconElement
{
    private readonly LiteralNode _node;

    private protected HoconLiteral(LiteralNode node, IHoconElement? parent)
    {
        _node = node;
        Parent = parent;
    }

    public IHoconElement? Parent { get; }

    public HoconType Type => _node.Type;

    public HoconLiteralType LiteralType => _node.Kind;

    /// <summary>The text without quotes; null for <c>null</c>.</summary>
    public string? Value => GetString();

    public string Raw => HoconPrinter.Literal(_node);

    public string? GetString() => NodeReading.AsString(_node);

    public HoconObject GetObject() => throw new HoconException($"{Raw} is no object.");

    public IList<HoconValue> GetArray() => throw new HoconException($"{Raw} is no array.");

    public override string ToString() => Raw;
}
