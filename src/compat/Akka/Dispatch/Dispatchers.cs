using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary>The dispatchers that the configuration knows, by id.</summary>
public sealed class Dispatchers
{
    public static readonly string DefaultDispatcherId = "akka.actor.default-dispatcher";

    internal const string InternalDispatcherId = "akka.actor.internal-dispatcher";

    private static readonly string[] _executors = ["default-executor", "thread-pool-executor", "task-executor", "channel-executor", "fork-join-executor"];

    private readonly ActorSystem _system;
    private readonly ConcurrentDictionary<string, MessageDispatcherConfigurator> _configurators = new();

    internal Dispatchers(ActorSystem system, IDispatcherPrerequisites prerequisites)
    {
        _system = system;
        Prerequisites = prerequisites;
    }

    public IDispatcherPrerequisites Prerequisites { get; }

    public Config DefaultDispatcherConfig => ConfigOf(DefaultDispatcherId);

    public MessageDispatcher DefaultGlobalDispatcher => Lookup(DefaultDispatcherId);

    /// <exception cref="ConfigurationException">The configuration has no such dispatcher, or one of a type that is not known.</exception>
    public MessageDispatcher Lookup(string dispatcherName) => _configurators.GetOrAdd(dispatcherName, Build).Dispatcher();

    public bool HasDispatcher(string id) => _configurators.ContainsKey(id) || _system.Settings.Config.HasPath(id);

    /// <returns>False if the id is taken.</returns>
    public bool RegisterConfigurator(string id, MessageDispatcherConfigurator configurator) => _configurators.TryAdd(id, configurator);

    internal Config ConfigOf(string id)
    {
        var root = _system.Settings.Config;
        if (!root.HasPath(id)) throw new ConfigurationException($"Dispatcher [{id}] not configured.");
        return ConfigurationFactory.ParseString($"id = \"{id}\"").WithFallback(root.Section(id)).WithFallback(root.Section(DefaultDispatcherId));
    }

    internal void ShutDown()
    {
        foreach (var configurator in _configurators.Values.OfType<SharedDispatcherConfigurator>()) configurator.Dispatcher().ShutDownWithSystem();
    }

    private MessageDispatcherConfigurator Build(string id)
    {
        var config = ConfigOf(id);
        string type = config.GetString("type", "Dispatcher"), executor = config.GetString("executor", "default-executor");
        switch (type)
        {
            case "Dispatcher" or "TaskDispatcher" or "ForkJoinDispatcher":
                if (!_executors.Contains(executor)) throw new ConfigurationException($"Dispatcher [{id}] asks for executor [{executor}]; known ones: {string.Join(", ", _executors)}.");
                return new SharedDispatcherConfigurator(config, Prerequisites);
            case "PinnedDispatcher":
                return new PinnedDispatcherConfigurator(config, Prerequisites);
            case "SynchronizedDispatcher":
                return new SynchronizedDispatcherConfigurator(config, Prerequisites);
        }

        var custom = ClassNames.Find(type);
        if (custom is null || !typeof(MessageDispatcherConfigurator).IsAssignableFrom(custom))
        {
            throw new ConfigurationException($"Could not resolve dispatcher type [{type}] for path [{id}]; known ones: Dispatcher, TaskDispatcher, ForkJoinDispatcher, PinnedDispatcher, SynchronizedDispatcher, or the class name of a MessageDispatcherConfigurator.");
        }

        return (MessageDispatcherConfigurator)Activator.CreateInstance(custom, config, Prerequisites)!;
    }
}
