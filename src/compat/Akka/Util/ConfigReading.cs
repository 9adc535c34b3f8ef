using Akka.Configuration;

namespace Akka;

internal static class ConfigReading
{
    /// <exception cref="ConfigurationException">The key is missing.</exception>
    public static string Required(this Config config, string key) =>
        config.GetString(key) ?? throw new ConfigurationException($"The configuration lacks {key}.");

    /// <summary>The section of that name; an empty one if there is none.</summary>
    public static Config Section(this Config config, string key) => config.GetConfig(key) ?? Config.Empty;
}
