namespace EdgeNas.Learning.Modules;

/// <summary>What batch norms do in a forward pass.</summary>
/// <param name="UsesBatch">Whether they normalise by the batch's own statistics (and take them into the running ones), or by the running statistics.</param>
/// <param name="Momentum">Weight of the batch in the running statistics, 0..1.</param>
public readonly record struct BatchNormMode(bool UsesBatch, double Momentum)
{
    public static BatchNormMode Evaluate { get; } = new(false, 0);

    public static BatchNormMode Train { get; } = new(true, 0.1);

    /// <summary>The batch is number <paramref name="index"/> (from 0) of several whose statistics are averaged; the first one replaces what was there.</summary>
    public static BatchNormMode Average(int index) => new(true, 1.0 / (index + 1));
}
