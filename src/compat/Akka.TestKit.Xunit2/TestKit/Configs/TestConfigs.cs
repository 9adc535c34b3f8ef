using Akka.Configuration;

namespace Akka.TestKit.Configs;

public static class TestConfigs
{
    /// <summary>What a system under test has unless its test says otherwise.</summary>
    public static Config DefaultConfig { get; } = ConfigurationFactory.ParseString(
        """
        akka {
          loggers = ["Akka.TestKit.TestEventListener, Akka.TestKit"]
          loglevel = "WARNING"
          stdout-loglevel = "WARNING"
          test {
            # By what the waits of tests are multiplied, for slow machines.
            timefactor = 1.0

            # How long an event filter waits for log events after its action has ended.
            filter-leeway = 3s

            # How long a test waits for one message unless it says otherwise.
            single-expect-default = 3s

            # How long things take that aren't said otherwise.
            default-timeout = 5s

            # Runs actors on the thread of whoever tells them something.
            calling-thread-dispatcher {
              type = "Akka.TestKit.CallingThreadDispatcherConfigurator, Akka.TestKit"
              throughput = 2147483647
            }

            test-actor.dispatcher {
              type = "Akka.TestKit.CallingThreadDispatcherConfigurator, Akka.TestKit"
              throughput = 2147483647
            }
          }
        }
        """);

    /// <summary>Makes the system's scheduler a <see cref="TestScheduler"/>, whose time the test advances.</summary>
    public static Config TestSchedulerConfig { get; } = ConfigurationFactory.ParseString(
        """akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit" """);
}
