using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using Hocon.Tree;

namespace Hocon;

/// <summary>Fields by key, in the order in which they were written.</summary>
public sealed class HoconObject : ReadOnlyDictionary<string, HoconField>, IHoconElement
{
    private readonly ObjectNode _node;

    internal HoconObject(ObjectNode node, IHoconElement? parent)
        : base(new OrderedDictionary<string, HoconField>(node.Fields.Count))
    {
        _node = node;
        Parent = parent;
        foreach (var (key, value) in node.Fields) Dictionary.Add(key, new HoconField(key, value, this));
    }

    public IHoconElement? Parent { get; }

    public HoconType Type => HoconType.Object;

    public bool IsEmpty => Count == 0;

    public string Raw => HoconPrinter.Print(_node);

    /// <summary>From the root to this object; elements within arrays begin anew.</summary>
    public HoconPath Path => FieldAround()?.Path ?? HoconPath.Empty;

    public HoconField GetField(string key) => TryGetField(key, out var field)
        ? field
        : throw new KeyNotFoundException($"There is no field '{key}'{(Path.IsEmpty ? "" : $" in '{Path}'")}; the fields are: {string.Join(", ", Keys)}.");

    public bool TryGetField(string key, [NotNullWhen(true)] out HoconField? result) => TryGetValue(key, out result);

    public HoconObject GetObject() => this;

    public string GetString() => throw new HoconException("an object is no string.");

    public IList<HoconValue> GetArray() => HoconValue.Children(_node, this);

    public override string ToString() => Raw;

    private HoconField? FieldAround() => Parent is HoconValue { Parent: HoconField field } ? field : null;
}
