using Akka.Actor;
using Akka.Configuration;

namespace Akka.Cluster.Tools.Singleton;

/// <summary>The section <c>akka.cluster.singleton-proxy</c>.</summary>
public sealed class ClusterSingletonProxySettings
{
    public ClusterSingletonProxySettings(string singletonName, string role, TimeSpan singletonIdentificationInterval, int bufferSize, bool considerAppVersion)
    {
        if (string.IsNullOrEmpty(singletonName)) throw new ArgumentNullException(nameof(singletonName));
        if (singletonIdentificationInterval == TimeSpan.Zero) throw new ArgumentException("singletonIdentificationInterval must be positive", nameof(singletonIdentificationInterval));
        if (bufferSize is < 0 or > 10_000) throw new ArgumentException("bufferSize must be between 0 and 10000", nameof(bufferSize));
        SingletonName = singletonName;
        Role = role;
        SingletonIdentificationInterval = singletonIdentificationInterval;
        BufferSize = bufferSize;
        ConsiderAppVersion = considerAppVersion;
    }

    public string SingletonName { get; }

    /// <summary>Members that may run the singleton; null for all.</summary>
    public string Role { get; }

    /// <summary>How often a singleton that isn't known is looked for.</summary>
    public TimeSpan SingletonIdentificationInterval { get; }

    /// <summary>Messages kept until the singleton is found; when there are more, the oldest are lost.</summary>
    public int BufferSize { get; }

    public bool ConsiderAppVersion { get; }

    public static ClusterSingletonProxySettings Create(ActorSystem system)
    {
        var config = system.Settings.Config;
        return Create(
            config.GetConfig("akka.cluster.singleton-proxy") ?? throw new ConfigurationException("Cannot create ClusterSingletonProxySettings: akka.cluster.singleton-proxy configuration node was not provided"),
            config.GetBoolean("akka.cluster.singleton.consider-app-version"));
    }

    public static ClusterSingletonProxySettings Create(Config config, bool considerAppVersion)
    {
        string role = config.GetString("role", "");
        return new ClusterSingletonProxySettings(
            config.Required("singleton-name"), role.Length == 0 ? null! : role, config.GetTimeSpan("singleton-identification-interval"), config.GetInt("buffer-size"), considerAppVersion);
    }

    public ClusterSingletonProxySettings WithSingletonName(string singletonName) => new(singletonName, Role, SingletonIdentificationInterval, BufferSize, ConsiderAppVersion);

    public ClusterSingletonProxySettings WithRole(string role) => new(SingletonName, role, SingletonIdentificationInterval, BufferSize, ConsiderAppVersion);

    public ClusterSingletonProxySettings WithSingletonIdentificationInterval(TimeSpan singletonIdentificationInterval) =>
        new(SingletonName, Role, singletonIdentificationInterval, BufferSize, ConsiderAppVersion);

    public ClusterSingletonProxySettings WithBufferSize(int bufferSize) => new(SingletonName, Role, SingletonIdentificationInterval, bufferSize, ConsiderAppVersion);
}
