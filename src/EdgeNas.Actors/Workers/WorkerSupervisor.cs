using Akka.Actor;
using Akka.Event;
using Akka.Pattern;

namespace EdgeNas.Actors.Workers;

/// <summary>
/// Has one child per role (as <c>/user/worker</c> the capabilities of a worker, as <c>/user/profiler</c> the devices of a board). A child that fails restarts with
/// exponential back-off; nothing but its present attempt is lost.
/// </summary>
public sealed class WorkerSupervisor : ReceiveActor
{
    public WorkerSupervisor(IReadOnlyList<WorkerRole> roles, ICanTell broker, WorkerResources resources, WorkerBackoff backoff)
    {
        foreach (var role in roles)
        {
            var child = JobWorker.Props(role, broker, resources);
            Context.ActorOf(BackoffSupervisor.Props(Backoff.OnFailure(child, role.Name, backoff.Minimum, backoff.Maximum, backoff.Jitter, -1)), role.Name);
        }

        ReceiveAny(message => Context.GetLogger().Warning("{0} takes no messages, got {1}", Self.Path.Name, message.GetType().Name));
    }

    public static Props Props(IReadOnlyList<WorkerRole> roles, ICanTell broker, WorkerResources resources, WorkerBackoff backoff) =>
        Akka.Actor.Props.Create(() => new WorkerSupervisor(roles, broker, resources, backoff));
}

/// <summary>Pauses before a failed worker is started again: doubling from the minimum to the maximum, plus up to a share of jitter.</summary>
public sealed record WorkerBackoff(TimeSpan Minimum, TimeSpan Maximum, double Jitter)
{
    public static WorkerBackoff Default { get; } = new(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(30), 0.2);
}
