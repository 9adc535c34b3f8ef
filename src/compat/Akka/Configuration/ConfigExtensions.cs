using System.Diagnostics.CodeAnalysis;

namespace Akka.Configuration;

public static class ConfigExtensions
{
    public static bool IsNullOrEmpty([NotNullWhen(false)] this Config? config) => config is null || config.IsEmpty;

    /// <summary>Either one where the other is null or empty, else their merge.</summary>
    public static Config? SafeWithFallback(this Config? config, Config? fallback) =>
        fallback.IsNullOrEmpty() ? config : config.IsNullOrEmpty() ? fallback : config.WithFallback(fallback);
}
