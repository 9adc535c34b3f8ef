namespace Akka.Configuration;

/// <summary>A configuration that lacks or misspells what its reader needs.</summary>
public class ConfigurationException : Actor.AkkaException
{
    public ConfigurationException(string message)
        : base(message)
    {
    }

    public ConfigurationException(string message, Exception exception)
        : base(message, exception)
    {
    }

    /// <param name="path">Where the missing section should have been.</param>
    /// <typeparam name="T">Who needs it.</typeparam>
    public static ConfigurationException NullOrEmptyConfig<T>(string? path = null) => new(
        $"Failed to instantiate {typeof(T).Name}: Configuration {(path is null ? "is null or empty" : $"does not contain `{path}` node")}");
}
