using System.Diagnostics;
using Akka.Actor;
using Akka.Event;
using EdgeNas.Actors.Protocol;
using EdgeNas.Domain;
using EdgeNas.Domain.Artifacts;
using EdgeNas.Domain.Devices;
using EdgeNas.Domain.Jobs;

namespace EdgeNas.Actors.Workers;

/// <summary>What the workers of a node share.</summary>
/// <param name="Handlers">The code that does the work; the first that can handle a job gets it.</param>
/// <param name="Machine">Keeps training and measuring apart.</param>
public sealed record WorkerResources(IReadOnlyList<IJobHandler> Handlers, IArtifactStore Artifacts, MachineGate Machine);

/// <summary>
/// Does one job at a time on a thread of its own: asks the broker for work, renews the lease while the handler runs, sends the result until it is acknowledged.
/// An expected failure is a result; anything else that a handler throws is a bug: the broker is told and the actor fails, so that its back-off supervisor restarts it.
/// Lost in a restart: the attempt under way, which the broker gives out again.
/// </summary>
public sealed class JobWorker : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan Repeat = TimeSpan.FromSeconds(2);

    private readonly WorkerRole _role;
    private readonly WorkerIdle _idle;
    private readonly ICanTell _broker;
    private readonly WorkerResources _resources;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private CancellationTokenSource? _cancellation;
    private AttemptId? _attempt;

    public JobWorker(WorkerRole role, ICanTell broker, WorkerResources resources)
    {
        _role = role;
        _idle = new WorkerIdle(role.Offer.Kinds, role.Offer.Device, role.Offer.MemoryBytes, role.Offer.GpuMemoryBytes);
        _broker = broker;
        _resources = resources;
        Become(Idle);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(WorkerRole role, ICanTell broker, WorkerResources resources) =>
        Akka.Actor.Props.Create(() => new JobWorker(role, broker, resources));

    protected override void PreStart()
    {
        Timers.StartPeriodicTimer(nameof(Tick), Tick.Instance, TimeSpan.Zero, Repeat);
        base.PreStart();
    }

    protected override void PostStop()
    {
        _cancellation?.Cancel();
        // Handed back at once, so that nobody has to find out that this worker is gone.
        if (_attempt is { } attempt) _broker.Tell(new AttemptCancelled(attempt), Self);
        base.PostStop();
    }

    private void Idle()
    {
        Receive<Tick>(_ => _broker.Tell(_idle, Self));
        Receive<AssignJob>(Start);
        Receive<CancelAttempt>(cancel => _broker.Tell(new AttemptCancelled(cancel.Attempt), Self));
        Receive<ResultAcknowledged>(_ => { });
        Receive<AttemptEnded>(ended => _log.Info("Dropped the end of attempt {0}, begun before a restart", ended.Attempt));
    }

    private void Start(AssignJob assigned)
    {
        var cancellation = new CancellationTokenSource();
        _cancellation = cancellation;
        _attempt = assigned.Attempt;
        _log.Info("Begins {0}", assigned.Attempt);
        var (self, broker) = (Self, _broker);
        var environment = new JobEnvironment(
            assigned.Context, _resources.Artifacts, _resources.Machine, progress => broker.Tell(new AttemptMoved(assigned.Attempt, progress), self));
        var task = Task.Factory.StartNew(() => Run(assigned, environment, cancellation.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        task.PipeTo(self, self);
        Become(() => Working(assigned));
    }

    private void Working(AssignJob assigned)
    {
        Receive<Tick>(_ => _broker.Tell(new RenewLease(assigned.Attempt), Self));
        Receive<CancelAttempt>(cancel => cancel.Attempt == assigned.Attempt, _ => _cancellation?.Cancel());
        Receive<AttemptEnded>(ended => ended.Attempt == assigned.Attempt, End);
        Receive<AssignJob>(second => _log.Warning("Dropped attempt {0}: still at {1}", second.Attempt, assigned.Attempt));
    }

    private void End(AttemptEnded ended)
    {
        _cancellation?.Dispose();
        _cancellation = null;
        _attempt = null;
        if (ended.Crash is { } crash)
        {
            _broker.Tell(new AttemptCrashed(ended.Attempt, $"{crash.GetType().Name}: {crash.Message}"), Self);
            throw new InvalidOperationException($"Attempt {ended.Attempt} failed unexpectedly.", crash);
        }

        if (ended.Result is not { } result)
        {
            _log.Info("Stopped {0}", ended.Attempt);
            _broker.Tell(new AttemptCancelled(ended.Attempt), Self);
            GoIdle();
            return;
        }

        _log.Info("Ends {0} after {1:0.0} s{2}", ended.Attempt, ended.Elapsed.TotalSeconds, result is JobFailed failed ? $": {failed.Message}" : "");
        var done = new JobDone(ended.Attempt, result, ended.Elapsed);
        _broker.Tell(done, Self);
        Become(() => AwaitingAcknowledgement(done));
    }

    private void AwaitingAcknowledgement(JobDone done)
    {
        Receive<Tick>(_ => _broker.Tell(done, Self));
        Receive<ResultAcknowledged>(acknowledged => acknowledged.Attempt == done.Attempt, _ => GoIdle());
        Receive<CancelAttempt>(cancel => cancel.Attempt == done.Attempt, cancel =>
        {
            _broker.Tell(new AttemptCancelled(cancel.Attempt), Self);
            GoIdle();
        });
    }

    private void GoIdle()
    {
        Become(Idle);
        Self.Tell(Tick.Instance);
    }

    private AttemptEnded Run(AssignJob assigned, JobEnvironment environment, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            var handler = _resources.Handlers.FirstOrDefault(able => able.CanHandle(assigned.Job))
                ?? throw new InvalidOperationException($"no handler of role {_role.Name} can do job {assigned.Job.Id}");
            var result = handler.Handle(assigned.Job, environment, cancellation);
            return new AttemptEnded(assigned.Attempt, result, Stopwatch.GetElapsedTime(start), null);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return new AttemptEnded(assigned.Attempt, null, Stopwatch.GetElapsedTime(start), null);
        }
        catch (EdgeNasException failure)
        {
            return new AttemptEnded(assigned.Attempt, new JobFailed(failure.Message, Permanent: true), Stopwatch.GetElapsedTime(start), null);
        }
        catch (Exception bug)
        {
            return new AttemptEnded(assigned.Attempt, null, Stopwatch.GetElapsedTime(start), bug);
        }
    }

    private sealed record Tick
    {
        public static Tick Instance { get; } = new();
    }

    /// <param name="Result">Null: cancelled, or (with <paramref name="Crash"/>) a bug.</param>
    private sealed record AttemptEnded(AttemptId Attempt, JobResult? Result, TimeSpan Elapsed, Exception? Crash);
}
