using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Actor;

/// <summary>A system's configuration and what is read from it once, at start.</summary>
public class Settings
{
    public Settings(ActorSystem system, Config config)
        : this(system, config, ActorSystemSetup.Empty)
    {
    }

    public Settings(ActorSystem system, Config config, ActorSystemSetup setup)
    {
        System = system;
        Setup = setup;
        Config = config.WithFallback(ConfigurationFactory.Default());
        LogLevel = Config.Required("akka.loglevel");
        StdoutLogLevel = Config.Required("akka.stdout-loglevel");
        Loggers = Config.GetStringList("akka.loggers");
        LoggerStartTimeout = Config.GetTimeSpan("akka.logger-startup-timeout");
        StdoutLogger = Config.GetString("akka.stdout-logger-class", "").Length == 0 ? new StandardOutLogger() : Build<MinimalLogger>("akka.stdout-logger-class");
        LogFormatter = Build<ILogMessageFormatter>("akka.logger-formatter");
        LogConfigOnStart = Config.GetBoolean("akka.log-config-on-start");
        LogDeadLetters = Config.Required("akka.log-dead-letters").ToLowerInvariant() switch
        {
            "on" or "true" => int.MaxValue,
            "off" or "false" => 0,
            _ => Config.GetInt("akka.log-dead-letters"),
        };
        LogDeadLettersDuringShutdown = Config.GetBoolean("akka.log-dead-letters-during-shutdown");
        LogDeadLettersSuspendDuration = Config.Required("akka.log-dead-letters-suspend-duration") == "infinite"
            ? Timeout.InfiniteTimeSpan
            : Config.GetTimeSpan("akka.log-dead-letters-suspend-duration");
        SchedulerClass = Config.Required("akka.scheduler.implementation");
        SchedulerShutdownTimeout = Config.GetTimeSpan("akka.scheduler.shutdown-timeout");
        ProviderClass = Config.Required("akka.actor.provider");
        LoggersDispatcher = Config.Required("akka.loggers-dispatcher");
        ConfigVersion = Config.Required("akka.version");
        SupervisorStrategyClass = Config.Required("akka.actor.guardian-supervisor-strategy");
        AskTimeout = Config.GetTimeSpan("akka.actor.ask-timeout", Timeout.InfiniteTimeSpan, allowInfinite: true);
        DebugEventStream = Config.GetBoolean("akka.actor.debug.event-stream");
        AddLoggingReceive = Config.GetBoolean("akka.actor.debug.receive");
        DebugAutoReceive = Config.GetBoolean("akka.actor.debug.autoreceive");
        DebugLifecycle = Config.GetBoolean("akka.actor.debug.lifecycle");
        DebugUnhandledMessage = Config.GetBoolean("akka.actor.debug.unhandled");
        CoordinatedShutdownRunByActorSystemTerminate = Config.GetBoolean("akka.coordinated-shutdown.run-by-actor-system-terminate");
        CoordinatedShutdownTerminateActorSystem = Config.GetBoolean("akka.coordinated-shutdown.terminate-actor-system");
        if (CoordinatedShutdownRunByActorSystemTerminate && !CoordinatedShutdownTerminateActorSystem)
        {
            throw new ConfigurationException("akka.coordinated-shutdown.run-by-actor-system-terminate=on and akka.coordinated-shutdown.terminate-actor-system=off is not a supported configuration combination.");
        }
    }

    public ActorSystem System { get; }

    public ActorSystemSetup Setup { get; }

    /// <summary>The effective configuration: what was given, then the reference.</summary>
    public Config Config { get; private set; }

    public string LogLevel { get; }

    public string StdoutLogLevel { get; }

    public IList<string> Loggers { get; }

    public TimeSpan LoggerStartTimeout { get; }

    public MinimalLogger StdoutLogger { get; }

    public ILogMessageFormatter LogFormatter { get; }

    public bool LogConfigOnStart { get; }

    /// <summary>How many dead letters are logged; 0 for none.</summary>
    public int LogDeadLetters { get; }

    public bool LogDeadLettersDuringShutdown { get; }

    public TimeSpan LogDeadLettersSuspendDuration { get; }

    public string SchedulerClass { get; }

    /// <summary>How long the end of a system waits for the scheduler's thread.</summary>
    public TimeSpan SchedulerShutdownTimeout { get; }

    public string SupervisorStrategyClass { get; }

    /// <summary>As configured: the name of a class, or of one of the providers.</summary>
    public string ProviderClass { get; }

    public string LoggersDispatcher { get; }

    public string ConfigVersion { get; }

    /// <summary>For an Ask that names none; by default without end.</summary>
    public TimeSpan AskTimeout { get; }

    public bool DebugEventStream { get; }

    public bool DebugUnhandledMessage { get; }

    /// <summary>Whether messages that actors marked by <see cref="ILogReceive"/> receive are logged.</summary>
    public bool AddLoggingReceive { get; }

    /// <summary>Whether messages that cells handle themselves are logged.</summary>
    public bool DebugAutoReceive { get; }

    /// <summary>Whether starts, restarts, stops and watches are logged.</summary>
    public bool DebugLifecycle { get; }

    internal bool NeedsDebuggedCells => AddLoggingReceive || DebugAutoReceive || DebugLifecycle;

    public bool CoordinatedShutdownRunByActorSystemTerminate { get; }

    public bool CoordinatedShutdownTerminateActorSystem { get; }

    /// <summary>Adds defaults below all that is there.</summary>
    public void InjectTopLevelFallback(Config config)
    {
        lock (this) Config = Config.WithFallback(config);
    }

    public override string ToString() => Config.ToString()!;

    private T Build<T>(string key)
        where T : class
    {
        string name = Config.Required(key);
        var type = ClassNames.Find(name);
        return type is not null && typeof(T).IsAssignableFrom(type)
            ? (T)Activator.CreateInstance(type, nonPublic: true)!
            : throw new ConfigurationException($"{key} names [{name}]; expected the name of a {typeof(T).FullName}.");
    }
}
