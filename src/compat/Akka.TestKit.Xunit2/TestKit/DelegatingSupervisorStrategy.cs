using Akka.Actor;
using Akka.Actor.Internal;

namespace Akka.TestKit;

/// <summary>A test actor's: each child has a strategy of its own, stopping unless the test gave one.</summary>
internal sealed class DelegatingSupervisorStrategy : SupervisorStrategy
{
    private readonly Dictionary<IActorRef, SupervisorStrategy> _strategies = [];

    public override IDecider Decider => StoppingStrategy.Decider;

    public void Update(IActorRef child, SupervisorStrategy strategy) => _strategies[child] = strategy;

    public override void HandleChildTerminated(IActorContext actorContext, IActorRef child, IEnumerable<IInternalActorRef> children)
    {
        For(child).HandleChildTerminated(actorContext, child, children);
        _strategies.Remove(child);
    }

    public override void ProcessFailure(
        IActorContext context, bool restart, IActorRef child, Exception cause, ChildRestartStats stats, IReadOnlyCollection<ChildRestartStats> children) =>
        For(child).ProcessFailure(context, restart, child, cause, stats, children);

    protected override Directive Handle(IActorRef child, Exception exception) => For(child).Decider.Decide(exception);

    private SupervisorStrategy For(IActorRef child) => _strategies.GetValueOrDefault(child, StoppingStrategy);
}
