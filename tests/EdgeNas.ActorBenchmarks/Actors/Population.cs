using System.Diagnostics;
using Akka.Actor;

namespace EdgeNas.ActorBenchmarks.Actors;

/// <summary>A parent of 100,000 children: made and spoken to, weighed while idle, stopped.</summary>
internal static class Population
{
    private const int Children = 100_000;

    public static IEnumerable<Line> Lines(ActorSystem system)
    {
        var births = new List<double>();
        var deaths = new List<double>();
        var weights = new List<double>();
        // The first run warms up.
        for (int run = 0; run < 4; run++)
        {
            long before = GC.GetTotalMemory(forceFullCollection: true);
            var parent = system.ActorOf(Props.Create(() => new Parent()));
            var start = Stopwatch.GetTimestamp();
            parent.Ask<string>(new Populate(Children), TimeSpan.FromMinutes(2)).GetAwaiter().GetResult();
            double birth = Stopwatch.GetElapsedTime(start).TotalSeconds;
            double weight = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Children;
            start = Stopwatch.GetTimestamp();
            parent.GracefulStop(TimeSpan.FromMinutes(2)).GetAwaiter().GetResult();
            double death = Stopwatch.GetElapsedTime(start).TotalSeconds;
            if (run == 0) continue;
            births.Add(birth);
            weights.Add(weight);
            deaths.Add(death);
        }

        yield return new Line("create 100k actors and send each one message", Children / Medians.Of(births), "actors/s");
        yield return new Line("stop a parent of 100k", Children / Medians.Of(deaths), "actors/s");
        yield return new Line("memory of an idle actor", Medians.Of(weights), "bytes", MoreIsBetter: false);
    }

    private sealed record Populate(int Count);

    private sealed class Parent : UntypedActor
    {
        private IActorRef? _asker;
        private int _left;

        protected override void OnReceive(object message)
        {
            if (message is Populate populate)
            {
                _asker = Sender;
                _left = populate.Count;
                var props = Props.Create<Child>();
                for (int born = 0; born < populate.Count; born++) Context.ActorOf(props).Tell("hello");
            }
            else if (--_left == 0)
            {
                _asker!.Tell("all here");
            }
        }
    }

    private sealed class Child : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(message, Self);
    }
}
