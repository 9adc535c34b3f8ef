using Akka.Actor;
using EdgeNas.Actors.Protocol;
using EdgeNas.Devices;
using EdgeNas.Domain.Artifacts;
using EdgeNas.Domain.Devices;
using EdgeNas.Domain.Jobs;

namespace EdgeNas.EndToEnd.Tests.Chaos;

/// <summary>How a board misbehaves.</summary>
internal enum Mischief
{
    /// <summary>Answers with what can't be: another job's kind of result, no number, another device.</summary>
    Garbage,

    /// <summary>Sends every result several times, and all that it ever sent, again and again.</summary>
    Duplicates,

    /// <summary>Gives no sign of life, and answers when its lease has long been over.</summary>
    Delay,

    /// <summary>Takes many times as long as others, and says that it is at it.</summary>
    Slowness,
}

/// <summary>A board that joins a cluster and asks for jobs as any other, and treats them badly.</summary>
/// <param name="did">Told once it has done so, and the broker has seen it.</param>
internal sealed class MisbehavingBoard : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(4), Late = ChaosCluster.Lease + TimeSpan.FromSeconds(3);

    private readonly ProfileHandler _handler = new(TimeProvider.System, new DeviceSpec("simulated", "simulated"));
    private readonly List<JobDone> _sent = [];
    private readonly IActorRef _broker;
    private readonly Mischief _mischief;
    private readonly Action _did;
    private AttemptId? _at;

    public MisbehavingBoard(IActorRef broker, Mischief mischief, Action did)
    {
        _broker = broker;
        _mischief = mischief;
        _did = did;
        Receive<Tick>(_ => Tell());
        Receive<AssignJob>(Do);
        Receive<JobDone>(Answer);
        Receive<ResultAcknowledged>(acknowledged => Free(acknowledged.Attempt));
        Receive<CancelAttempt>(cancel =>
        {
            _broker.Tell(new AttemptCancelled(cancel.Attempt));
            Free(cancel.Attempt);
        });
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() => Timers.StartPeriodicTimer(nameof(Tick), Tick.Instance, TimeSpan.Zero, TimeSpan.FromSeconds(0.2));

    private void Tell()
    {
        if (_at is null) _broker.Tell(new WorkerIdle([JobKind.Profile], "simulated"));
        else if (_mischief != Mischief.Delay) _broker.Tell(new RenewLease(_at.Value));
    }

    private void Do(AssignJob assigned)
    {
        _at = assigned.Attempt;
        // It says nothing of jobs ahead, so that every job comes with its context.
        var environment = new JobEnvironment(assigned.Context!, Nothing.Instance, new MachineGate(), _ => { });
        var honest = (Profiled)_handler.Handle(assigned.Job, environment, CancellationToken.None);
        JobResult result = _mischief != Mischief.Garbage ? honest : (_sent.Count % 3) switch
        {
            0 => new Scored([0.5]),
            1 => honest with { Measurement = honest.Measurement with { MedianMilliseconds = double.NaN } },
            _ => honest with { Device = honest.Device with { Device = "another" } },
        };
        var done = new JobDone(assigned.Attempt, result, TimeSpan.FromMilliseconds(1));
        var pause = _mischief switch { Mischief.Delay => Late, Mischief.Slowness => Slow, _ => TimeSpan.Zero };
        Timers.StartSingleTimer(done, done, pause);
    }

    private void Answer(JobDone done)
    {
        _sent.Add(done);
        _broker.Tell(done);
        if (_mischief == Mischief.Duplicates)
        {
            foreach (var again in _sent) _broker.Tell(again);
        }
    }

    private void Free(AttemptId attempt)
    {
        if (_at != attempt) return;
        _at = null;
        if (_sent.Any(done => done.Attempt == attempt)) _did();
        if (_mischief == Mischief.Duplicates && _sent.FirstOrDefault(done => done.Attempt == attempt) is { } stored) _broker.Tell(stored with { Result = new JobFailed("replayed", Permanent: true) });
    }

    private sealed record Tick
    {
        public static Tick Instance { get; } = new();
    }

    /// <summary>A board has no artifacts.</summary>
    private sealed class Nothing : IArtifactStore
    {
        public static Nothing Instance { get; } = new();

        public ArtifactId Put(ReadOnlySpan<byte> content) => throw new NotSupportedException();

        public byte[] Get(ArtifactId id) => throw new NotSupportedException();

        public bool Contains(ArtifactId id) => false;
    }
}
