using Akka.Actor;

namespace EdgeNas.ActorBenchmarks.Actors;

/// <summary>Many senders, one receiver that counts.</summary>
internal static class FanIn
{
    private static readonly object _item = new();

    public static Line Line(ActorSystem system, string name, int senders, int messages)
    {
        var sink = system.ActorOf(Props.Create(() => new Sink()));
        var sources = Enumerable.Range(0, senders).Select(_ => system.ActorOf(Props.Create(() => new Source()))).ToArray();
        double rate = Medians.PerSecond((double)senders * messages, () =>
        {
            var expected = Expect(sink, senders * messages);
            foreach (var source in sources) source.Tell(new Emit(sink, messages));
            return expected;
        });
        foreach (var source in sources) system.Stop(source);
        system.Stop(sink);
        return new Line(name, rate, "messages/s");
    }

    public static Line FromOutside(ActorSystem system, string name, int messages)
    {
        var sink = system.ActorOf(Props.Create(() => new Sink()));
        double rate = Medians.PerSecond(messages, () =>
        {
            var expected = Expect(sink, messages);
            for (int sent = 0; sent < messages; sent++) sink.Tell(_item, ActorRefs.NoSender);
            return expected;
        });
        system.Stop(sink);
        return new Line(name, rate, "messages/s");
    }

    private static Task Expect(IActorRef sink, int count)
    {
        var expected = new Expected(count, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        sink.Tell(expected);
        return expected.Done.Task;
    }

    private sealed record Expected(int Count, TaskCompletionSource Done);

    private sealed record Emit(IActorRef To, int Count);

    private sealed class Source : UntypedActor
    {
        // In slices, so that no sender runs far ahead of the others.
        private const int Slice = 100;

        protected override void OnReceive(object message)
        {
            var emit = (Emit)message;
            int now = Math.Min(Slice, emit.Count);
            for (int sent = 0; sent < now; sent++) emit.To.Tell(_item, Self);
            if (emit.Count > now) Self.Tell(emit with { Count = emit.Count - now });
        }
    }

    private sealed class Sink : UntypedActor
    {
        private Expected? _expected;
        private int _seen;

        protected override void OnReceive(object message)
        {
            if (message is Expected expected)
            {
                _expected = expected;
                _seen = 0;
            }
            else if (++_seen == _expected!.Count)
            {
                _expected.Done.SetResult();
            }
        }
    }
}
