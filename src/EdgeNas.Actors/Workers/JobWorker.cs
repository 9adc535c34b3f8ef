using System.Diagnostics;
using Akka.Actor;
using Akka.Event;
using EdgeNas.Actors.Protocol;
using EdgeNas.Domain;
using EdgeNas.Domain.Artifacts;
using EdgeNas.Domain.Devices;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Searches;

namespace EdgeNas.Actors.Workers;

/// <summary>What the workers of a node share.</summary>
/// <param name="Handlers">The code that does the work; the first that can handle a job gets it.</param>
/// <param name="Machine">Keeps training and measuring apart.</param>
/// <param name="Gpu">Number of the graphics processor, counted from 0, for searches that compute on one.</param>
public sealed record WorkerResources(IReadOnlyList<IJobHandler> Handlers, IArtifactStore Artifacts, MachineGate Machine, int Gpu = 0);

/// <summary>
/// Does one job at a time on a thread of its own: tells the broker that it is ready, takes short jobs ahead, renews the leases of all it has, goes on to the next when one is
/// done, and sends each result until it is acknowledged. An expected failure is a result; anything else that a handler throws is a bug: the broker is told and the actor fails, so
/// that its back-off supervisor restarts it. Lost in a restart: the attempt under way, which the broker gives out again; what wasn't begun is handed back.
/// </summary>
public sealed class JobWorker : ReceiveActor, IWithTimers
{
    /// <summary>Short jobs that wait here; contexts of searches that are remembered.</summary>
    private const int MostWaiting = 64, MostContexts = 64;

    private static readonly TimeSpan Repeat = TimeSpan.FromSeconds(2), WorthTelling = TimeSpan.FromSeconds(1);

    private readonly WorkerRole _role;
    private readonly WorkerIdle _ready;
    private readonly ICanTell _broker;
    private readonly WorkerResources _resources;
    private readonly WorkThread _thread = new();
    private readonly LinkedList<AssignJob> _waiting = [];
    private readonly Dictionary<AttemptId, Unacknowledged> _unacknowledged = [];
    private readonly Dictionary<SearchId, SearchContext> _contexts = [];
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private AssignJob? _current;
    private CancellationTokenSource? _cancellation;

    public JobWorker(WorkerRole role, ICanTell broker, WorkerResources resources)
    {
        _role = role;
        _ready = new WorkerIdle(role.Offer.Kinds, role.Offer.Device, role.Offer.MemoryBytes, role.Offer.GpuMemoryBytes, MostWaiting);
        _broker = broker;
        _resources = resources;
        Receive<Tick>(_ => Repeated());
        Receive<AssignJob>(Assigned);
        Receive<CancelAttempt>(cancel => Cancel(cancel.Attempt));
        Receive<ResultAcknowledged>(acknowledged => _unacknowledged.Remove(acknowledged.Attempt));
        Receive<AttemptEnded>(ended => ended.Attempt == _current?.Attempt, End);
        Receive<AttemptEnded>(ended => _log.Info("Dropped the end of attempt {0}, begun before a restart", ended.Attempt));
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
        _thread.End();
        // Handed back at once, so that nobody has to find out that this worker is gone.
        foreach (var assigned in _waiting.Prepend(_current).OfType<AssignJob>()) _broker.Tell(new AttemptCancelled(assigned.Attempt), Self);
        base.PostStop();
    }

    /// <summary>Says again what may have got lost on its way, or who may have forgotten.</summary>
    private void Repeated()
    {
        foreach (var assigned in _waiting.Prepend(_current).OfType<AssignJob>()) _broker.Tell(new RenewLease(assigned.Attempt), Self);
        foreach (var unacknowledged in _unacknowledged.Values)
        {
            // It may have been sent a moment ago.
            if (unacknowledged.IsDue) _broker.Tell(unacknowledged.Done, Self);
            unacknowledged.IsDue = true;
        }

        if (_current is null) SayReady();
    }

    private void SayReady() => _broker.Tell(_ready, Self);

    private void Assigned(AssignJob assigned)
    {
        var search = assigned.Attempt.Search;
        if (assigned.Context is { } context)
        {
            if (_contexts.Count >= MostContexts) _contexts.Clear();
            _contexts[search] = context;
        }
        else if (_contexts.TryGetValue(search, out var known))
        {
            assigned = assigned with { Context = known };
        }
        else
        {
            _broker.Tell(new AskContext(assigned.Attempt), Self);
            return;
        }

        if (_current is null) Start(assigned);
        else _waiting.AddLast(assigned);
    }

    private void Start(AssignJob assigned)
    {
        var cancellation = new CancellationTokenSource();
        _cancellation = cancellation;
        _current = assigned;
        _log.Debug("Begins {0}", assigned.Attempt);
        var (self, broker) = (Self, _broker);
        var environment = new JobEnvironment(
            assigned.Context!, _resources.Artifacts, _resources.Machine, progress => broker.Tell(new AttemptMoved(assigned.Attempt, progress), self), _resources.Gpu);
        _thread.Do(() => self.Tell(Run(assigned, environment, cancellation.Token), self));
    }

    private void Cancel(AttemptId attempt)
    {
        if (attempt == _current?.Attempt)
        {
            _cancellation?.Cancel();
            return;
        }

        if (_waiting.FirstOrDefault(assigned => assigned.Attempt == attempt) is { } waiting) _waiting.Remove(waiting);
        _unacknowledged.Remove(attempt);
        HandBack(attempt);
    }

    private void HandBack(AttemptId attempt)
    {
        _broker.Tell(new AttemptCancelled(attempt), Self);
        SayReady();
    }

    private void End(AttemptEnded ended)
    {
        _cancellation?.Dispose();
        _cancellation = null;
        _current = null;
        if (ended.Crash is { } crash)
        {
            _broker.Tell(new AttemptCrashed(ended.Attempt, $"{crash.GetType().Name}: {crash.Message}"), Self);
            throw new InvalidOperationException($"Attempt {ended.Attempt} failed unexpectedly.", crash);
        }

        if (ended.Result is { } result)
        {
            Tell(ended, (result as JobFailed)?.Message);
            var done = new JobDone(ended.Attempt, result, ended.Elapsed);
            _unacknowledged[ended.Attempt] = new Unacknowledged(done);
            _broker.Tell(done, Self);
        }
        else
        {
            _log.Info("Stopped {0}", ended.Attempt);
            HandBack(ended.Attempt);
        }

        if (_waiting.First is not { } next) return;
        _waiting.RemoveFirst();
        Start(next.Value);
    }

    /// <summary>Jobs that take no time would fill a log that people read.</summary>
    private void Tell(AttemptEnded ended, string? failure)
    {
        if (failure is not null) _log.Info("{0} failed after {1:0.0} s: {2}", ended.Attempt, ended.Elapsed.TotalSeconds, failure);
        else if (ended.Elapsed >= WorthTelling) _log.Info("Ends {0} after {1:0.0} s", ended.Attempt, ended.Elapsed.TotalSeconds);
        else _log.Debug("Ends {0} after {1:0.000} s", ended.Attempt, ended.Elapsed.TotalSeconds);
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

    private sealed class Unacknowledged(JobDone done)
    {
        public JobDone Done { get; } = done;

        public bool IsDue { get; set; }
    }

    private sealed record Tick
    {
        public static Tick Instance { get; } = new();
    }

    /// <param name="Result">Null: cancelled, or (with <paramref name="Crash"/>) a bug.</param>
    private sealed record AttemptEnded(AttemptId Attempt, JobResult? Result, TimeSpan Elapsed, Exception? Crash);
}
