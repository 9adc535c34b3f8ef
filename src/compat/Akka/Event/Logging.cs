using Akka.Actor;

namespace Akka.Event;

public static class Logging
{
    /// <summary>A log that names the actor by its path.</summary>
    public static ILoggingAdapter GetLogger(this IActorContext context, ILogMessageFormatter? logMessageFormatter = null) =>
        new BusLogging(
            context.System.EventStream,
            context.Self.Path.ToString(),
            (context as Actor.Internal.ActorCell)?.Actor?.GetType() ?? context.Props.Type,
            logMessageFormatter ?? context.System.Settings.LogFormatter);

    /// <param name="logSourceObj">Who logs: a type, a name, an actor, or any object, which stands for its type.</param>
    public static ILoggingAdapter GetLogger(ActorSystem system, object logSourceObj, ILogMessageFormatter? logMessageFormatter = null)
    {
        var source = LogSource.Create(logSourceObj, system);
        return new BusLogging(system.EventStream, source.Source, source.Type, logMessageFormatter ?? system.Settings.LogFormatter);
    }

    public static ILoggingAdapter GetLogger(LoggingBus loggingBus, object logSourceObj, ILogMessageFormatter? logMessageFormatter = null)
    {
        var source = LogSource.Create(logSourceObj);
        return new BusLogging(loggingBus, source.Source, source.Type, logMessageFormatter ?? DefaultLogMessageFormatter.Instance);
    }

    /// <exception cref="ArgumentException">The name is none of DEBUG, INFO, WARNING, ERROR, OFF.</exception>
    public static LogLevel LogLevelFor(string logLevel) => logLevel.ToUpperInvariant() switch
    {
        "DEBUG" => LogLevel.DebugLevel,
        "INFO" => LogLevel.InfoLevel,
        "WARNING" => LogLevel.WarningLevel,
        "ERROR" => LogLevel.ErrorLevel,
        "OFF" => LoggingBus.OffLevel,
        var unknown => throw new ArgumentException($"Unknown LogLevel: \"{unknown}\". Valid values are: \"DEBUG\", \"INFO\", \"WARNING\", \"ERROR\"", nameof(logLevel)),
    };

    /// <exception cref="ArgumentException">The type is none of the four levels' events.</exception>
    public static LogLevel LogLevelFor<T>()
        where T : LogEvent => typeof(T) switch
        {
            var type when type == typeof(Debug) => LogLevel.DebugLevel,
            var type when type == typeof(Info) => LogLevel.InfoLevel,
            var type when type == typeof(Warning) => LogLevel.WarningLevel,
            var type when type == typeof(Error) => LogLevel.ErrorLevel,
            var type => throw new ArgumentException($"Unknown LogEvent type: \"{type.FullName}\". Valid types are: Debug, Info, Warning, Error"),
        };

    /// <summary>The name, without namespace, of an object's type, or of the type that the object is.</summary>
    public static string SimpleName(object o) => o is Type type ? SimpleName(type) : SimpleName(o.GetType());

    public static string SimpleName(Type t) => t.Name;

    public static string StringFor(this LogLevel logLevel) => logLevel switch
    {
        LogLevel.DebugLevel => "DEBUG",
        LogLevel.InfoLevel => "INFO",
        LogLevel.WarningLevel => "WARNING",
        LogLevel.ErrorLevel => "ERROR",
        LoggingBus.OffLevel => "OFF",
        _ => throw new ArgumentException($"Unknown LogLevel {logLevel}", nameof(logLevel)),
    };

    /// <summary>The type of the events of a level.</summary>
    public static Type ClassFor(this LogLevel logLevel) => logLevel switch
    {
        LogLevel.DebugLevel => typeof(Debug),
        LogLevel.InfoLevel => typeof(Info),
        LogLevel.WarningLevel => typeof(Warning),
        LogLevel.ErrorLevel => typeof(Error),
        _ => throw new ArgumentException($"Unknown LogLevel {logLevel}", nameof(logLevel)),
    };
}
