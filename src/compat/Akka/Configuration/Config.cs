using System.Diagnostics.CodeAnalysis;
using Akka.Configuration.Hocon;
using Hocon.Syntax;
using Hocon.Tree;

namespace Akka.Configuration;

/// <summary>A configuration of the actor system: a document over its fallbacks. Immutable.</summary>
/// <remarks>A getter answers its default where the path is missing or <c>null</c>, and throws <see cref="ConfigurationException"/> where the value is of another type.</remarks>
public class Config
{
    private readonly ObjectNode _own;
    private readonly ObjectNode _merged;

    public Config()
        : this(ObjectNode.Empty, null)
    {
    }

    public Config(HoconRoot root)
        : this(root.Node, null)
    {
    }

    public Config(Config source, Config? fallback)
        : this(source._own, source.Fallback is null ? fallback : source.Fallback.WithFallback(fallback))
    {
    }

    internal Config(ObjectNode own, Config? fallback)
    {
        _own = own;
        Fallback = fallback;
        _merged = fallback is null ? own : own.WithFallback(fallback._merged);
    }

    public static Config Empty { get; } = new();

    /// <summary>What answers for paths that the document itself lacks; null if there is nothing.</summary>
    public Config? Fallback { get; }

    public virtual bool IsEmpty => _merged.Fields.Count == 0;

    /// <summary>The whole tree, fallbacks merged in.</summary>
    public HoconValue Root => new(_merged);

    /// <summary>This configuration, with what it lacks taken from <paramref name="fallback"/>.</summary>
    public virtual Config WithFallback(Config? fallback) => fallback is null || fallback == this || fallback.IsEmpty ? this : new Config(this, fallback);

    /// <summary>False for a path that is missing, and for <c>null</c>.</summary>
    public virtual bool HasPath(string path) => Find(path) is not null;

    /// <summary>The object at a path as a configuration of its own; null where the path is missing.</summary>
    public virtual Config? GetConfig(string path) => Find(path) is null ? null : new Config(Read(path, ObjectNode.Empty, NodeReading.AsObject), null);

    /// <summary>Null where the path is missing.</summary>
    public HoconValue? GetValue(string path) => Find(path) is { } node ? new HoconValue(node) : null;

    [return: NotNullIfNotNull(nameof(@default))]
    public virtual string? GetString(string path, string? @default = null) => Read(path, @default, node => NodeReading.AsString(node)!);

    public virtual bool GetBoolean(string path, bool @default = false) => Read(path, @default, NodeReading.AsBoolean);

    public virtual int GetInt(string path, int @default = 0) => Read(path, @default, NodeReading.AsInt);

    public virtual long GetLong(string path, long @default = 0) => Read(path, @default, NodeReading.AsLong);

    public virtual float GetFloat(string path, float @default = 0) => Read(path, @default, NodeReading.AsFloat);

    public virtual double GetDouble(string path, double @default = 0) => Read(path, @default, NodeReading.AsDouble);

    public virtual decimal GetDecimal(string path, decimal @default = 0) => Read(path, @default, NodeReading.AsDecimal);

    /// <summary>Bytes; null where the path is missing.</summary>
    public virtual long? GetByteSize(string path) => GetByteSize(path, null);

    /// <summary>Bytes.</summary>
    public virtual long? GetByteSize(string path, long? def = null) => Read(path, def, node => NodeReading.AsByteSize(node));

    /// <param name="default">Null stands for zero.</param>
    /// <param name="allowInfinite">Whether <c>infinite</c> is read, as <see cref="Timeout.InfiniteTimeSpan"/>.</param>
    public virtual TimeSpan GetTimeSpan(string path, TimeSpan? @default = null, bool allowInfinite = true) =>
        Read(path, @default.GetValueOrDefault(), node => NodeReading.AsDuration(node, allowInfinite));

    /// <summary>Empty where the path is missing.</summary>
    public virtual IList<string> GetStringList(string path) => GetStringList(path, []);

    /// <param name="defaultPaths">The answer where the path is missing.</param>
    public virtual IList<string> GetStringList(string path, string[] defaultPaths) => Read(path, defaultPaths, List(node => NodeReading.AsString(node)!));

    /// <summary>Empty where the path is missing, as all lists.</summary>
    public virtual IList<bool> GetBooleanList(string path) => Read(path, [], List(NodeReading.AsBoolean));

    public virtual IList<int> GetIntList(string path) => Read(path, [], List(NodeReading.AsInt));

    public virtual IList<long> GetLongList(string path) => Read(path, [], List(NodeReading.AsLong));

    public virtual IList<double> GetDoubleList(string path) => Read(path, [], List(NodeReading.AsDouble));

    /// <summary>The fields of the root object, fallbacks merged in.</summary>
    public virtual IEnumerable<KeyValuePair<string, HoconValue>> AsEnumerable() => Root.GetObject().Items;

    public static implicit operator Config(string str) => ConfigurationFactory.ParseString(str);

    public static Config operator +(Config config, string fallback) => config.WithFallback(fallback);

    public static Config operator +(string configHocon, Config fallbackConfig) => ConfigurationFactory.ParseString(configHocon).WithFallback(fallbackConfig);

    /// <summary>The configuration as HOCON text, fallbacks merged in.</summary>
    public override string ToString() => HoconPrinter.Print(_merged, bare: true);

    private static Func<HoconNode, IList<T>> List<T>(Func<HoconNode, T> read) => node => NodeReading.AsList(node, read);

    /// <summary>Null for a path that is missing, and for <c>null</c>.</summary>
    private HoconNode? Find(string path) => Guarded(path, () => _merged.Find(PathReader.Read(path)) is { IsNull: false } node ? node : null);

    private T Read<T>(string path, T @default, Func<HoconNode, T> read) => Find(path) is { } node ? Guarded(path, () => read(node)) : @default;

    private static T Guarded<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (global::Hocon.HoconException error)
        {
            throw new ConfigurationException($"'{path}': {error.Message}", error);
        }
    }
}
