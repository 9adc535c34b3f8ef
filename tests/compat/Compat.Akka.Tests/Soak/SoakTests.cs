using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Akka.Actor;
using Akka.Configuration;
using Xunit.Abstractions;

namespace Compat.Akka.Tests.Soak;

/// <summary>
/// Rounds of 100,000 actors that are created, watched, fail, restart, set timers, stash and stop, and of asks that are answered or time out, for
/// EDGENAS_SOAK_MINUTES (10 if it isn't set).
/// </summary>
[Trait("Speed", "Slow")]
public sealed class SoakTests(ITestOutputHelper output)
{
    private const int ActorsPerRound = 100_000;
    private const int ActorsPerWave = 10_000;
    private const int AsksPerRound = 1_000;
    private const int WarmUpRounds = 2;

    /// <summary>What a round may leave more than the warm-up did: 0.08 KiB per actor of a round.</summary>
    private const long Slack = 8L << 20;

    /// <summary>Timers that were cancelled leave the wheel when it comes round.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Rounds_OfWholeLives_LeaveNothingBehind()
    {
        var length = TimeSpan.FromMinutes(double.TryParse(Environment.GetEnvironmentVariable("EDGENAS_SOAK_MINUTES"), CultureInfo.InvariantCulture, out double given) ? given : 10);
        var clock = Stopwatch.StartNew();
        var system = ActorSystem.Create("soak", ConfigurationFactory.ParseString("akka { loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off }"));
        try
        {
            long level = 0;
            for (int round = 0; round <= WarmUpRounds || clock.Elapsed < length; round++)
            {
                var traces = new Traces();
                var busy = Stopwatch.StartNew();
                await Round(system, traces);
                double seconds = busy.Elapsed.TotalSeconds;
                long limit = round < WarmUpRounds ? long.MaxValue : level + Slack;
                long memory = await Settled(traces, limit);
                output.WriteLine($"round {round}: {ActorsPerRound / seconds:0} actors/s, {memory >> 10} KiB, {traces.Count} traces");
                Assert.True(traces.Leaks() is [], $"round {round} left {string.Join(", ", traces.Leaks().Distinct())}");
                Assert.True(memory <= limit, $"after round {round} {memory} bytes are in use; after the warm-up it were {level}");
                if (round < WarmUpRounds) level = memory;
            }
        }
        finally
        {
            await system.Terminate();
        }
    }

    private static async Task Round(ActorSystem system, Traces traces)
    {
        for (int wave = 0; wave < ActorsPerRound / ActorsPerWave; wave++)
        {
            var parent = system.ActorOf(Props.Create<SoakParent>(traces));
            Assert.Equal("all ended", await parent.Ask<string>(ActorsPerWave, TimeSpan.FromMinutes(2)));
            Assert.True(await parent.GracefulStop(TimeSpan.FromMinutes(1)));
        }

        var silent = system.ActorOf(Props.Create<Silent>());
        await Task.WhenAll(Enumerable.Range(0, AsksPerRound).Select(_ => Unanswered(silent, traces)));
        await silent.GracefulStop(TimeSpan.FromMinutes(1));
    }

    private static async Task Unanswered(IActorRef silent, Traces traces)
    {
        var message = new object();
        traces.Add(message);
        await Assert.ThrowsAsync<AskTimeoutException>(() => Traced(silent.Ask<object>(message, TimeSpan.FromMilliseconds(20)), traces));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task<object> Traced(Task<object> asking, Traces traces)
    {
        // What keeps the place of a reply keeps its task.
        traces.Add(asking);
        return asking;
    }

    /// <returns>Bytes in use when nothing of the round lives and they are within the limit, or when they never are.</returns>
    private static async Task<long> Settled(Traces traces, long limit)
    {
        for (var clock = Stopwatch.StartNew(); ;)
        {
            long memory = GC.GetTotalMemory(forceFullCollection: true);
            if (clock.Elapsed > Settling || (memory <= limit && traces.Leaks() is [])) return memory;
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }
    }

    private sealed class Silent : UntypedActor
    {
        protected override void OnReceive(object message)
        {
        }
    }
}
