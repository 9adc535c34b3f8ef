using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using Hocon.Tree;

namespace Hocon;

/// <summary>A value with its getters: one literal, object or array.</summary>
/// <remarks>Getters throw <see cref="HoconException"/> where the value is of another type, and convert between strings, numbers and booleans.</remarks>
public class HoconValue : ReadOnlyCollection<IHoconElement>, IHoconElement
{
    internal HoconValue(HoconNode node, IHoconElement? parent)
        : base(new List<IHoconElement>(1))
    {
        Node = node;
        Parent = parent;
        Items.Add(node switch
        {
            ObjectNode fields => new HoconObject(fields, this),
            ArrayNode array => new HoconArray(array, this),
            _ => new ReadLiteral((LiteralNode)node, this),
        });
    }

    public IHoconElement? Parent { get; }

    public HoconType Type => Node.Type;

    public string Raw => HoconPrinter.Print(Node);

    internal HoconNode Node { get; }

    public HoconObject GetObject() => this[0] as HoconObject ?? throw Unfit("object");

    public bool TryGetObject([NotNullWhen(true)] out HoconObject? result) => (result = this[0] as HoconObject) is not null;

    public IList<HoconValue> GetArray() => this[0].GetArray();

    public string? GetString() => NodeReading.AsString(Node);

    public bool GetBoolean() => NodeReading.AsBoolean(Node);

    public int GetInt() => NodeReading.AsInt(Node);

    public long GetLong() => NodeReading.AsLong(Node);

    public byte GetByte() => NodeReading.AsByte(Node);

    public float GetFloat() => NodeReading.AsFloat(Node);

    public double GetDouble() => NodeReading.AsDouble(Node);

    public decimal GetDecimal() => NodeReading.AsDecimal(Node);

    /// <summary>Bytes.</summary>
    public long? GetByteSize() => NodeReading.AsByteSize(Node);

    /// <param name="allowInfinite">Whether <c>infinite</c> is read, as <see cref="Timeout.InfiniteTimeSpan"/>.</param>
    public TimeSpan GetTimeSpan(bool allowInfinite = true) => NodeReading.AsDuration(Node, allowInfinite);

    public IList<string> GetStringList() => NodeReading.AsList(Node, item => NodeReading.AsString(item)!);

    public IList<bool> GetBooleanList() => NodeReading.AsList(Node, NodeReading.AsBoolean);

    public IList<int> GetIntList() => NodeReading.AsList(Node, NodeReading.AsInt);

    public IList<long> GetLongList() => NodeReading.AsList(Node, NodeReading.AsLong);

    public IList<double> GetDoubleList() => NodeReading.AsList(Node, NodeReading.AsDouble);

    public IList<byte> GetByteList() => NodeReading.AsList(Node, NodeReading.AsByte);

    public IList<float> GetFloatList() => NodeReading.AsList(Node, NodeReading.AsFloat);

    public IList<decimal> GetDecimalList() => NodeReading.AsList(Node, NodeReading.AsDecimal);

    public IList<HoconObject> GetObjectList() => GetArray().Select(item => item.GetObject()).ToList();

    public bool Equals(IHoconElement? other) => SameValue.Equal(this, other);

    public override bool Equals(object? obj) => Equals(obj as IHoconElement);

    public override int GetHashCode() => SameValue.Hash(this);

    public override string ToString() => Raw;

    internal static List<HoconValue> Children(HoconNode node, IHoconElement parent) => NodeReading.AsList(node, item => new HoconValue(item, parent));

    private HoconException Unfit(string expected) => new($"{NodeReading.Describe(Node)} is no {expected}.");
}
