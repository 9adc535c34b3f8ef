namespace Hocon;

/// <summary>A configuration that lacks what its reader can't do without.</summary>
public class ConfigurationException : Exception
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
    public static ConfigurationException NullOrEmptyConfig<T>(string? path = null) => new(path is null
        ? $"{typeof(T).Name} needs a configuration, but was given an empty one."
        : $"{typeof(T).Name} needs the configuration section '{path}', which is missing or empty.");
}
