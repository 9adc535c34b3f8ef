using System.Reflection;
using System.Text.Json;
using Akka.Configuration.Hocon;
using Hocon.Syntax;
using Hocon.Tree;

namespace Akka.Configuration;

/// <summary>Reads configurations.</summary>
public class ConfigurationFactory
{
    private const string ReferenceResource = "reference.conf";

    private static readonly Lazy<Config> Reference = new(ReadReference);

    public static Config Empty => new();

    /// <summary>What the application's own configuration file says; there is no such file beside .NET programs, so this is empty.</summary>
    public static Config Load() => Empty;

    /// <summary>The reference configuration: every key of this library with its default.</summary>
    public static Config Default() => Reference.Value;

    /// <summary>Includes find nothing: optional ones are left out, required ones are errors.</summary>
    /// <exception cref="FormatException">The text is not HOCON, or a substitution has no value; the message says where.</exception>
    /// <exception cref="ConfigurationException">A text without quotes has an equals sign or a colon.</exception>
    public static Config ParseString(string hocon) => Parse(hocon, new NoIncludes());

    /// <param name="includeCallback">Answers each <c>include</c> with a parsed document; null for none.</param>
    /// <inheritdoc cref="ParseString(string)"/>
    public static Config ParseString(string hocon, Func<string, HoconRoot>? includeCallback) =>
        Parse(hocon, includeCallback is null ? new NoIncludes() : new RootIncludes(includeCallback));

    /// <summary>The public properties of an object, anonymous ones too, as keys.</summary>
    public static Config FromObject(object source) => ParseString(JsonSerializer.Serialize(source));

    public static Config FromResource<TAssembly>(string resourceName) => FromResource(resourceName, typeof(TAssembly).Assembly);

    /// <param name="instanceInAssembly">Any object whose type is of the assembly that has the resource.</param>
    public static Config FromResource(string resourceName, object instanceInAssembly) => instanceInAssembly switch
    {
        Type type => FromResource(resourceName, type.Assembly),
        Assembly assembly => FromResource(resourceName, assembly),
        _ => FromResource(resourceName, instanceInAssembly.GetType().Assembly),
    };

    /// <exception cref="ConfigurationException">There is no such resource.</exception>
    /// <inheritdoc cref="ParseString(string)" path="/exception"/>
    public static Config FromResource(string resourceName, Assembly assembly)
    {
        using var stream = assembly.GetManifestResourceStream(resourceName)
            ?? throw new ConfigurationException($"{assembly.GetName().Name} has no embedded resource '{resourceName}'; it has: {string.Join(", ", assembly.GetManifestResourceNames())}.");
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd(), new NoIncludes(), resourceName);
    }

    private static Config ReadReference()
    {
        var assembly = typeof(ConfigurationFactory).Assembly;
        string? name = assembly.GetManifestResourceNames().SingleOrDefault(resource => resource.EndsWith(ReferenceResource, StringComparison.Ordinal));
        return name is null ? Config.Empty : FromResource(name, assembly);
    }

    private static Config Parse(string hocon, IIncludeSource includes, string? name = null)
    {
        try
        {
            return new Config(DocumentParser.Parse(hocon, includes, Dialect.Akka, name), null);
        }
        catch (global::Hocon.HoconParserException error)
        {
            // As the real parser: most errors are of one type, this one is of the other.
            throw error.AssignmentInText ? new ConfigurationException(error.Message, error) : new FormatException(error.Message, error);
        }
    }

    private sealed class RootIncludes(Func<string, HoconRoot> callback) : IIncludeSource
    {
        public bool Supports(global::Hocon.HoconCallbackType type) => true;

        public (string Text, string Name)? Open(global::Hocon.HoconCallbackType type, string name, string? from) =>
            callback(name) is { } root ? (HoconPrinter.Print(root.Node, bare: true), name) : null;
    }
}
