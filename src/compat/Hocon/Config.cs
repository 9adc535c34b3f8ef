using Hocon.Tree;

namespace Hocon;

/// <summary>A configuration: a document over its fallbacks. Immutable.</summary>
public class Config : HoconRoot
{
    private readonly ObjectNode _own;
    private readonly Config? _fallback;

    public Config()
        : this(ObjectNode.Empty, null)
    {
    }

    public Config(HoconRoot root)
        : this(root.Node, null)
    {
    }

    internal Config(ObjectNode own, Config? fallback)
        : base(fallback is null ? own : own.WithFallback(fallback.Node))
    {
        _own = own;
        _fallback = fallback;
    }

    public static Config Empty { get; } = new();

    public bool IsEmpty => Node.Fields.Count == 0;

    /// <summary>The whole tree, fallbacks merged in.</summary>
    public HoconValue Root => Value;

    /// <summary>This configuration, with what it lacks taken from <paramref name="fallback"/>.</summary>
    public virtual Config WithFallback(Config? fallback)
    {
        if (fallback is null || fallback == this) return this;

        // Merged from the last fallback upwards: a value that replaced an object in between still hides that object's fallbacks.
        return new Config(_own, _fallback is null ? fallback : _fallback.WithFallback(fallback));
    }

    /// <summary>The object at a path as a configuration of its own; null where the path is missing.</summary>
    /// <exception cref="HoconValueException">There is something else than an object.</exception>
    public virtual Config? GetConfig(string path) => GetConfig(HoconPath.Parse(path));

    /// <inheritdoc cref="GetConfig(string)"/>
    public virtual Config? GetConfig(HoconPath path) => Node.Find(path) switch
    {
        null => null,
        ObjectNode fields => new Config(fields, null),
        { IsNull: true } => null,
        var other => throw NoSection(path, other),
    };

    public static implicit operator Config(string str) => HoconConfigurationFactory.ParseString(str);

    public static Config operator +(Config config, string fallback) => config.WithFallback(fallback);

    public static Config operator +(string configHocon, Config fallbackConfig) => HoconConfigurationFactory.ParseString(configHocon).WithFallback(fallbackConfig);

    private static HoconValueException NoSection(HoconPath path, HoconNode found)
    {
        string message = $"'{path}': {NodeReading.Describe(found)} where an object is expected.";
        return new HoconValueException(message, path.Value, new HoconException(message));
    }
}
