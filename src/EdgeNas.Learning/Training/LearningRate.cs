using EdgeNas.Domain.Searches;

namespace EdgeNas.Learning.Training;

/// <summary>
/// Linear warm-up, then half a cosine to 0 (Loshchilov and Hutter, SGDR, 2017, without restarts): a function of the step over the whole training, so that a
/// training which was interrupted goes on where it was.
/// </summary>
public static class LearningRate
{
    /// <param name="step">From 0 to <paramref name="steps"/> − 1.</param>
    public static double At(int step, int steps, OptimizerSpec spec)
    {
        double warmUp = spec.WarmUp * steps;
        return step < warmUp
            ? spec.LearningRate * Math.Min(1, (step + 1) / warmUp)
            : spec.LearningRate * 0.5 * (1 + Math.Cos(Math.PI * (step - warmUp) / (steps - warmUp)));
    }
}
