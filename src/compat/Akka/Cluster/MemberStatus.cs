namespace Akka.Cluster;

/// <summary>Where a member is in its life: Joining → Up → Leaving → Exiting → Removed, or by way of Down.</summary>
public enum MemberStatus
{
    Joining = 0,
    Up = 1,
    Leaving = 2,
    Exiting = 3,
    Down = 4,
    Removed = 5,
    WeaklyUp = 6,
}
