using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Configuration;

namespace Akka.Event;

/// <summary>A bus for events by type that starts and ends the loggers.</summary>
public class LoggingBus : ActorEventBus<object, Type>
{
    internal const LogLevel OffLevel = (LogLevel)int.MaxValue;

    private static readonly LogLevel[] _levels = [LogLevel.DebugLevel, LogLevel.InfoLevel, LogLevel.WarningLevel, LogLevel.ErrorLevel];
    private static int _loggerNumber;

    private readonly List<IActorRef> _loggers = [];
    private volatile MinimalLogger? _stdout;
    private int _logLevel = (int)LogLevel.DebugLevel;

    /// <summary>Events below this level are not even made.</summary>
    public LogLevel LogLevel => (LogLevel)Volatile.Read(ref _logLevel);

    public virtual void SetLogLevel(LogLevel logLevel)
    {
        Volatile.Write(ref _logLevel, (int)logLevel);
        foreach (var logger in _loggers)
        {
            foreach (var level in _levels) Unsubscribe(logger, level.ClassFor());
            SubscribeFor(logger, logLevel);
        }
    }

    /// <summary>Writes to the console until the loggers run, at <c>akka.stdout-loglevel</c>.</summary>
    public void StartStdoutLogger(Settings config)
    {
        var level = Logging.LogLevelFor(config.StdoutLogLevel);
        _stdout = config.StdoutLogger;
        SubscribeFor(_stdout, level);
    }

    /// <summary>Starts the actors that <c>akka.loggers</c> names, at <c>akka.loglevel</c>.</summary>
    internal void StartDefaultLoggers(ActorSystemImpl system)
    {
        var level = Logging.LogLevelFor(system.Settings.LogLevel);
        foreach (string name in system.Settings.Loggers)
        {
            var type = ClassNames.Find(name) ?? throw new ConfigurationException($"akka.loggers lists [{name}], which no loaded assembly has.");
            if (type == typeof(StandardOutLogger)) continue;
            Add(system, type, level);
        }

        bool keepStdout = system.Settings.Loggers.Any(name => ClassNames.Find(name) == typeof(StandardOutLogger));
        if (_stdout is { } stdout)
        {
            Unsubscribe(stdout);
            if (keepStdout) SubscribeFor(stdout, level);
        }

        SetLogLevel(level);
        if (system.Settings.DebugUnhandledMessage) Subscribe(system.SystemActorOf<UnhandledMessageForwarder>("UnhandledMessageForwarder"), typeof(UnhandledMessage));
    }

    /// <summary>Goes back to the console, so that the last words of a system are not lost with its loggers.</summary>
    internal void StopLoggers(ActorSystemImpl system)
    {
        if (_stdout is { } stdout)
        {
            Unsubscribe(stdout);
            SubscribeFor(stdout, Logging.LogLevelFor(system.Settings.StdoutLogLevel));
        }

        foreach (var logger in _loggers) Unsubscribe(logger);
    }

    protected override bool Classify(object @event, Type classifier) => classifier.IsInstanceOfType(@event);

    protected override bool IsSubClassification(Type parent, Type child) => parent.IsAssignableFrom(child);

    protected override void Publish(object @event, IActorRef subscriber) => subscriber.Tell(@event, ActorRefs.NoSender);

    protected override Type GetClassifier(object @event) => @event.GetType();

    private void Add(ActorSystemImpl system, Type type, LogLevel level)
    {
        string name = $"log{Interlocked.Increment(ref _loggerNumber)}-{type.Name}";
        var logger = system.SystemActorOf(Props.Create(type).WithDispatcher(system.Settings.Config.Required("akka.loggers-dispatcher")), name);
        try
        {
            object reply = logger.Ask(new InitializeLogger(this), system.Settings.LoggerStartTimeout).GetAwaiter().GetResult();
            if (reply is not LoggerInitialized) throw new LoggerInitializationException($"Logger {name} did not respond with LoggerInitialized, sent instead {reply}");
        }
        catch (AskTimeoutException)
        {
            Publish(new Warning(GetType().Name, GetType(), $"Logger {name} [{type}] did not respond within {system.Settings.LoggerStartTimeout}, ignored. Messages logged to it until it has started are kept in its mailbox."));
        }

        _loggers.Add(logger);
        SubscribeFor(logger, level);
    }

    private void SubscribeFor(IActorRef logger, LogLevel lowest)
    {
        foreach (var level in _levels.Where(level => level >= lowest)) Subscribe(logger, level.ClassFor());
    }
}
