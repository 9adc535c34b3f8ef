using Akka.Actor;
using Akka.Event;

namespace Akka.Pattern;

/// <summary>
/// Keeps one child running, with growing delays between its lives. What arrives is forwarded to the child; what the child sends here goes to this
/// actor's parent, as from this actor.
/// </summary>
public sealed class BackoffSupervisor : BackoffSupervisorBase
{
    internal BackoffSupervisor(BackoffSettings settings)
        : base(settings)
    {
    }

    public static Props Props(BackoffOptions options) => options.Props;

    public static Props Props(Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor) =>
        Backoff.OnStop(childProps, childName, minBackoff, maxBackoff, randomFactor).Props;

    public static Props Props(Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor, int maxNrOfRetries) =>
        Backoff.OnStop(childProps, childName, minBackoff, maxBackoff, randomFactor, maxNrOfRetries).Props;

    protected override SupervisorStrategy SupervisorStrategy() => Settings.Strategy;

    protected override bool Receive(object message)
    {
        if (message is not Terminated terminated || !terminated.ActorRef.Equals(Child)) return HandleBackoff(message);
        ChildIsGone();
        if (FinalStopMessageReceived || !RestartsLeft) Context.Stop(Self);
        else ScheduleStart();
        return true;
    }

    /// <summary>Asks for <see cref="CurrentChild"/>.</summary>
    public sealed class GetCurrentChild
    {
        public static readonly GetCurrentChild Instance = new();

        private GetCurrentChild()
        {
        }
    }

    /// <summary>Its reference is nobody while there is no child.</summary>
    public sealed class CurrentChild(IActorRef @ref)
    {
        public IActorRef Ref { get; } = @ref;
    }

    /// <summary>Starts the count of restarts again at 0, where that is not done by time.</summary>
    public sealed class Reset
    {
        public static readonly Reset Instance = new();

        private Reset()
        {
        }
    }

    /// <summary>Asks for <see cref="RestartCount"/>.</summary>
    public sealed class GetRestartCount
    {
        public static readonly GetRestartCount Instance = new();

        private GetRestartCount()
        {
        }
    }

    public sealed class RestartCount(int count)
    {
        public int Count { get; } = count;
    }

    internal sealed record StartChild : INotInfluenceReceiveTimeout, IDeadLetterSuppression;

    internal sealed record ResetRestartCount(int Current) : INotInfluenceReceiveTimeout, IDeadLetterSuppression;
}
