using Akka.Actor;
using Akka.Configuration;

namespace Akka.Cluster.Tools.Singleton;

/// <summary>The section <c>akka.cluster.singleton</c>.</summary>
public sealed class ClusterSingletonManagerSettings
{
    public ClusterSingletonManagerSettings(string singletonName, string role, TimeSpan removalMargin, TimeSpan handOverRetryInterval, bool considerAppVersion)
    {
        if (string.IsNullOrWhiteSpace(singletonName)) throw new ArgumentNullException(nameof(singletonName));
        SingletonName = singletonName;
        Role = role;
        RemovalMargin = removalMargin;
        HandOverRetryInterval = handOverRetryInterval;
        ConsiderAppVersion = considerAppVersion;
    }

    /// <summary>Of the actor below the manager.</summary>
    public string SingletonName { get; }

    /// <summary>Members that may run it; null for all.</summary>
    public string Role { get; }

    public TimeSpan RemovalMargin { get; }

    /// <summary>How often a node that should run it tries to get the lease.</summary>
    public TimeSpan HandOverRetryInterval { get; }

    public bool ConsiderAppVersion { get; }

    public static ClusterSingletonManagerSettings Create(ActorSystem system) =>
        Create(system.Settings.Config.GetConfig("akka.cluster.singleton") ?? throw new ConfigurationException("Cannot initialize ClusterSingletonManagerSettings: akka.cluster.singleton configuration node was not provided"));

    public static ClusterSingletonManagerSettings Create(Config config)
    {
        string role = config.GetString("role", "");
        return new ClusterSingletonManagerSettings(
            config.Required("singleton-name"), role.Length == 0 ? null! : role, TimeSpan.Zero, config.GetTimeSpan("hand-over-retry-interval"), config.GetBoolean("consider-app-version"));
    }

    public ClusterSingletonManagerSettings WithSingletonName(string singletonName) => new(singletonName, Role, RemovalMargin, HandOverRetryInterval, ConsiderAppVersion);

    public ClusterSingletonManagerSettings WithRole(string role) => new(SingletonName, role, RemovalMargin, HandOverRetryInterval, ConsiderAppVersion);

    public ClusterSingletonManagerSettings WithRemovalMargin(TimeSpan removalMargin) => new(SingletonName, Role, removalMargin, HandOverRetryInterval, ConsiderAppVersion);

    public ClusterSingletonManagerSettings WithHandOverRetryInterval(TimeSpan handOverRetryInterval) => new(SingletonName, Role, RemovalMargin, handOverRetryInterval, ConsiderAppVersion);
}
