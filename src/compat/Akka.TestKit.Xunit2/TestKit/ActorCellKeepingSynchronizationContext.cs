using Akka.Actor.Internal;

namespace Akka.TestKit;

/// <summary>Keeps a test's actor the implicit sender after an <c>await</c>, on whichever thread the test goes on.</summary>
internal sealed class ActorCellKeepingSynchronizationContext(ActorCell? cell) : SynchronizationContext
{
    public override void Post(SendOrPostCallback d, object? state) => ThreadPool.QueueUserWorkItem(static work => work.Context.Run(work.Callback, work.State), (Context: this, Callback: d, State: state), preferLocal: false);

    public override void Send(SendOrPostCallback d, object? state) => Run(d, state);

    public override SynchronizationContext CreateCopy() => this;

    private void Run(SendOrPostCallback callback, object? state)
    {
        var outerCell = InternalCurrentActorCellKeeper.Current;
        var outerContext = Current;
        InternalCurrentActorCellKeeper.Current = cell;
        SetSynchronizationContext(this);
        try
        {
            callback(state);
        }
        finally
        {
            InternalCurrentActorCellKeeper.Current = outerCell;
            SetSynchronizationContext(outerContext);
        }
    }
}
