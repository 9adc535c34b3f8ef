using Akka.Event;
using Akka.TestKit.Internal;
using Akka.TestKit.TestEvent;

namespace Akka.TestKit;

/// <summary>The logger of a system under test: knows which log events the test expects or mutes, and prints the others.</summary>
public class TestEventListener : DefaultLogger
{
    private readonly List<EventFilterBase> _filters = [];

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case InitializeLogger initialize:
                foreach (var channel in new[] { typeof(Mute), typeof(Unmute), typeof(DeadLetter) }) initialize.LoggingBus.Subscribe(Self, channel);
                return base.Receive(message);
            case LogEvent logEvent:
                if (!Matches(logEvent)) Print(logEvent);
                return true;
            case Mute mute:
                _filters.AddRange(mute.Filters);
                return true;
            case Unmute unmute:
                foreach (var filter in unmute.Filters) _filters.Remove(filter);
                return true;
            case DeadLetter letter:
                // Filters see it; it is printed by who logs dead letters for everybody.
                Matches(new Warning(letter.Recipient.Path.ToString(), letter.Recipient.GetType(), letter));
                return true;
            default:
                return base.Receive(message);
        }
    }

    private bool Matches(LogEvent logEvent) => _filters.Exists(filter => filter.Apply(logEvent));
}
