namespace EdgeNas.EndToEnd.Tests.Chaos;

/// <summary>Something bad that happens to a cluster, and is over when <see cref="HappenAsync"/> returns.</summary>
/// <param name="Name">For the report.</param>
internal abstract record Fault(string Name)
{
    /// <summary>Whether it can only happen while a search has networks measured.</summary>
    public virtual bool NeedsMeasuring => false;

    /// <returns>Whether it really happened: a board can only answer garbage where somebody asks it something.</returns>
    public abstract Task<bool> HappenAsync(ChaosRun run, Random random);

    protected static T OneOf<T>(Random random, IReadOnlyList<T> things) => things[random.Next(things.Count)];
}
