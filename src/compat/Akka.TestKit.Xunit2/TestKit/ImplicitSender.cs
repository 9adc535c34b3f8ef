using Akka.Actor.Internal;

namespace Akka.TestKit;

/// <summary>Which actor a test's own code sends as.</summary>
internal static class ImplicitSender
{
    /// <summary>From here on, on this thread and on whichever the test goes on after an <c>await</c>.</summary>
    /// <param name="cell">Null for none.</param>
    public static void Use(ActorCell? cell)
    {
        InternalCurrentActorCellKeeper.Current = cell;
        SynchronizationContext.SetSynchronizationContext(new ActorCellKeepingSynchronizationContext(cell));
    }

    /// <summary>Ends it, so that the next test on this thread doesn't send as an actor of the last one.</summary>
    public static void Clear()
    {
        InternalCurrentActorCellKeeper.Current = null;
        if (SynchronizationContext.Current is ActorCellKeepingSynchronizationContext) SynchronizationContext.SetSynchronizationContext(null);
    }
}
