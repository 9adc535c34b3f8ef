using Akka.Actor;
using Akka.Event;

namespace Akka.TestKit;

/// <summary>The logger of a system under test: knows which log events the test expects or mutes, and prints the others.</summary>
public class TestEventListener : DefaultLogger
{
    private readonly List<LogFilter> _filters = [];

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case InitializeLogger initialize:
                foreach (var channel in new[] { typeof(Mute), typeof(Unmute), typeof(DeadLetter), typeof(UnhandledMessage) })
                    initialize.LoggingBus.Subscribe(Self, channel);
                return base.Receive(message);
            case LogEvent logEvent:
                if (!Matches(logEvent)) Print(logEvent);
                return true;
            case Mute mute:
                _filters.AddRange(mute.Filters);
                return true;
            case Unmute unmute:
                _filters.RemoveAll(unmute.Filters.Contains);
                return true;
            case DeadLetter letter:
                Show(letter.Recipient, letter, $"Received dead letter from {letter.Sender}: {letter.Message}");
                return true;
            case UnhandledMessage unhandled:
                Show(unhandled.Recipient, unhandled, $"Unhandled message from {unhandled.Sender}: {unhandled.Message}");
                return true;
            default:
                return base.Receive(message);
        }
    }

    /// <summary>A filter sees the message itself, a reader its text.</summary>
    private void Show(IActorRef recipient, object message, string text)
    {
        string path = recipient.Path.ToString();
        if (!Matches(new Warning(path, recipient.GetType(), message))) Print(new Warning(path, recipient.GetType(), text));
    }

    private bool Matches(LogEvent logEvent) => _filters.Exists(filter => filter.Apply(logEvent));
}
