using Hocon.Tree;

namespace Hocon;

/// <summary>A configuration: a document over its fallbacks. Immutable.</summary>
public class Config : HoconRoot
{
    public Config()
        : base(ObjectNode.Empty)
    {
    }

    public Config(HoconRoot root)
        : base(root.Node)
    {
    }

    internal Config(ObjectNode node)
        : base(node)
    {
    }

    public static Config Empty { get; } = new();

    public bool IsEmpty => Node.Fields.Count == 0;

    /// <summary>The whole tree, fallbacks merged in.</summary>
    public HoconValue Root => Value;

    /// <summary>This configuration, with what it lacks taken from <paramref name="fallback"/>.</summary>
    public virtual Config WithFallback(Config? fallback) => fallback is null || fallback == this ? this : new Config(Node.WithFallback(fallback.Node));

    /// <summary>The object at a path as a configuration of its own; null where the path is missing.</summary>
    /// <exception cref="HoconValueException">There is something else than an object.</exception>
    public virtual Config? GetConfig(string path) => GetConfig(HoconPath.Parse(path));

    /// <inheritdoc cref="GetConfig(string)"/>
    public virtual Config? GetConfig(HoconPath path) => Node.Find(path) switch
    {
        null => null,
        ObjectNode fields => new Config(fields),
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
