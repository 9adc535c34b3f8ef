using System.Diagnostics.CodeAnalysis;
using Hocon.Tree;

namespace Hocon;

/// <summary>A document with getters by path.</summary>
/// <remarks>
/// A getter without a default throws <see cref="HoconValueException"/> where the path is missing, <c>null</c> or of another type; with a default it throws only in the
/// last case. Paths are dotted, with quotes around keys that contain dots.
/// </remarks>
public class HoconRoot
{
    private readonly Lazy<HoconValue> _value;

    internal HoconRoot(ObjectNode node)
    {
        Node = node;
        _value = new Lazy<HoconValue>(() => new HoconValue(Node, null));
    }

    /// <summary>The whole tree, to walk it.</summary>
    public HoconValue Value => _value.Value;

    internal ObjectNode Node { get; }

    public bool HasPath(string path) => HasPath(HoconPath.Parse(path));

    /// <summary>False for a path that is missing, and for <c>null</c>.</summary>
    public bool HasPath(HoconPath path) => Node.Find(path) is { IsNull: false };

    /// <exception cref="HoconValueException">The path is missing.</exception>
    public HoconValue GetNode(string path) => GetNode(HoconPath.Parse(path));

    /// <exception cref="HoconValueException">The path is missing.</exception>
    public HoconValue GetNode(HoconPath path) => TryGetNode(path, out var node) ? node : throw Missing(path.Value);

    public bool TryGetNode(string path, [NotNullWhen(true)] out HoconValue? result) => TryGetNode(HoconPath.Parse(path), out result);

    public bool TryGetNode(HoconPath path, [NotNullWhen(true)] out HoconValue? result)
    {
        result = null;
        if (Node.Find(path) is null) return false;
        result = Value;
        foreach (string key in path) result = result.GetObject()[key].Value;
        return true;
    }

    /// <exception cref="HoconValueException">The path is missing.</exception>
    public HoconValue GetValue(string path) => GetNode(path);

    /// <exception cref="HoconValueException">The path is missing.</exception>
    public HoconValue GetValue(HoconPath path) => GetNode(path);

    public bool TryGetValue(string path, [NotNullWhen(true)] out HoconValue? result) => TryGetNode(path, out result);

    public HoconObject GetObject(string path) => GetObject(HoconPath.Parse(path));

    public HoconObject GetObject(HoconPath path) => Read(path, _ => GetNode(path).GetObject());

    public string? GetString(HoconPath path) => Read(path, NodeReading.AsString);

    public string? GetString(string path) => Read(path, NodeReading.AsString);

    [return: NotNullIfNotNull(nameof(@default))]
    public string? GetString(string path, string? @default) => Read(path, @default, node => NodeReading.AsString(node)!);

    public bool GetBoolean(HoconPath path) => Read(path, NodeReading.AsBoolean);

    public bool GetBoolean(string path) => Read(path, NodeReading.AsBoolean);

    public bool GetBoolean(string path, bool @default) => Read(path, @default, NodeReading.AsBoolean);

    public int GetInt(HoconPath path) => Read(path, NodeReading.AsInt);

    public int GetInt(string path) => Read(path, NodeReading.AsInt);

    public int GetInt(string path, int @default) => Read(path, @default, NodeReading.AsInt);

    public long GetLong(HoconPath path) => Read(path, NodeReading.AsLong);

    public long GetLong(string path) => Read(path, NodeReading.AsLong);

    public long GetLong(string path, long @default) => Read(path, @default, NodeReading.AsLong);

    public float GetFloat(HoconPath path) => Read(path, NodeReading.AsFloat);

    public float GetFloat(string path) => Read(path, NodeReading.AsFloat);

    public float GetFloat(string path, float @default) => Read(path, @default, NodeReading.AsFloat);

    public double GetDouble(HoconPath path) => Read(path, NodeReading.AsDouble);

    public double GetDouble(string path) => Read(path, NodeReading.AsDouble);

    public double GetDouble(string path, double @default) => Read(path, @default, NodeReading.AsDouble);

    public decimal GetDecimal(HoconPath path) => Read(path, NodeReading.AsDecimal);

    public decimal GetDecimal(string path) => Read(path, NodeReading.AsDecimal);

