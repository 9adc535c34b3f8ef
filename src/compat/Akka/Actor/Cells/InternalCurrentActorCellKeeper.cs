namespace Akka.Actor.Internal;

/// <summary>Which actor runs on this thread.</summary>
internal static class InternalCurrentActorCellKeeper
{
    [ThreadStatic]
    internal static ActorCell? Current;
}
