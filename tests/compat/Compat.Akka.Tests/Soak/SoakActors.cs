using Akka.Actor;

namespace Compat.Akka.Tests.Soak;

/// <summary>Stashes what it gets, fails, handles it as its next incarnation, says so and is stopped; all the while a timer is set.</summary>
internal sealed class SoakChild : ReceiveActor, IWithTimers, IWithUnboundedStash
{
    public SoakChild(Traces? traces)
    {
        traces?.Add(this);
        Receive<Fail>(_ => throw new NotSupportedException());
        Receive<Work>(work =>
        {
            if (work.IsReady) Context.Parent.Tell(Done.Instance);
            else
            {
                work.IsReady = true;
                Stash.Stash();
            }
        });
        Traces = traces;
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public IStash Stash { get; set; } = null!;

    private Traces? Traces { get; }

    protected override void PreStart()
    {
        object ring = new();
        Traces?.Add(ring);
        Traces?.Add(Self);
        Timers.StartSingleTimer("late", ring, TimeSpan.FromHours(1));
    }

    internal sealed class Work
    {
        public bool IsReady { get; set; }
    }

    internal sealed class Fail
    {
        public static Fail Instance { get; } = new();
    }

    internal sealed class Done
    {
        public static Done Instance { get; } = new();
    }
}

/// <summary>Has a wave of children go through their lives and answers when it has seen the end of each.</summary>
internal sealed class SoakParent : ReceiveActor
{
    private const int TracedOneIn = 500;

    private IActorRef _asker = ActorRefs.Nobody;
    private int _left;

    public SoakParent(Traces traces)
    {
        Receive<int>(count =>
        {
            _asker = Sender;
            _left = count;
            var (traced, others) = (Props.Create<SoakChild>(traces), Props.Create<SoakChild>([null!]));
            for (int index = 0; index < count; index++)
            {
                var child = Context.Watch(Context.ActorOf(index % TracedOneIn == 0 ? traced : others));
                child.Tell(new SoakChild.Work());
                child.Tell(SoakChild.Fail.Instance);
            }
        });
        Receive<SoakChild.Done>(_ => Context.Stop(Sender));
        Receive<Terminated>(_ =>
        {
            if (--_left == 0) _asker.Tell("all ended");
        });
    }

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(-1, -1, _ => Directive.Restart, loggingEnabled: false);
}

/// <summary>Weak references to some of what must not outlive its round.</summary>
internal sealed class Traces
{
    private readonly List<WeakReference> _references = [];

    public int Count
    {
        get
        {
            lock (_references) return _references.Count;
        }
    }

    public void Add(object thing)
    {
        lock (_references) _references.Add(new WeakReference(thing));
    }

    /// <returns>What still lives.</returns>
    public string[] Leaks()
    {
        lock (_references) return [.. _references.Select(static reference => reference.Target).OfType<object>().Select(static thing => thing.GetType().Name)];
    }
}