    public decimal GetDecimal(string path, decimal @default) => Read(path, @default, NodeReading.AsDecimal);

    public byte GetByte(string path) => Read(path, NodeReading.AsByte);

    public byte GetByte(string path, byte @default) => Read(path, @default, NodeReading.AsByte);

    /// <summary>Bytes.</summary>
    public long? GetByteSize(string path) => Read(path, node => (long?)NodeReading.AsByteSize(node));

    /// <summary>Bytes.</summary>
    public long? GetByteSize(string path, long? @default) => Read(path, @default, node => NodeReading.AsByteSize(node));

    /// <param name="allowInfinite">Whether <c>infinite</c> is read, as <see cref="Timeout.InfiniteTimeSpan"/>.</param>
    public TimeSpan GetTimeSpan(string path, bool allowInfinite = true) => Read(path, node => NodeReading.AsDuration(node, allowInfinite));

    /// <param name="allowInfinite">Whether <c>infinite</c> is read, as <see cref="Timeout.InfiniteTimeSpan"/>.</param>
    public TimeSpan GetTimeSpan(string path, TimeSpan? @default, bool allowInfinite = true) =>
        Read(path, @default.GetValueOrDefault(), node => NodeReading.AsDuration(node, allowInfinite));

    /// <summary>Empty where the path is missing.</summary>
    public IList<string> GetStringList(string path) => GetStringList(path, []);

    public IList<string> GetStringList(string path, IList<string> @default) => Read(path, @default, List(node => NodeReading.AsString(node)!));

    public IList<bool> GetBooleanList(string path) => Read(path, List(NodeReading.AsBoolean));

    public IList<bool> GetBooleanList(string path, IList<bool> @default) => Read(path, @default, List(NodeReading.AsBoolean));

    public IList<int> GetIntList(string path) => Read(path, List(NodeReading.AsInt));

    public IList<int> GetIntList(string path, IList<int> @default) => Read(path, @default, List(NodeReading.AsInt));

    public IList<long> GetLongList(string path) => Read(path, List(NodeReading.AsLong));

    public IList<long> GetLongList(string path, IList<long> @default) => Read(path, @default, List(NodeReading.AsLong));

    public IList<double> GetDoubleList(string path) => Read(path, List(NodeReading.AsDouble));

    public IList<double> GetDoubleList(string path, IList<double> @default) => Read(path, @default, List(NodeReading.AsDouble));

    public IList<byte> GetByteList(string path) => Read(path, List(NodeReading.AsByte));

    public IList<float> GetFloatList(string path) => Read(path, List(NodeReading.AsFloat));

    public IList<decimal> GetDecimalList(string path) => Read(path, List(NodeReading.AsDecimal));

    public IList<HoconObject> GetObjectList(string path) => Read(path, _ => GetNode(path).GetObjectList());

    /// <summary>The fields of the root object.</summary>
    public IEnumerable<KeyValuePair<string, HoconField>> AsEnumerable() => Value.GetObject();

    /// <summary>The document as HOCON text that parses to the same values.</summary>
    public string PrettyPrint(int indentSize) => HoconPrinter.Print(Node, indentSize, bare: true);

    public override string ToString() => PrettyPrint(2);

    private static Func<HoconNode, IList<T>> List<T>(Func<HoconNode, T> read) => node => NodeReading.AsList(node, read);

    private static HoconValueException Missing(string path) =>
        new($"'{path}' is missing from the configuration.", path, new KeyNotFoundException($"There is no value at '{path}'."));

    private T Read<T>(string path, Func<HoconNode, T> read) => Read(HoconPath.Parse(path), read, path);

    private T Read<T>(HoconPath path, Func<HoconNode, T> read) => Read(path, read, path.Value);

    private T Read<T>(HoconPath path, Func<HoconNode, T> read, string written)
    {
        var node = Node.Find(path) ?? throw Missing(written);
        try
        {
            return read(node);
        }
        catch (HoconException error)
        {
            throw new HoconValueException($"'{written}': {error.Message}", written, error);
        }
    }

    private T Read<T>(string path, T @default, Func<HoconNode, T> read) => HasPath(path) ? Read(path, read) : @default;
}
