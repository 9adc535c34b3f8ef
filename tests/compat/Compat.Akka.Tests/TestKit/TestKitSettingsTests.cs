using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit;
using Xunit.Abstractions;

namespace Compat.Akka.Tests.TestKit;

public sealed class TestKitSettingsTests(ITestOutputHelper output) : global::Akka.TestKit.Xunit2.TestKit(
    "akka.test { timefactor = 2.0, single-expect-default = 100ms, default-timeout = 7s, filter-leeway = 1s }", output)
{
    [Fact]
    public void Keys_UnderAkkaTest_AreRead()
    {
        Assert.Equal(2, TestKitSettings.TestTimeFactor);
        Assert.Equal(TimeSpan.FromMilliseconds(100), TestKitSettings.SingleExpectDefault);
        Assert.Equal(TimeSpan.FromSeconds(7), TestKitSettings.DefaultTimeout);
        Assert.Equal(TimeSpan.FromSeconds(1), TestKitSettings.TestEventFilterLeeway);
    }

    [Fact]
    public void Dilated_ByTheFactor()
    {
        Assert.Equal(TimeSpan.FromSeconds(6), Dilated(TimeSpan.FromSeconds(3)));
        Assert.Equal(TimeSpan.FromMilliseconds(200), RemainingOrDefault);
    }

    [Fact]
    public void Remaining_OutsideOfWithin_IsRefused() => Assert.Throws<InvalidOperationException>(() => Remaining);

    [Fact]
    public async Task CreateTestProbe_OfAForeignSystem_Works()
    {
        var system = ActorSystem.Create("foreign", ConfigurationFactory.ParseString("akka.loglevel = ERROR"));
        try
        {
            var probe = CreateTestProbe(system);
            probe.Ref.Tell("hello");
            probe.ExpectMsg("hello");
        }
        finally
        {
            await system.Terminate();
        }
    }
}
