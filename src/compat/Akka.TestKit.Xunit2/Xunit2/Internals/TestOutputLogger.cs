using Akka.Actor;
using Akka.Event;
using Xunit.Abstractions;

namespace Akka.TestKit.Xunit2.Internals;

/// <summary>Writes a system's log to the output of the test that runs it.</summary>
public class TestOutputLogger : ReceiveActor
{
    public TestOutputLogger(ITestOutputHelper output)
    {
        Receive<LogEvent>(logEvent =>
        {
            try
            {
                output.WriteLine(logEvent.ToString());
            }
            catch (InvalidOperationException)
            {
                // The test has ended; xUnit takes no more output, and the system is about to end as well.
            }
        });
        Receive<InitializeLogger>(initialize =>
        {
            initialize.LoggingBus.Subscribe(Self, typeof(LogEvent));
            Sender.Tell(new LoggerInitialized());
        });
    }
}
