using Akka.Actor;
using Akka.Configuration;

namespace Akka.TestKit;

/// <summary>The keys under <c>akka.test</c>.</summary>
public class TestKitSettings : IExtension
{
    public TestKitSettings(Config config)
    {
        DefaultTimeout = config.GetTimeSpan("akka.test.default-timeout", TimeSpan.FromSeconds(5), allowInfinite: false);
        SingleExpectDefault = config.GetTimeSpan("akka.test.single-expect-default", TimeSpan.FromSeconds(3), allowInfinite: false);
        TestEventFilterLeeway = config.GetTimeSpan("akka.test.filter-leeway", TimeSpan.FromSeconds(3), allowInfinite: false);
        TestTimeFactor = config.GetDouble("akka.test.timefactor", 1);
        LogTestKitCalls = config.GetBoolean("akka.test.testkit.debug");
        if (TestTimeFactor <= 0)
            throw new ConfigurationException($"akka.test.timefactor is {TestTimeFactor}; it must be above 0.");
    }

    /// <summary>How long things take that aren't said otherwise.</summary>
    public TimeSpan DefaultTimeout { get; }

    /// <summary>How long a test waits for one message unless it says otherwise.</summary>
    public TimeSpan SingleExpectDefault { get; }

    /// <summary>How long an event filter waits for log events after its action has ended.</summary>
    public TimeSpan TestEventFilterLeeway { get; }

    /// <summary>By what the waits of tests are multiplied, for slow machines.</summary>
    public double TestTimeFactor { get; }

    public bool LogTestKitCalls { get; }
}

/// <summary>Gives an actor system its <see cref="TestKitSettings"/>.</summary>
public class TestKitExtension : ExtensionIdProvider<TestKitSettings>
{
    public static TestKitSettings For(ActorSystem system) => new TestKitExtension().Apply(system);

    public override TestKitSettings CreateExtension(ExtendedActorSystem system) => new(system.Settings.Config);
}
