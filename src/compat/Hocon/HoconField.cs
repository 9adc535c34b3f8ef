using Hocon.Tree;

namespace Hocon;

/// <summary>A key of an object with its value.</summary>
public sealed class HoconField : IHoconElement
{
    private readonly HoconObject _parent;

    internal HoconField(string key, HoconNode value, HoconObject parent)
    {
        _parent = parent;
        Key = key;
        Value = new HoconValue(value, this);
    }

    public IHoconElement Parent => _parent;

    public string Key { get; }

    /// <summary>From the root to this field; elements within arrays begin anew.</summary>
    public HoconPath Path => new(_parent.Path.Append(Key));

    public HoconValue Value { get; }

    public HoconType Type => Value.Type;

    public string Raw => Value.Raw;

    public HoconObject GetObject() => Value.GetObject();

    public string? GetString() => Value.GetString();

    public IList<HoconValue> GetArray() => Value.GetArray();

    public bool Equals(IHoconElement? other) => SameValue.Equal(this, other);

    public override bool Equals(object? obj) => Equals(obj as IHoconElement);

    public override int GetHashCode() => SameValue.Hash(this);

    /// <summary>The value: the text of a simple one, without quotes.</summary>
    public override string ToString() => Value.Node is LiteralNode { IsNull: false } literal ? literal.Text : Raw;
}
