using Hocon.Tree;

namespace Akka.Configuration.Hocon;

/// <summary>A value with its getters: one literal, object or array.</summary>
/// <remarks>What a getter throws where the value is of another type is said at <see cref="FoundValue"/>.</remarks>
public class HoconValue
{
    internal HoconValue(HoconNode node) => Node = node;

    public bool IsEmpty => Node is ObjectNode { Fields.Count: 0 };

    internal HoconNode Node { get; }

    private FoundValue Found => new(Node, null);

    public bool IsArray() => Node is ArrayNode;

    public bool IsObject() => Node is ObjectNode;

    public bool IsString() => Node is LiteralNode;

    /// <summary>Null where this is no object.</summary>
    public HoconObject? GetObject() => Node is ObjectNode fields ? new HoconObject(fields) : null;

    /// <summary>Null where this is no object or has no such field.</summary>
    public HoconValue? GetChildObject(string key) => Node.Find([key]) is { } child ? new HoconValue(child) : null;

    /// <summary>Empty where this is no array.</summary>
    public IList<HoconValue> GetArray() => Found.AsList(item => new HoconValue(item.Node));

    /// <summary>Null for <c>null</c>, objects and arrays.</summary>
    public string? GetString() => Found.AsString();

    public bool GetBoolean() => Found.AsBoolean();

    public int GetInt() => Found.AsInt();

    public long GetLong() => Found.AsLong();

    public byte GetByte() => Found.AsByte();

    public float GetFloat() => Found.AsFloat();

    public double GetDouble() => Found.AsDouble();

    public decimal GetDecimal() => Found.AsDecimal();

    /// <summary>Bytes; null for an empty text, <c>null</c>, objects and arrays.</summary>
    public long? GetByteSize() => Found.AsByteSize();

    /// <param name="allowInfinite">Whether <c>infinite</c> is read, as <see cref="Timeout.InfiniteTimeSpan"/>.</param>
    public TimeSpan GetTimeSpan(bool allowInfinite = true) => Found.AsTimeSpan(allowInfinite);

    /// <summary>Empty where this is no array, as all lists.</summary>
    public IList<string> GetStringList() => Found.AsList(item => item.AsString()!);

    public IList<bool> GetBooleanList() => Found.AsList(item => item.AsBoolean());

    public IList<int> GetIntList() => Found.AsList(item => item.AsInt());

    public IList<long> GetLongList() => Found.AsList(item => item.AsLong());

    public IList<byte> GetByteList() => Found.AsList(item => item.AsByte());

    public IList<float> GetFloatList() => Found.AsList(item => item.AsFloat());

    public IList<double> GetDoubleList() => Found.AsList(item => item.AsDouble());

    public IList<decimal> GetDecimalList() => Found.AsList(item => item.AsDecimal());

    /// <summary>The value, an object as a rule, as a configuration.</summary>
    public Config ToConfig() => new(Node, null);

    /// <summary>A configuration whose only field is this value.</summary>
    public Config AtKey(string key) => new(new ObjectNode(new OrderedDictionary<string, HoconNode> { { key, Node } }), null);

    public override string ToString() => HoconPrinter.Print(Node);
}
