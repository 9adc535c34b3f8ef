using System.Diagnostics.CodeAnalysis;
using Akka.Configuration.Hocon;
using Hocon.Tree;

namespace Akka.Configuration;

/// <summary>A configuration of the actor system: a document over its fallbacks. Immutable.</summary>
/// <remarks>A getter answers its default where the path is missing. What it throws where the value is of another type is said at <see cref="FoundValue"/>.</remarks>
public class Config
{
    private readonly HoconNode _merged;

    public Config()
        : this(ObjectNode.Empty, null)
    {
    }

    public Config(HoconRoot root)
        : this(root.Value.Node, null)
    {
    }

    /// <summary><paramref name="source"/> with another <see cref="Fallback"/>, which its getters don't look at: see <see cref="WithFallback"/> for that.</summary>
    public Config(Config source, Config? fallback)
        : this(source._merged, fallback)
    {
    }

    internal Config(HoconNode merged, Config? fallback)
    {
        _merged = merged;
        Fallback = fallback;
        Root = new HoconValue(merged);
    }

    public static Config Empty { get; } = new();

    /// <summary>What answers for paths that the document itself lacks; null if there is nothing.</summary>
    public Config? Fallback { get; }

    public virtual bool IsEmpty => Root.IsEmpty;

    /// <summary>The whole tree, fallbacks merged in.</summary>
    public HoconValue Root { get; }

    /// <summary>This configuration, with what it lacks taken from <paramref name="fallback"/>.</summary>
    /// <exception cref="ArgumentException"><paramref name="fallback"/> is this configuration itself.</exception>
    public virtual Config WithFallback(Config? fallback)
    {
        if (fallback is null) return this;
        if (fallback == this) throw new ArgumentException("A configuration can't have itself as fallback.", nameof(fallback));
        if (IsEmpty) return fallback;
        if (fallback.IsEmpty) return this;

        // Keys of the fallback come first, as in the real Config.
        var merged = _merged is ObjectNode own && fallback._merged is ObjectNode below ? own.Over(below) : _merged;
        return new Config(merged, Fallback is null || Fallback == fallback ? fallback : Fallback.WithFallback(fallback));
    }

    /// <summary>False for a path that is missing; true for <c>null</c>.</summary>
    public virtual bool HasPath(string path) => Node(path) is not null;

    /// <summary>The value at a path, an object as a rule, as a configuration of its own; null where the path is missing.</summary>
    public virtual Config? GetConfig(string path) => Node(path) is { } node ? new Config(node, null) : null;

    /// <summary>Null where the path is missing.</summary>
    public HoconValue? GetValue(string path) => Node(path) is { } node ? new HoconValue(node) : null;

    /// <summary>The text at a path; null, whatever the default, where there is <c>null</c>, an object or an array.</summary>
    [return: NotNullIfNotNull(nameof(@default))]
    public virtual string? GetString(string path, string? @default = null) => Find(path) is { } found ? found.AsString()! : @default;

    public virtual bool GetBoolean(string path, bool @default = false) => Find(path)?.AsBoolean() ?? @default;

    public virtual int GetInt(string path, int @default = 0) => Find(path)?.AsInt() ?? @default;

    public virtual long GetLong(string path, long @default = 0) => Find(path)?.AsLong() ?? @default;

    public virtual float GetFloat(string path, float @default = 0) => Find(path)?.AsFloat() ?? @default;

    public virtual double GetDouble(string path, double @default = 0) => Find(path)?.AsDouble() ?? @default;

    public virtual decimal GetDecimal(string path, decimal @default = 0) => Find(path)?.AsDecimal() ?? @default;

    /// <summary>Bytes; null where the path is missing.</summary>
    public virtual long? GetByteSize(string path) => GetByteSize(path, null);

    /// <summary>Bytes; null, whatever the default, where there is an empty text, <c>null</c>, an object or an array.</summary>
    public virtual long? GetByteSize(string path, long? def = null) => Find(path) is { } found ? found.AsByteSize() : def;

    /// <param name="default">Null stands for zero.</param>
    /// <param name="allowInfinite">Whether <c>infinite</c> is read, as <see cref="Timeout.InfiniteTimeSpan"/>.</param>
    public virtual TimeSpan GetTimeSpan(string path, TimeSpan? @default = null, bool allowInfinite = true) =>
        Find(path)?.AsTimeSpan(allowInfinite) ?? @default.GetValueOrDefault();

    /// <summary>Empty where the path is missing or no array.</summary>
    public virtual IList<string> GetStringList(string path) => GetStringList(path, []);

    /// <param name="defaultPaths">The answer where the path is missing.</param>
    public virtual IList<string> GetStringList(string path, string[] defaultPaths) => Find(path) is { } found ? found.AsList(item => item.AsString()!) : defaultPaths;

    /// <summary>Empty where the path is missing or no array, as all lists.</summary>
    public virtual IList<bool> GetBooleanList(string path) => List(path, item => item.AsBoolean());

    public virtual IList<int> GetIntList(string path) => List(path, item => item.AsInt());

    public virtual IList<long> GetLongList(string path) => List(path, item => item.AsLong());

    public virtual IList<byte> GetByteList(string path) => List(path, item => item.AsByte());

    public virtual IList<float> GetFloatList(string path) => List(path, item => item.AsFloat());

    public virtual IList<double> GetDoubleList(string path) => List(path, item => item.AsDouble());

    public virtual IList<decimal> GetDecimalList(string path) => List(path, item => item.AsDecimal());

    /// <summary>The fields of the root object, fallbacks merged in.</summary>
    public virtual IEnumerable<KeyValuePair<string, HoconValue>> AsEnumerable() => Root.GetObject()?.Items ?? [];

    public static implicit operator Config(string str) => ConfigurationFactory.ParseString(str);

    public static Config operator +(Config config, string fallback) => config.WithFallback(fallback);

    public static Config operator +(string configHocon, Config fallbackConfig) => ConfigurationFactory.ParseString(configHocon).WithFallback(fallbackConfig);

    /// <summary>The configuration as HOCON text, fallbacks merged in.</summary>
    public override string ToString() => HoconPrinter.Print(_merged, bare: true);

    private List<T> List<T>(string path, Func<FoundValue, T> read) => Find(path)?.AsList(read) ?? [];

    private FoundValue? Find(string path) => Node(path) is { } node ? new FoundValue(node, path) : null;

    /// <summary>Null for a path that is missing, and for a text that is no path; the empty text is the root.</summary>
    private HoconNode? Node(string path) => Segments(path) is { } segments ? _merged.Find(segments) : null;

    /// <summary>
    /// Unlike in a document, any character but the dot may stand in a segment without quotes, also white space; quotes are such only around a whole one.
    /// </summary>
    private static List<string>? Segments(string path)
    {
        var segments = new List<string>();
        for (int start = 0; start < path.Length;)
        {
            bool quoted = path[start] == '"';
            if (quoted) start++;
            int end = path.IndexOf(quoted ? '"' : '.', start);
            if (end < 0)
            {
                if (quoted) return null;
                end = path.Length;
            }

            segments.Add(path[start..end]);
            if (quoted && ++end < path.Length && path[end] != '.') return null;
            start = end + 1;
        }

        return segments;
    }
}
