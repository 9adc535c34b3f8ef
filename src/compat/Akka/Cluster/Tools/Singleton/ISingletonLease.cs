namespace Akka.Cluster.Tools.Singleton;

/// <summary>The right to run one singleton, which one node has at a time.</summary>
internal interface ISingletonLease
{
    /// <summary>Takes the right, or takes it anew.</summary>
    /// <returns>False where another node has it.</returns>
    Task<bool> TryHoldAsync();

    /// <summary>Use is made of the right from now on: what this node writes counts only while it has it. Called anew whenever it has got it back.</summary>
    void Enter();

    /// <summary>The right was lost, and nothing is left that made use of it.</summary>
    void Abandon();

    /// <summary>Gives it back, so that another node gets it at once.</summary>
    Task ReleaseAsync();
}

/// <summary>Where there is no database to ask: the oldest member is in the right.</summary>
internal sealed class NoLease : ISingletonLease
{
    public Task<bool> TryHoldAsync() => Task.FromResult(true);

    public void Enter()
    {
        // Nothing is written that could be refused.
    }

    public void Abandon()
    {
    }

    public Task ReleaseAsync() => Task.CompletedTask;
}
