using Akka.Actor;

namespace Compat.Akka.Tests.Actor;

public sealed class ShutdownFromPhaseTests : SystemFixture
{
    /// <summary>The fixture's own end is the test: it waits for the system.</summary>
    [Fact]
    public async Task Terminate_AfterARunThatLeftOutTheEnd_EndsTheSystem()
    {
        await CoordinatedShutdown.Get(Sys).Run(CoordinatedShutdown.UnknownReason.Instance, "no such phase").WaitAsync(Patience);
        Assert.False(Sys.WhenTerminated.IsCompleted);
        await Sys.Terminate().WaitAsync(Patience);
    }
}
