using System.Text.RegularExpressions;
using Akka.Actor;
using Akka.Event;

namespace Akka.TestKit;

/// <summary>
/// Makes filters of log events: by level, exception, text and source. Of the texts of one call, <c>message</c> is the whole text, <c>start</c> its
/// beginning, <c>contains</c> a part of it; none means any. The system's <c>akka.loglevel</c> must let the event through.
/// </summary>
public class EventFilterFactory
{
    private readonly TestKitBase _testkit;
    private readonly ActorSystem _system;
    private readonly IReadOnlyList<LogFilter> _before;

    public EventFilterFactory(TestKitBase testkit)
        : this(testkit, testkit.Sys)
    {
    }

    public EventFilterFactory(TestKitBase testkit, ActorSystem system)
        : this(testkit, system, [])
    {
    }

    internal EventFilterFactory(TestKitBase testkit, ActorSystem system, IReadOnlyList<LogFilter> before)
    {
        _testkit = testkit;
        _system = system;
        _before = before;
    }

    public IEventFilterApplier Exception<TException>(string? message = null, string? start = null, string? contains = null, string? source = null)
        where TException : Exception => Exception(typeof(TException), message, start, contains, source);

    public IEventFilterApplier Exception<TException>(Regex pattern, string? source = null)
        where TException : Exception => Exception(typeof(TException), pattern, source);

    /// <summary>Errors with a cause of the type; the text may be the event's or the cause's.</summary>
    public IEventFilterApplier Exception(
        Type exceptionType, string? message = null, string? start = null, string? contains = null, string? source = null, bool checkInnerExceptions = false) =>
        OfException(exceptionType, TextMatch.Of(message, start, contains), source, checkInnerExceptions);

    public IEventFilterApplier Exception(Type exceptionType, Regex pattern, string? source = null, bool checkInnerExceptions = false) =>
        OfException(exceptionType, TextMatch.Of(pattern), source, checkInnerExceptions);

    public IEventFilterApplier Error(string? message = null, string? start = null, string? contains = null, string? source = null) =>
        OfLevel(LogLevel.ErrorLevel, TextMatch.Of(message, start, contains), source);

    public IEventFilterApplier Error(Regex pattern, string? source = null) => OfLevel(LogLevel.ErrorLevel, TextMatch.Of(pattern), source);

    public IEventFilterApplier Warning(string? message = null, string? start = null, string? contains = null, string? source = null) =>
        OfLevel(LogLevel.WarningLevel, TextMatch.Of(message, start, contains), source);

    public IEventFilterApplier Warning(Regex pattern, string? source = null) => OfLevel(LogLevel.WarningLevel, TextMatch.Of(pattern), source);

    public IEventFilterApplier Info(string? message = null, string? start = null, string? contains = null, string? source = null) =>
        OfLevel(LogLevel.InfoLevel, TextMatch.Of(message, start, contains), source);

    public IEventFilterApplier Info(Regex pattern, string? source = null) => OfLevel(LogLevel.InfoLevel, TextMatch.Of(pattern), source);

    public IEventFilterApplier Debug(string? message = null, string? start = null, string? contains = null, string? source = null) =>
        OfLevel(LogLevel.DebugLevel, TextMatch.Of(message, start, contains), source);

    public IEventFilterApplier Debug(Regex pattern, string? source = null) => OfLevel(LogLevel.DebugLevel, TextMatch.Of(pattern), source);

    public IEventFilterApplier ForLogLevel(LogLevel logLevel, string? message = null, string? start = null, string? contains = null, string? source = null) =>
        OfLevel(logLevel, TextMatch.Of(message, start, contains), source);

    public IEventFilterApplier ForLogLevel(LogLevel logLevel, Regex pattern, string? source = null) => OfLevel(logLevel, TextMatch.Of(pattern), source);

    public IEventFilterApplier DeadLetter() => OfDeadLetter("any", static _ => true, null);

    public IEventFilterApplier DeadLetter<TMessage>(string? source = null) => OfDeadLetter(typeof(TMessage).ToString(), static message => message is TMessage, source);

    public IEventFilterApplier DeadLetter<TMessage>(Func<TMessage, bool> isMatch, string? source = null) =>
        OfDeadLetter(typeof(TMessage).ToString(), message => message is TMessage typed && isMatch(typed), source);

    public IEventFilterApplier DeadLetter(Type type, string? source = null) => OfDeadLetter(type.ToString(), message => type.IsInstanceOfType(message), source);

    public IEventFilterApplier DeadLetter(Type type, Func<object, bool> isMatch, string? source = null) =>
        OfDeadLetter(type.ToString(), message => type.IsInstanceOfType(message) && isMatch(message), source);

    public IEventFilterApplier Custom(Predicate<LogEvent> predicate) => Applier(new LogFilter("Custom", predicate));

    public IEventFilterApplier Custom<TLogEvent>(Predicate<TLogEvent> predicate)
        where TLogEvent : LogEvent => Applier(new LogFilter($"Custom {typeof(TLogEvent)}", logEvent => logEvent is TLogEvent typed && predicate(typed)));

    private EventFilterApplier OfLevel(LogLevel level, TextMatch text, string? source) => Applier(new LogFilter(
        $"{level} when message {text}{SourceText(source)}",
        logEvent => logEvent.LogLevel() == level && logEvent.Message is not Event.DeadLetter && SourceMatches(source, logEvent.LogSource) && text.Matches(logEvent.Message?.ToString())));

    private EventFilterApplier OfException(Type type, TextMatch text, string? source, bool inner) => Applier(new LogFilter(
        $"Error with Cause <{type}> when message {text}{SourceText(source)}",
        logEvent => logEvent is Error error && SourceMatches(source, error.LogSource)
            && Causes(error.Cause, inner).Any(cause => type.IsInstanceOfType(cause) && (text.Matches(error.Message?.ToString()) || text.Matches(cause.Message)))));

    private EventFilterApplier OfDeadLetter(string what, Predicate<object> isMatch, string? source) => Applier(new LogFilter(
        $"DeadLetter {what}{SourceText(source)}",
        logEvent => logEvent is { Message: DeadLetter letter } && isMatch(letter.Message) && SourceMatches(source, logEvent.LogSource)));

    private EventFilterApplier Applier(LogFilter filter) => new(_testkit, _system, [.. _before, filter]);

    private static IEnumerable<Exception> Causes(Exception? cause, bool inner)
    {
        for (; cause is not null; cause = inner ? cause.InnerException : null)
        {
            yield return cause;
            if (!inner || cause is not AggregateException many) continue;
            foreach (var part in many.InnerExceptions.Skip(1)) yield return part;
        }
    }

    private static string SourceText(string? source) => source is null ? "" : $" and source is '{source}'";

    /// <summary>A source is an actor's path, with or without its system.</summary>
    private static bool SourceMatches(string? expected, string? actual)
    {
        if (expected is null) return true;
        if (actual is null) return false;
        if (actual == expected) return true;
        string path = actual.StartsWith("akka://", StringComparison.Ordinal) && actual.IndexOf('/', 7) is > 0 and var slash ? actual[slash..] : actual;
        return path == expected || path == "/" + expected || path == "/user/" + expected;
    }
}
