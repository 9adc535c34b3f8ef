namespace TorchSharp;

/// <summary>How many objects of a kind a thread has made, disposed of and moved since it started or since <see cref="Reset"/>.</summary>
public class LifetimeStatistics
{
    public long CreatedInScopeCount { get; internal set; }

    public long CreatedOutsideScopeCount { get; internal set; }

    public long DisposedInScopeCount { get; internal set; }

    public long DisposedOutsideScopeCount { get; internal set; }

    /// <summary>Objects that came into a scope after they were made, other than by a move from scope to scope.</summary>
    public long AttachedToScopeCount { get; internal set; }

    /// <summary>Objects that left their scope for none.</summary>
    public long DetachedFromScopeCount { get; internal set; }

    /// <summary>Made and not disposed of. Negative where a thread disposes of what was made by another, or before the reset.</summary>
    public long ThreadTotalLiveCount => CreatedInScopeCount + CreatedOutsideScopeCount - DisposedInScopeCount - DisposedOutsideScopeCount;

    public void Reset()
    {
        (CreatedInScopeCount, CreatedOutsideScopeCount) = (0, 0);
        (DisposedInScopeCount, DisposedOutsideScopeCount) = (0, 0);
        (AttachedToScopeCount, DetachedFromScopeCount) = (0, 0);
    }

    public override string ToString() =>
        $"ThreadTotalLiveCount: {ThreadTotalLiveCount}; CreatedOutsideScopeCount: {CreatedOutsideScopeCount}; DisposedOutsideScopeCount: {DisposedOutsideScopeCount}; " +
        $"CreatedInScopeCount: {CreatedInScopeCount}; DisposedInScopeCount: {DisposedInScopeCount}; " +
        $"AttachedToScopeCount: {AttachedToScopeCount}; DetachedFromScopeCount: {DetachedFromScopeCount}";
}
