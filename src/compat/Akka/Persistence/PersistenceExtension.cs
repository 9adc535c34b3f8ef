using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;

namespace Akka.Persistence;

/// <summary>The journals and snapshot stores of one actor system, each started when the first actor needs it.</summary>
public class PersistenceExtension : IExtension
{
    private const string JournalFallback = "akka.persistence.journal-plugin-fallback";
    private const string SnapshotStoreFallback = "akka.persistence.snapshot-store-plugin-fallback";
    private const string NoSnapshotStore = "akka.persistence.no-snapshot-store";

    private readonly ExtendedActorSystem _system;
    private readonly Config _config;
    private readonly ConcurrentDictionary<string, Lazy<Plugin>> _plugins = new(StringComparer.Ordinal);

    public PersistenceExtension(ExtendedActorSystem system)
    {
        _system = system;
        _config = system.Settings.Config.WithFallback(Persistence.DefaultConfig());
        int recoveries = _config.GetInt("akka.persistence.max-concurrent-recoveries");
        if (recoveries < 1)
            throw new ConfigurationException($"akka.persistence.max-concurrent-recoveries is {recoveries}; it must be at least 1.");
        RecoveryPermitter = system.SystemActorOf(Props.Create(() => new RecoveryPermitter(recoveries)), "recoveryPermitter");
    }

    internal IActorRef RecoveryPermitter { get; }

    /// <summary>Whether plugins publish what they are asked to replay and delete.</summary>
    internal bool PublishesCommands => _config.GetBoolean("akka.persistence.publish-plugin-commands");

    /// <summary>The journal at a configuration path; an empty path means <c>akka.persistence.journal.plugin</c>.</summary>
    /// <exception cref="ArgumentException">There is no such plugin.</exception>
    public IActorRef JournalFor(string journalPluginId) => Journal(journalPluginId).Ref;

    /// <summary>The snapshot store at a configuration path; an empty path means <c>akka.persistence.snapshot-store.plugin</c>.</summary>
    /// <exception cref="ArgumentException">There is no such plugin.</exception>
    public IActorRef SnapshotStoreFor(string snapshotPluginId) => SnapshotStore(snapshotPluginId).Ref;

    /// <summary>Names an actor that has a path but no persistence id of its own.</summary>
    public string PersistenceId(IActorRef actor) => actor.Path.ToStringWithoutAddress();

    internal TimeSpan RecoveryEventTimeout(string journalPluginId) => Journal(journalPluginId).Config.GetTimeSpan("recovery-event-timeout");

    /// <summary>Whether recovery goes on without the snapshot where it can't be loaded.</summary>
    internal bool SnapshotIsOptional(string snapshotPluginId) => SnapshotStore(snapshotPluginId).Config.GetBoolean("snapshot-is-optional");

    /// <summary>What is configured at a journal's path, over what every journal has.</summary>
    internal Config JournalConfig(string path) => ConfigAt(path, JournalFallback);

    /// <summary>What is configured at a snapshot store's path, over what every snapshot store has.</summary>
    internal Config SnapshotStoreConfig(string path) => ConfigAt(path, SnapshotStoreFallback);

    private Config ConfigAt(string path, string fallbackPath) => _config.Section(path).WithFallback(_config.Section(fallbackPath));

    private Plugin SnapshotStore(string snapshotPluginId)
    {
        string id = Chosen(snapshotPluginId, "akka.persistence.snapshot-store.plugin");
        return PluginAt(id.Length == 0 ? NoSnapshotStore : id, SnapshotStoreFallback);
    }

    private Plugin Journal(string journalPluginId)
    {
        string id = Chosen(journalPluginId, "akka.persistence.journal.plugin");
        if (id.Length == 0)
            throw new ConfigurationException("Default journal plugin is not configured");
        return PluginAt(id, JournalFallback);
    }

    private string Chosen(string pluginId, string key) => string.IsNullOrEmpty(pluginId) ? _config.GetString(key) ?? "" : pluginId;

    private Plugin PluginAt(string path, string fallbackPath) => _plugins.GetOrAdd(path, id => new Lazy<Plugin>(() => Start(id, fallbackPath))).Value;

    private Plugin Start(string path, string fallbackPath)
    {
        if (!_config.HasPath(path))
            throw new ArgumentException($"Persistence config is missing plugin config path for: {path}");
        var config = ConfigAt(path, fallbackPath);
        string className = config.GetString("class") ?? "";
        if (className.Length == 0)
            throw new ConfigurationException($"{path}.class is empty. Name the plugin's class, e.g. \"Namespace.Class, Assembly\".");
        var type = ClassNames.Find(className)
            ?? throw new ConfigurationException($"{path}.class is '{className}', which is no class that can be loaded. Check its name, namespace and assembly.");

        bool takesConfig = type.GetConstructor([typeof(Config)]) is not null;
        var props = takesConfig ? Props.Create(type, config) : Props.Create(type);
        return new Plugin(_system.SystemActorOf(props, path), config);
    }

    private sealed record Plugin(IActorRef Ref, Config Config);
}
