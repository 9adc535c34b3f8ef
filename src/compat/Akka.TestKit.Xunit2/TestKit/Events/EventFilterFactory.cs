using System.Text.RegularExpressions;
using Akka.Actor;
using Akka.Event;
using Akka.TestKit.Internal;
using Akka.TestKit.Internal.StringMatcher;

namespace Akka.TestKit;

/// <summary>
/// Makes filters of log events: by level, exception, text and source. Of the texts of one call, <c>message</c> is the whole text, else <c>start</c> its
/// beginning, else <c>contains</c> a part of it, in any case of letters; none means any. The system's <c>akka.loglevel</c> must let the event through.
/// </summary>
public class EventFilterFactory
{
    private readonly TestKitBase _testkit;
    private readonly ActorSystem _system;
    private readonly IReadOnlyList<EventFilterBase> _before;

    public EventFilterFactory(TestKitBase testkit)
        : this(testkit, testkit.Sys)
    {
    }

    public EventFilterFactory(TestKitBase testkit, ActorSystem system)
        : this(testkit, system, [])
    {
    }

    public EventFilterFactory(TestKitBase testkit, ActorSystem actorSystem, IReadOnlyList<EventFilterBase> filters)
    {
        _testkit = testkit;
        _system = actorSystem;
        _before = filters;
    }

    public IEventFilterApplier Exception<TException>(string? message = null, string? start = null, string? contains = null, string? source = null)
        where TException : Exception => Exception(typeof(TException), message, start, contains, source);

    public IEventFilterApplier Exception<TException>(Regex pattern, string? source = null)
        where TException : Exception => Exception(typeof(TException), pattern, source);

    /// <summary>Errors with a cause of the type; the text may be the event's or the cause's.</summary>
    /// <exception cref="ArgumentException">The type is none of an exception.</exception>
    public IEventFilterApplier Exception(
        Type exceptionType, string? message = null, string? start = null, string? contains = null, string? source = null, bool checkInnerExceptions = false) =>
        OfException(exceptionType, CreateMessageMatcher(message, start, contains), source, checkInnerExceptions);

    public IEventFilterApplier Exception(Type exceptionType, Regex pattern, string? source = null, bool checkInnerExceptions = false) =>
        OfException(exceptionType, new RegexMatcher(pattern), source, checkInnerExceptions);

    public IEventFilterApplier Error(string? message = null, string? start = null, string? contains = null, string? source = null) =>
        ForLogLevel(LogLevel.ErrorLevel, message, start, contains, source);

    public IEventFilterApplier Error(Regex pattern, string? source = null) => ForLogLevel(LogLevel.ErrorLevel, pattern, source);

    public IEventFilterApplier Warning(string? message = null, string? start = null, string? contains = null, string? source = null) =>
        ForLogLevel(LogLevel.WarningLevel, message, start, contains, source);

    public IEventFilterApplier Warning(Regex pattern, string? source = null) => ForLogLevel(LogLevel.WarningLevel, pattern, source);

    public IEventFilterApplier Info(string? message = null, string? start = null, string? contains = null, string? source = null) =>
        ForLogLevel(LogLevel.InfoLevel, message, start, contains, source);

    public IEventFilterApplier Info(Regex pattern, string? source = null) => ForLogLevel(LogLevel.InfoLevel, pattern, source);

    public IEventFilterApplier Debug(string? message = null, string? start = null, string? contains = null, string? source = null) =>
        ForLogLevel(LogLevel.DebugLevel, message, start, contains, source);

    public IEventFilterApplier Debug(Regex pattern, string? source = null) => ForLogLevel(LogLevel.DebugLevel, pattern, source);

    public IEventFilterApplier ForLogLevel(LogLevel logLevel, string? message = null, string? start = null, string? contains = null, string? source = null) =>
        OfLevel(logLevel, CreateMessageMatcher(message, start, contains), source);

    public IEventFilterApplier ForLogLevel(LogLevel logLevel, Regex pattern, string? source = null) => OfLevel(logLevel, new RegexMatcher(pattern), source);

    public IEventFilterApplier DeadLetter() => OfDeadLetter(static _ => true, null);

    public IEventFilterApplier DeadLetter<TMessage>(string? source = null) => OfDeadLetter(static letter => letter.Message is TMessage, source);

    public IEventFilterApplier DeadLetter<TMessage>(Func<TMessage, bool> isMatch, string? source = null) =>
        OfDeadLetter(letter => letter.Message is TMessage typed && isMatch(typed), source);

    public IEventFilterApplier DeadLetter(Type type, string? source = null) => OfDeadLetter(letter => type.IsInstanceOfType(letter.Message), source);

    public IEventFilterApplier DeadLetter(Type type, Func<object, bool> isMatch, string? source = null) =>
        OfDeadLetter(letter => type.IsInstanceOfType(letter.Message) && isMatch(letter.Message), source);

    public IEventFilterApplier Custom(Predicate<LogEvent> predicate) => Applier(new CustomEventFilter(predicate));

    public IEventFilterApplier Custom<TLogEvent>(Predicate<TLogEvent> predicate)
        where TLogEvent : LogEvent => Applier(new CustomEventFilter(logEvent => logEvent is TLogEvent typed && predicate(typed)));

    protected static IStringMatcher CreateMessageMatcher(string? message, string? start, string? contains) =>
        message is not null ? new EqualsString(message)
        : start is not null ? new StartsWithString(start)
        : contains is not null ? new ContainsString(contains)
        : MatchesAll.Instance;

    protected IEventFilterApplier CreateApplier(EventFilterBase filter, ActorSystem system) => new InternalEventFilterApplier(_testkit, system, [.. _before, filter]);

    private static EqualsStringAndPathMatcher? SourceMatcher(string? source) => source is null ? null : new EqualsStringAndPathMatcher(source);

    private IEventFilterApplier OfLevel(LogLevel logLevel, IStringMatcher message, string? source) => Applier(logLevel switch
    {
        LogLevel.DebugLevel => new DebugFilter(message, SourceMatcher(source)),
        LogLevel.InfoLevel => new InfoFilter(message, SourceMatcher(source)),
        LogLevel.WarningLevel => new WarningFilter(message, SourceMatcher(source)),
        LogLevel.ErrorLevel => new ErrorFilter(message, SourceMatcher(source)),
        _ => throw new ArgumentOutOfRangeException(nameof(logLevel), $"Unknown LogLevel value: {(int)logLevel}"),
    });

    private IEventFilterApplier OfException(Type exceptionType, IStringMatcher message, string? source, bool inner) => typeof(Exception).IsAssignableFrom(exceptionType)
        ? Applier(new ErrorFilter(exceptionType, message, SourceMatcher(source), inner))
        : throw new ArgumentException($"The type must be an exception. It was: {exceptionType}", nameof(exceptionType));

    private IEventFilterApplier OfDeadLetter(Predicate<DeadLetter> isMatch, string? source) => Applier(new DeadLettersFilter(null, SourceMatcher(source), isMatch));

    private IEventFilterApplier Applier(EventFilterBase filter) => CreateApplier(filter, _system);
}
