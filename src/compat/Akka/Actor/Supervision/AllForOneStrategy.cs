using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>Applies the decision to all children when one of them fails.</summary>
public class AllForOneStrategy : SupervisorStrategy
{
    protected AllForOneStrategy()
        : this(DefaultDecider)
    {
    }

    public AllForOneStrategy(IDecider decider)
        : this(-1, -1, decider)
    {
    }

    public AllForOneStrategy(Func<Exception, Directive> localOnlyDecider)
        : this(-1, -1, localOnlyDecider)
    {
    }

    /// <param name="maxNrOfRetries">Restarts within the time range after which the child is stopped; null for no limit.</param>
    /// <param name="withinTimeRange">Null for no end.</param>
    public AllForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, Func<Exception, Directive> localOnlyDecider)
        : this(maxNrOfRetries ?? -1, (int)(withinTimeRange?.TotalMilliseconds ?? -1), localOnlyDecider)
    {
    }

    public AllForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, IDecider decider)
        : this(maxNrOfRetries ?? -1, (int)(withinTimeRange?.TotalMilliseconds ?? -1), decider)
    {
    }

    public AllForOneStrategy(int maxNrOfRetries, int withinTimeMilliseconds, Func<Exception, Directive> localOnlyDecider, bool loggingEnabled = true)
        : this(maxNrOfRetries, withinTimeMilliseconds, Actor.Decider.From(localOnlyDecider), loggingEnabled)
    {
    }

    public AllForOneStrategy(int maxNrOfRetries, int withinTimeMilliseconds, IDecider decider, bool loggingEnabled = true)
    {
        MaxNumberOfRetries = maxNrOfRetries;
        WithinTimeRangeMilliseconds = withinTimeMilliseconds;
        Decider = decider;
        LoggingEnabled = loggingEnabled;
    }

    /// <summary>-1 for no limit.</summary>
    public int MaxNumberOfRetries { get; }

    /// <summary>-1 for no end.</summary>
    public int WithinTimeRangeMilliseconds { get; }

    public override IDecider Decider { get; }

    public override void HandleChildTerminated(IActorContext actorContext, IActorRef child, IEnumerable<IInternalActorRef> children)
    {
    }

    public override void ProcessFailure(IActorContext context, bool restart, IActorRef child, Exception cause, ChildRestartStats stats, IReadOnlyCollection<ChildRestartStats> children)
    {
        if (restart && children.All(one => one.RequestRestartPermission(MaxNumberOfRetries, WithinTimeRangeMilliseconds)))
        {
            foreach (var one in children) RestartChild(one.Child, cause, suspendFirst: !one.Child.Equals(child));
        }
        else
        {
            foreach (var one in children) context.Stop(one.Child);
        }
    }

    public override bool Equals(object? obj) => obj is AllForOneStrategy other
        && other.MaxNumberOfRetries == MaxNumberOfRetries && other.WithinTimeRangeMilliseconds == WithinTimeRangeMilliseconds && other.Decider.Equals(Decider);

    public override int GetHashCode() => HashCode.Combine(MaxNumberOfRetries, WithinTimeRangeMilliseconds, Decider);

    protected override Directive Handle(IActorRef child, Exception exception) => Decider.Decide(exception);
}
