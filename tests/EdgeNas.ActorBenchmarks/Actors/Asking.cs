using System.Diagnostics;
using Akka.Actor;

namespace EdgeNas.ActorBenchmarks.Actors;

/// <summary>Questions from outside the system and their answers.</summary>
internal static class Asking
{
    private static readonly object _question = new();

    public static IEnumerable<Line> Lines(ActorSystem system)
    {
        const int Questions = 100_000, InFlight = 64;
        var echo = system.ActorOf(Props.Create(() => new Echo()));
        yield return new Line("ask, one at a time", Medians.PerSecond(Questions, () => OneByOne(echo, Questions)), "asks/s");
        yield return new Line("ask, one at a time, p50", Medians.Of(() => MedianMicroseconds(echo, Questions)), "us", MoreIsBetter: false);
        yield return new Line("ask, 64 in flight", Medians.PerSecond(Questions, () => Task.WhenAll(Enumerable.Range(0, InFlight).Select(_ => OneByOne(echo, Questions / InFlight)))), "asks/s");
        system.Stop(echo);
    }

    private static async Task OneByOne(IActorRef echo, int questions)
    {
        for (int asked = 0; asked < questions; asked++) await echo.Ask<object>(_question, TimeSpan.FromSeconds(10)).ConfigureAwait(false);
    }

    private static double MedianMicroseconds(IActorRef echo, int questions) => Task.Run(async () =>
    {
        double[] times = new double[questions];
        for (int asked = 0; asked < questions; asked++)
        {
            long start = Stopwatch.GetTimestamp();
            await echo.Ask<object>(_question, TimeSpan.FromSeconds(10)).ConfigureAwait(false);
            times[asked] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }

        return Medians.Of(times);
    }).GetAwaiter().GetResult();

    private sealed class Echo : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(message, Self);
    }
}
