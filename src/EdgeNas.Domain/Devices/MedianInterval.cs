namespace EdgeNas.Domain.Devices;

/// <summary>
/// A median with a confidence interval that presumes nothing of the distribution but independent samples: its bounds are the order statistics
/// x(l) and x(n+1−l), with l the largest number for which at most (1 − confidence) / 2 of a binomial(n, ½) lie below l
/// (Conover, Practical Nonparametric Statistics, section 3.2). Example: of 100 samples the 95 % interval is x(40)…x(61).
/// </summary>
/// <param name="Coverage">Chance that the interval holds the true median: at least the confidence asked for, but less where there are too few samples
/// (under 6 for 95 %) and the interval is the whole range.</param>
public readonly record struct MedianInterval(double Median, double Low, double High, double Coverage)
{
    /// <summary>Width over median.</summary>
    public double RelativeWidth => (High - Low) / Median;

    /// <param name="samples">At least one, in any order; they are copied.</param>
    /// <param name="confidence">In (0, 1), such as 0.95.</param>
    public static MedianInterval Of(ReadOnlySpan<double> samples, double confidence)
    {
        double[] sorted = samples.ToArray();
        Array.Sort(sorted);
        return OfAscending(sorted, confidence);
    }

    /// <summary><see cref="Of"/> for samples that are sorted already.</summary>
    public static MedianInterval OfAscending(ReadOnlySpan<double> ascending, double confidence)
    {
        if (ascending.IsEmpty) throw new ArgumentException("no samples to take a median of", nameof(ascending));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(confidence, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(confidence, 1);
        var (rank, coverage) = LowerRank(ascending.Length, confidence);
        return new MedianInterval(Quantiles.Of(ascending, 0.5), ascending[rank - 1], ascending[^rank], coverage);
    }

    /// <summary>The rank l ≥ 1 of the lower bound and the coverage of its interval. Steps outwards from the middle, so that nothing underflows.</summary>
    private static (int Rank, double Coverage) LowerRank(int count, double confidence)
    {
        // The coverage of x(l)…x(count + 1 − l) is P(l ≤ X ≤ count − l) for X binomial(count, ½); chance is P(X = rank).
        int rank = count / 2;
        double chance = MiddleChance(count);
        double coverage = count % 2 == 0 ? chance : 2 * chance;
        while (rank > 1 && coverage < confidence)
        {
            chance *= (double)rank / (count - rank + 1);
            rank--;
            coverage += 2 * chance;
        }

        return rank == 0 ? (1, 0) : (rank, Math.Min(1, coverage));
    }

    /// <summary>P(X = ⌊n / 2⌋) for X binomial(n, ½), as a product of factors near 1.</summary>
    private static double MiddleChance(int count)
    {
        int half = count / 2;
        double chance = 1;
        for (int i = 1; i <= half; i++) chance *= ((2 * i) - 1) / (2.0 * i);
        return count % 2 == 0 ? chance : chance * count / (2.0 * (half + 1));
    }
}
