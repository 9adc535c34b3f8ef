namespace EdgeNas.Domain.Estimation;

/// <summary>Judges predicted latencies against measured ones.</summary>
public static class EstimatorMetrics
{
    /// <param name="measured">Milliseconds, all above 0.</param>
    /// <param name="predicted">Milliseconds, in the same order.</param>
    /// <exception cref="ArgumentException">The lists differ in length or are empty.</exception>
    public static EstimatorScore Score(string model, ReadOnlySpan<double> measured, ReadOnlySpan<double> predicted)
    {
        if (measured.Length != predicted.Length || measured.IsEmpty)
        {
            throw new ArgumentException($"Model {model}: {measured.Length} measured latencies and {predicted.Length} predicted ones; give one of each, at least once.");
        }

        double squares = 0, shares = 0;
        int within5 = 0, within10 = 0;
        for (int i = 0; i < measured.Length; i++)
        {
            double error = predicted[i] - measured[i], share = Math.Abs(error) / measured[i];
            squares += error * error;
            shares += share;
            if (share <= 0.05) within5++;
            if (share <= 0.10) within10++;
        }

        double count = measured.Length;
        return new EstimatorScore(
            model,
            RankCorrelation.Spearman(measured, predicted),
            RankCorrelation.Kendall(measured, predicted),
            Math.Sqrt(squares / count),
            shares / count,
            within5 / count,
            within10 / count);
    }
}
