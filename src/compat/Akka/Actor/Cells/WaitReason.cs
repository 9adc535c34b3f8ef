namespace Akka.Actor.Internal;

/// <summary>Why a cell waits for children to stop.</summary>
internal abstract record WaitReason
{
    /// <summary>The actor stopped them itself; nothing waits for it.</summary>
    public sealed record UserRequest : WaitReason;

    /// <summary>A first incarnation shall be built.</summary>
    public sealed record Creation : WaitReason;

    /// <summary>The actor restarts.</summary>
    public sealed record Recreation(Exception Cause) : WaitReason;

    /// <summary>The actor stops.</summary>
    public sealed record Termination : WaitReason;
}
