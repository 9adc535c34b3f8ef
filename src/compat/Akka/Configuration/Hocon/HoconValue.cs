using Hocon.Tree;

namespace Akka.Configuration.Hocon;

/// <summary>A value with its getters: one literal, object or array.</summary>
/// <remarks>A getter throws <see cref="ConfigurationException"/> where the value is of another type.</remarks>
public class HoconValue
{
    internal HoconValue(HoconNode node) => Node = node;

    public bool IsEmpty => Node is ObjectNode { Fields.Count: 0 };

    internal HoconNode Node { get; }

    public bool IsArray() => Node is ArrayNode;

    public bool IsObject() => Node is ObjectNode;

    public bool IsString() => Node is LiteralNode;

    public HoconObject GetObject() => new(Read(NodeReading.AsObject));

    /// <summary>Null where this is no object or has no such field.</summary>
    public HoconValue? GetChildObject(string key) => Node.Find([key]) is { } child ? new HoconValue(child) : null;

    public IList<HoconValue> GetArray() => Read(node => NodeReading.AsList(node, item => new HoconValue(item)));

    /// <summary>Null for <c>null</c>.</summary>
    public string? GetString() => Read(NodeReading.AsString);

    public bool GetBoolean() => Read(NodeReading.AsBoolean);

    public int GetInt() => Read(NodeReading.AsInt);

    public long GetLong() => Read(NodeReading.AsLong);

    public double GetDouble() => Read(NodeReading.AsDouble);

    /// <summary>Bytes.</summary>
    public long? GetByteSize() => Read(NodeReading.AsByteSize);

    /// <param name="allowInfinite">Whether <c>infinite</c> is read, as <see cref="Timeout.InfiniteTimeSpan"/>.</param>
    public TimeSpan GetTimeSpan(bool allowInfinite = true) => Read(node => NodeReading.AsDuration(node, allowInfinite));

    public IList<string> GetStringList() => Read(node => NodeReading.AsList(node, item => NodeReading.AsString(item)!));

    /// <summary>The value, an object, as a configuration.</summary>
    public Config ToConfig() => new(Read(NodeReading.AsObject), null);

    /// <summary>A configuration whose only field is this value.</summary>
    public Config AtKey(string key) => new(new ObjectNode(new OrderedDictionary<string, HoconNode> { { key, Node } }), null);

    public override string ToString() => HoconPrinter.Print(Node);

    private T Read<T>(Func<HoconNode, T> read)
    {
        try
        {
            return read(Node);
        }
        catch (global::Hocon.HoconException error)
        {
            throw new ConfigurationException(error.Message, error);
        }
    }
}
