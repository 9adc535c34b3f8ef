using Akka.Actor;
using Akka.Configuration;

namespace EdgeNas.ActorBenchmarks.Actors;

/// <summary>What the kernel does per second: messages, asks, actors made and stopped; and what it allocates.</summary>
internal static class ActorLines
{
    public static IEnumerable<Line> Measure()
    {
        var system = ActorSystem.Create("bench", ConfigurationFactory.ParseString("akka { loglevel = WARNING, stdout-loglevel = WARNING, log-dead-letters = off }"));
        yield return PingPong.Line(system, "ping-pong, 1 message in flight", pairs: 1, window: 1, roundTrips: 500_000);
        yield return PingPong.Line(system, "ping-pong, window of 100", pairs: 1, window: 100, roundTrips: 1_000_000);
        yield return PingPong.Line(system, "ping-pong, 8 pairs x window of 100", pairs: 8, window: 100, roundTrips: 250_000);
        yield return PingPong.Line(system, "ping-pong, window of 100, typed handlers", pairs: 1, window: 100, roundTrips: 1_000_000, typed: true);
        yield return FanIn.Line(system, "fan-in, 8 actors to 1", senders: 8, messages: 250_000);
        yield return FanIn.FromOutside(system, "tell from a thread outside", messages: 2_000_000);
        yield return PingPong.Allocation(system, "allocated per tell, message not counted");
        foreach (var line in Asking.Lines(system)) yield return line;
        foreach (var line in Population.Lines(system)) yield return line;
        system.Terminate().GetAwaiter().GetResult();
    }
}
