using System.Collections.Concurrent;
using System.Collections.Immutable;
using Akka.Actor.Internal;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Actor;

/// <summary>
/// Ends a system in phases: the tasks of a phase run side by side, a phase starts when those it depends on are done. Runs once, when a system
/// terminates or the process is asked to end. Thread safe.
/// </summary>
public sealed class CoordinatedShutdown : IExtension
{
    public const string PhaseBeforeServiceUnbind = "before-service-unbind";
    public const string PhaseServiceUnbind = "service-unbind";
    public const string PhaseServiceRequestsDone = "service-requests-done";
    public const string PhaseServiceStop = "service-stop";
    public const string PhaseBeforeClusterShutdown = "before-cluster-shutdown";
    public const string PhaseClusterShardingShutdownRegion = "cluster-sharding-shutdown-region";
    public const string PhaseClusterLeave = "cluster-leave";
    public const string PhaseClusterExiting = "cluster-exiting";
    public const string PhaseClusterExitingDone = "cluster-exiting-done";
    public const string PhaseClusterShutdown = "cluster-shutdown";
    public const string PhaseBeforeActorSystemTerminate = "before-actor-system-terminate";
    public const string PhaseActorSystemTerminate = "actor-system-terminate";

    private readonly ImmutableArray<ShutdownPhase> _phases;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<(string Name, Func<Task<Done>> Run)>> _tasks = new();
    private readonly TaskCompletionSource<Done> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ILoggingAdapter _log;
    private Reason? _reason;

    internal CoordinatedShutdown(ActorSystemImpl system)
    {
        System = system;
        _log = Logging.GetLogger(system, typeof(CoordinatedShutdown));
        _phases = ShutdownPhase.InOrder(system.Settings.Config.Section("akka.coordinated-shutdown"));
        bool exits = system.Settings.Config.GetBoolean("akka.coordinated-shutdown.exit-clr");
        if (system.Settings.CoordinatedShutdownTerminateActorSystem || exits) AddTask(PhaseActorSystemTerminate, "terminate-system", () => EndSystem(system, exits));
    }

    public ExtendedActorSystem System { get; }

    /// <summary>Why it was run; null before.</summary>
    public Reason ShutdownReason => Volatile.Read(ref _reason)!;

    /// <summary>Of all phases that have tasks together.</summary>
    public TimeSpan TotalTimeout => _phases.Where(phase => _tasks.ContainsKey(phase.Name)).Aggregate(TimeSpan.Zero, (sum, phase) => sum + phase.Timeout);

    public static CoordinatedShutdown Get(ActorSystem sys) => sys.WithExtension<CoordinatedShutdown, CoordinatedShutdownExtension>();

    /// <exception cref="ArgumentException">There is no such phase.</exception>
    public TimeSpan Timeout(string phase) => Find(phase)?.Timeout
        ?? throw new ArgumentException($"Unknown phase [{phase}]. All phases must be defined in configuration.");

    /// <exception cref="ConfigurationException">There is no such phase.</exception>
    public void AddTask(string phase, string taskName, Func<Task<Done>> task)
    {
        if (Find(phase) is null)
        {
            throw new ConfigurationException($"Unknown phase [{phase}], known phases [{string.Join(",", _phases.Select(known => known.Name))}]. All phases (along with their optional dependencies) must be defined in configuration.");
        }

        _tasks.GetOrAdd(phase, _ => new()).Enqueue((taskName, task));
    }

    /// <param name="fromPhase">Phases before this one are left out; all of them are if there is none of that name.</param>
    /// <returns>The same task, however often it is called.</returns>
    public Task<Done> Run(Reason reason, string? fromPhase = null)
    {
        if (Interlocked.CompareExchange(ref _reason, reason, null) is null) _ = RunAll(_phases.SkipWhile(phase => fromPhase is not null && phase.Name != fromPhase));
        return _done.Task;
    }

    private async Task RunAll(IEnumerable<ShutdownPhase> phases)
    {
        _log.Debug("Coordinated shutdown runs: {0}", _reason!);
        try
        {
            foreach (var phase in phases) await RunPhase(phase).ConfigureAwait(false);
            _done.TrySetResult(Done.Instance);
        }
        catch (Exception error)
        {
            // Whoever waits for the end learns why it did not come.
            _done.TrySetException(error as AggregateException ?? new AggregateException(error));
        }
    }

    private async Task RunPhase(ShutdownPhase phase)
    {
        if (!_tasks.TryGetValue(phase.Name, out var tasks)) return;
        _log.Debug("Performing phase [{0}] with [{1}] tasks", phase.Name, tasks.Count);
        var all = Task.WhenAll(tasks.Select(task => RunTask(phase, task.Name, task.Run)));
        try
        {
            await all.WaitAsync(phase.Timeout).ConfigureAwait(false);
        }
        catch (TimeoutException) when (phase.Recover && !all.IsCompleted)
        {
            _log.Warning("Coordinated shutdown phase [{0}] timed out after [{1}]", phase.Name, phase.Timeout);
        }
    }

    private async Task RunTask(ShutdownPhase phase, string name, Func<Task<Done>> run)
    {
        try
        {
            await Task.Run(run).ConfigureAwait(false);
        }
        catch (Exception error) when (phase.Recover)
        {
            _log.Warning(error, "Task [{0}] failed in phase [{1}]: {2}", name, phase.Name, error.Message);
        }
    }

    private static async Task<Done> EndSystem(ActorSystemImpl system, bool exits)
    {
        if (system.Settings.CoordinatedShutdownTerminateActorSystem)
        {
            system.FinalTerminate();
            await system.WhenTerminated.ConfigureAwait(false);
        }

        if (exits) _ = Task.Run(() => Environment.Exit(0));
        return Done.Instance;
    }

    private ShutdownPhase? Find(string name) => _phases.FirstOrDefault(phase => phase.Name == name);

    /// <summary>Why a system ends.</summary>
    public abstract class Reason
    {
        protected Reason()
        {
        }
    }

    public class UnknownReason : Reason
    {
        public static readonly Reason Instance = new UnknownReason();

        private UnknownReason()
        {
        }
    }

    /// <summary>ActorSystem.Terminate was called.</summary>
    public class ActorSystemTerminateReason : Reason
    {
        public static readonly Reason Instance = new ActorSystemTerminateReason();

        private ActorSystemTerminateReason()
        {
        }
    }

    /// <summary>The process was asked to end.</summary>
    public class ClrExitReason : Reason
    {
        public static readonly Reason Instance = new ClrExitReason();

        private ClrExitReason()
        {
        }
    }

    public class ClusterDowningReason : Reason
    {
        public static readonly Reason Instance = new ClusterDowningReason();

        private ClusterDowningReason()
        {
        }
    }

    public class ClusterLeavingReason : Reason
    {
        public static readonly Reason Instance = new ClusterLeavingReason();

        private ClusterLeavingReason()
        {
        }
    }

    public class ClusterJoinUnsuccessfulReason : Reason
    {
        public static readonly Reason Instance = new ClusterJoinUnsuccessfulReason();

        private ClusterJoinUnsuccessfulReason()
        {
        }
    }
}
