using Akka.Actor;

namespace EdgeNas.ActorBenchmarks.Actors;

/// <summary>Pairs of actors that send one object to and fro. Both ways count as messages.</summary>
internal static class PingPong
{
    private static readonly object _ball = new();

    public static Line Line(ActorSystem system, string name, int pairs, int window, int roundTrips, bool typed = false)
    {
        var pingers = Make(system, pairs, typed);
        double rate = Medians.PerSecond(2.0 * pairs * roundTrips, () => Play(pingers, window, roundTrips));
        foreach (var pinger in pingers) system.Stop(pinger);
        return new Line(name, rate, "messages/s");
    }

    /// <summary>Bytes that a message costs beyond itself, once queues have their size.</summary>
    public static Line Allocation(ActorSystem system, string name)
    {
        const int RoundTrips = 500_000;
        var pingers = Make(system, 1, typed: false);
        double bytes = Medians.Of(() =>
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            Play(pingers, 100, RoundTrips).GetAwaiter().GetResult();
            return (GC.GetTotalAllocatedBytes(precise: true) - before) / (2.0 * RoundTrips);
        });
        system.Stop(pingers[0]);
        return new Line(name, bytes, "bytes", MoreIsBetter: false);
    }

    private static IActorRef[] Make(ActorSystem system, int pairs, bool typed) => [.. Enumerable.Range(0, pairs).Select(_ => typed
        ? system.ActorOf(Props.Create(() => new TypedPinger(system.ActorOf(Props.Create(() => new TypedEcho()), null))))
        : system.ActorOf(Props.Create(() => new Pinger(system.ActorOf(Props.Create(() => new Echo()), null)))))];

    private static Task Play(IActorRef[] pingers, int window, int roundTrips) => Task.WhenAll(pingers.Select(pinger =>
    {
        var match = new Match(window, roundTrips, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        pinger.Tell(match);
        return match.Done.Task;
    }));

    private sealed record Match(int Window, int RoundTrips, TaskCompletionSource Done);

    private sealed class Rally(IActorRef echo)
    {
        private Match? _match;
        private int _sent;
        private int _returned;

        public void Begin(Match match, IActorRef self)
        {
            _match = match;
            _returned = 0;
            _sent = match.Window;
            for (int ball = 0; ball < match.Window; ball++) echo.Tell(_ball, self);
        }

        public void Return(object ball, IActorRef self)
        {
            if (++_returned == _match!.RoundTrips) _match.Done.SetResult();
            if (_sent == _match.RoundTrips) return;
            _sent++;
            echo.Tell(ball, self);
        }
    }

    private sealed class Pinger(IActorRef echo) : UntypedActor
    {
        private readonly Rally _rally = new(echo);

        protected override void OnReceive(object message)
        {
            if (message is Match match) _rally.Begin(match, Self);
            else _rally.Return(message, Self);
        }
    }

    private sealed class Echo : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(message, Self);
    }

    private sealed class TypedPinger : ReceiveActor
    {
        public TypedPinger(IActorRef echo)
        {
            var rally = new Rally(echo);
            Receive<Match>(match => rally.Begin(match, Self));
            Receive<object>(ball => rally.Return(ball, Self));
        }
    }

    private sealed class TypedEcho : ReceiveActor
    {
        public TypedEcho()
        {
            Receive<string>(Unhandled);
            Receive<object>(ball => Sender.Tell(ball));
        }
    }
}
