using System.Collections.Immutable;
using Akka.Actor;
using Akka.Configuration;

namespace Akka.Cluster;

/// <summary>The section <c>akka.cluster</c>; <c>cluster.conf</c> says what each key means.</summary>
public sealed class ClusterSettings
{
    public ClusterSettings(Config config, string systemName)
    {
        var section = config.Section("akka.cluster");
        SeedNodes = [.. section.GetStringList("seed-nodes").Select(text => ReadSeed(text, systemName))];
        Roles = [.. section.GetStringList("roles")];
        MinNrOfMembers = section.GetInt("min-nr-of-members", 1);
        MinNrOfMembersOfRole = section.Section("role").AsEnumerable().ToImmutableDictionary(entry => entry.Key, entry => entry.Value.ToConfig().GetInt("min-nr-of-members"));
        RetryUnsuccessfulJoinAfter = Optional(section, "retry-unsuccessful-join-after");
        ShutdownAfterUnsuccessfulJoinSeedNodes = Optional(section, "shutdown-after-unsuccessful-join-seed-nodes");
        RunCoordinatedShutdownWhenDown = section.GetBoolean("run-coordinated-shutdown-when-down", true);
        HeartbeatInterval = section.GetTimeSpan("failure-detector.heartbeat-interval");
        AcceptableHeartbeatPause = section.GetTimeSpan("failure-detector.acceptable-heartbeat-pause");
        PingInterval = section.GetTimeSpan("amqp.ping-interval");
        PingsPerSecond = section.GetInt("amqp.pings-per-second");
        string downing = section.GetString("downing-provider-class", "");
        if (downing.Length > 0 && !downing.Contains("SplitBrainResolver", StringComparison.Ordinal) && !downing.Contains("NoDowning", StringComparison.Ordinal))
            throw new ConfigurationException($"akka.cluster.downing-provider-class is '{downing}'; known are \"\" and \"Akka.Cluster.SBR.SplitBrainResolverProvider, Akka.Cluster\".");
        DownAfter = downing.Contains("SplitBrainResolver", StringComparison.Ordinal) ? section.GetTimeSpan("split-brain-resolver.stable-after") : null;
    }

    public ImmutableList<Address> SeedNodes { get; }

    public ImmutableHashSet<string> Roles { get; }

    public int MinNrOfMembers { get; }

    public ImmutableDictionary<string, int> MinNrOfMembersOfRole { get; }

    public TimeSpan? RetryUnsuccessfulJoinAfter { get; }

    public TimeSpan? ShutdownAfterUnsuccessfulJoinSeedNodes { get; }

    public bool RunCoordinatedShutdownWhenDown { get; }

    public TimeSpan HeartbeatInterval { get; }

    internal TimeSpan AcceptableHeartbeatPause { get; }

    internal TimeSpan PingInterval { get; }

    internal int PingsPerSecond { get; }

    /// <summary>How long a member may be unreachable before it is downed; null for as long as it likes.</summary>
    internal TimeSpan? DownAfter { get; }

    private static TimeSpan? Optional(Config section, string key) => section.GetString(key, "off") is "off" or "false" ? null : section.GetTimeSpan(key);

    private static Address ReadSeed(string text, string systemName)
    {
        if (!Address.TryParse(text, out var address) || address.Host is null)
            throw new ConfigurationException($"akka.cluster.seed-nodes lists '{text}'; expected akka.amqp://{systemName}@host:port.");
        return address.System == systemName ? address : throw new ConfigurationException($"akka.cluster.seed-nodes lists '{text}'; this node's system is called {systemName}.");
    }
}
