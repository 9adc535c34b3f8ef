using Akka.Actor;
using Akka.Event;
using Microsoft.Extensions.Logging;

namespace EdgeNas.Hosting.Nodes;

/// <summary>Brings what the web server's side of a node logs into the node's own log.</summary>
internal sealed class ActorLoggerProvider(ActorSystem system) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new Forwarder(Logging.GetLogger(system, typeof(ActorLoggerProvider)), categoryName.StartsWith("EdgeNas.", StringComparison.Ordinal));

    public void Dispose()
    {
        // Holds nothing of its own.
    }

    private sealed class Forwarder(ILoggingAdapter log, bool isOurs) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(Microsoft.Extensions.Logging.LogLevel logLevel) => isOurs || logLevel >= Microsoft.Extensions.Logging.LogLevel.Warning;

        public void Log<TState>(Microsoft.Extensions.Logging.LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel)) return;
            string text = exception is null ? formatter(state, exception) : $"{formatter(state, exception)} ({exception.GetType().Name}: {exception.Message})";
            if (logLevel >= Microsoft.Extensions.Logging.LogLevel.Error) log.Error("{0}", text);
            else if (logLevel == Microsoft.Extensions.Logging.LogLevel.Warning) log.Warning("{0}", text);
            else log.Debug("{0}", text);
        }
    }
}
