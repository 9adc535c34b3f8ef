using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using Hocon.Tree;

namespace Hocon;

/// <summary>Fields by key, in the order in which they were written.</summary>
public sealed class HoconObject : ReadOnlyDictionary<string, HoconField>, IHoconElement
{
    internal HoconObject(ObjectNode node, IHoconElement? parent)
        : base(new OrderedDictionary<string, HoconField>(node.Fields.Count))
    {
        Node = node;
        Parent = parent;
        foreach (var (key, value) in node.Fields) Dictionary.Add(key, new HoconField(key, value, this));
    }

    public IHoconElement? Parent { get; }

    internal ObjectNode Node { get; }

    public HoconType Type => HoconType.Object;

    public bool IsEmpty => Count == 0;

    public string Raw => HoconPrinter.Print(Node);

    /// <summary>From the root to this object; elements within arrays begin anew.</summary>
    public HoconPath Path => FieldAround()?.Path ?? HoconPath.Empty;

    /// <summary>The objects as dictionaries, all other values as their fields.</summary>
    public IDictionary<string, object> Unwrapped =>
        this.ToDictionary(static pair => pair.Key, static pair => pair.Value.Value.TryGetObject(out var inner) ? inner.Unwrapped : (object)pair.Value);

    /// <summary>The field of a key, or where there is none that of a path below this object.</summary>
    /// <exception cref="KeyNotFoundException">There is neither.</exception>
    public new HoconField this[string path] => TryGetField(path, out var field) || TryFind(path, out field) ? field : GetField(path);

    public HoconField GetField(string key) => TryGetField(key, out var field)
        ? field
        : throw new KeyNotFoundException($"There is no field '{key}'{(Path.IsEmpty ? "" : $" in '{Path}'")}; the fields are: {string.Join(", ", Keys)}.");

    public bool TryGetField(string key, [NotNullWhen(true)] out HoconField? result) => TryGetValue(key, out result);

    public HoconObject GetObject() => this;

    public string GetString() => throw new HoconException("an object is no string.");

    public IList<HoconValue> GetArray() => HoconValue.Children(Node, this);

    public bool Equals(IHoconElement? other) => SameValue.Equal(this, other);

    public override bool Equals(object? obj) => Equals(obj as IHoconElement);

    public override int GetHashCode() => SameValue.Hash(this);

    public override string ToString() => Raw;

    private bool TryFind(string path, [NotNullWhen(true)] out HoconField? field)
    {
        field = null;
        if (!HoconPath.TryParse(path, out var keys) || Node.Find(keys) is null) return false;
        var owner = this;
        foreach (string key in keys.SkipLast(1)) owner = owner.GetField(key).GetObject();
        return owner.TryGetField(keys.Key, out field);
    }

    private HoconField? FieldAround() => Parent is HoconValue { Parent: HoconField field } ? field : null;
}
