using Akka.Actor;

namespace Akka.Event;

/// <summary>Asks a logger to start; it answers with <see cref="LoggerInitialized"/>.</summary>
public class InitializeLogger(LoggingBus loggingBus) : INoSerializationVerificationNeeded
{
    public LoggingBus LoggingBus { get; } = loggingBus;
}

public class LoggerInitialized : INoSerializationVerificationNeeded, IDeadLetterSuppression;

/// <summary>A logger without a mailbox: used before the others run and after they have stopped.</summary>
public abstract class MinimalLogger : MinimalActorRef
{
    private readonly RootActorPath _path = new(Address.AllSystems, "/StandardOutLogger");

    public sealed override ActorPath Path => _path;

    public sealed override IActorRefProvider Provider => throw new NotSupportedException("This logger does not provide.");

    protected sealed override void TellInternal(object message, IActorRef? sender) => Log(message);

    protected abstract void Log(object message);
}

/// <summary>Writes to the console; each line as a whole.</summary>
public class StandardOutLogger : MinimalLogger
{
    private static readonly Lock _gate = new();

    public static ConsoleColor DebugColor { get; set; } = ConsoleColor.Gray;

    public static ConsoleColor InfoColor { get; set; } = ConsoleColor.White;

    public static ConsoleColor WarningColor { get; set; } = ConsoleColor.Yellow;

    public static ConsoleColor ErrorColor { get; set; } = ConsoleColor.Red;

    public static bool UseColors { get; set; } = true;

    protected override void Log(object message)
    {
        if (message is LogEvent line) Print(line);
        else Write(message.ToString(), InfoColor);
    }

    internal static void Print(LogEvent line) => Write(line.ToString(), line.LogLevel() switch
    {
        LogLevel.DebugLevel => DebugColor,
        LogLevel.InfoLevel => InfoColor,
        LogLevel.WarningLevel => WarningColor,
        _ => ErrorColor,
    });

    private static void Write(string? text, ConsoleColor color)
    {
        lock (_gate)
        {
            if (!UseColors || Console.IsOutputRedirected)
            {
                Console.WriteLine(text);
                return;
            }

            var before = Console.ForegroundColor;
            Console.ForegroundColor = color;
            Console.WriteLine(text);
            Console.ForegroundColor = before;
        }
    }
}

/// <summary>The logger actor that is used unless <c>akka.loggers</c> names another: writes to the console.</summary>
public class DefaultLogger : ActorBase
{
    protected override bool Receive(object message)
    {
        switch (message)
        {
            case InitializeLogger:
                Sender.Tell(new LoggerInitialized());
                return true;
            case LogEvent line:
                Print(line);
                return true;
            default:
                return false;
        }
    }

    protected virtual void Print(LogEvent logEvent) => StandardOutLogger.Print(logEvent);
}

/// <summary>Logs unhandled messages when <c>akka.actor.debug.unhandled</c> is on.</summary>
internal sealed class UnhandledMessageForwarder : ReceiveActor
{
    public UnhandledMessageForwarder() => Receive<UnhandledMessage>(message => Context.System.EventStream.Publish(
        new Debug(message.Recipient.Path.ToString(), message.Recipient.GetType(), $"Unhandled message from {message.Sender?.Path.ToString() ?? "NoSender"} : {message.Message}")));
}
