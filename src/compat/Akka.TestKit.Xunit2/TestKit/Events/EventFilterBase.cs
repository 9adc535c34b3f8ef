using Akka.Event;
using Akka.TestKit.Internal.StringMatcher;

namespace Akka.TestKit
{
    /// <summary>Which log events a test expects or mutes.</summary>
    public interface IEventFilter
    {
        bool Apply(LogEvent logEvent);
    }
}

namespace Akka.TestKit.Internal
{
    public delegate void EventMatched(EventFilterBase eventFilter, LogEvent logEvent);

    /// <summary>Matches log events by their text and their source, and tells who asked for it.</summary>
    public abstract class EventFilterBase(IStringMatcher? messageMatcher, IStringMatcher? sourceMatcher) : IEventFilter
    {
        private readonly IStringMatcher _message = messageMatcher ?? MatchesAll.Instance;
        private readonly IStringMatcher _source = sourceMatcher ?? MatchesAll.Instance;

        /// <summary>Runs on the thread of the logger.</summary>
        public event EventMatched? EventMatched;

        protected abstract string FilterDescriptiveName { get; }

        public bool Apply(LogEvent logEvent)
        {
            if (!IsMatch(logEvent)) return false;
            OnEventMatched(logEvent);
            return true;
        }

        public override string ToString()
        {
            string[] conditions = [.. Conditions()];
            return conditions.Length == 0 ? FilterDescriptiveName : $"{FilterDescriptiveName} when {string.Join(" and ", conditions)}";
        }

        protected abstract bool IsMatch(LogEvent evt);

        protected virtual void OnEventMatched(LogEvent logEvent) => EventMatched?.Invoke(this, logEvent);

        protected bool InternalDoMatch(string src, object? msg) => _source.IsMatch(src) && _message.IsMatch(msg?.ToString() ?? "null");

        private IEnumerable<string> Conditions()
        {
            if (_message is not MatchesAll) yield return $"Message {_message}";
            if (_source is not MatchesAll) yield return $"Source {_source}";
        }
    }
}
