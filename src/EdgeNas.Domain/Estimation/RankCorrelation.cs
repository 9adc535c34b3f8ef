namespace EdgeNas.Domain.Estimation;

/// <summary>
/// How well one list of numbers orders things as another does: 1 alike, −1 reversed. 0 where either list is constant or shorter than two, since
/// it then orders nothing.
/// </summary>
public static class RankCorrelation
{
    /// <summary>Spearman's rho: Pearson's correlation of the ranks, equal values sharing the average of their ranks. O(n log n).</summary>
    public static double Spearman(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        RequireSameLength(x, y);
        double[] ranksX = AverageRanks(x), ranksY = AverageRanks(y);
        double mean = (x.Length + 1) / 2.0, xx = 0, yy = 0, xy = 0;
        for (int i = 0; i < ranksX.Length; i++)
        {
            double dx = ranksX[i] - mean, dy = ranksY[i] - mean;
            xx += dx * dx;
            yy += dy * dy;
            xy += dx * dy;
        }

        return xx == 0 || yy == 0 ? 0 : Math.Clamp(xy / Math.Sqrt(xx * yy), -1, 1);
    }

    /// <summary>
    /// Kendall's tau-b, in O(n log n): pairs that a merge sort by y, after one by x, has to swap are discordant (Knight, 1966).
    /// </summary>
    public static double Kendall(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        RequireSameLength(x, y);
        var pairs = new (double X, double Y)[x.Length];
        for (int i = 0; i < pairs.Length; i++) pairs[i] = (x[i], y[i]);
        Array.Sort(pairs);
        long all = Pairs(pairs.Length);
        long tiedX = TiedPairs(pairs, (a, b) => a.X == b.X), tiedBoth = TiedPairs(pairs, (a, b) => a == b);
        double[] sortedY = [.. pairs.Select(pair => pair.Y)];
        long discordant = SortCountingSwaps(sortedY, new double[sortedY.Length]);
        long tiedY = TiedPairs(sortedY, (a, b) => a == b);
        double norm = Math.Sqrt(all - tiedX) * Math.Sqrt(all - tiedY);
        return norm == 0 ? 0 : Math.Clamp((all - tiedX - tiedY + tiedBoth - (2 * discordant)) / norm, -1, 1);
    }

    /// <summary>Rank of each value, from 1 for the least; equal values share the average of their ranks.</summary>
    private static double[] AverageRanks(ReadOnlySpan<double> values)
    {
        double[] sorted = values.ToArray(), ranks = new double[values.Length];
        int[] order = [.. Enumerable.Range(0, values.Length)];
        Array.Sort(sorted, order);
        for (int from = 0, to; from < order.Length; from = to)
        {
            for (to = from + 1; to < order.Length && sorted[to] == sorted[from];) to++;
            for (int i = from; i < to; i++) ranks[order[i]] = (from + to + 1) / 2.0;
        }

        return ranks;
    }

    private static long TiedPairs<T>(T[] sorted, Func<T, T, bool> equal)
    {
        long tied = 0;
        for (int from = 0, to; from < sorted.Length; from = to)
        {
            for (to = from + 1; to < sorted.Length && equal(sorted[from], sorted[to]);) to++;
            tied += Pairs(to - from);
        }

        return tied;
    }

    private static long SortCountingSwaps(Span<double> values, Span<double> buffer)
    {
        if (values.Length < 2) return 0;
        int middle = values.Length / 2;
        long swaps = SortCountingSwaps(values[..middle], buffer[..middle]) + SortCountingSwaps(values[middle..], buffer[middle..]);
        for (int left = 0, right = middle, to = 0; to < values.Length; to++)
        {
            if (right == values.Length || (left < middle && values[left] <= values[right]))
            {
                buffer[to] = values[left++];
            }
            else
            {
                buffer[to] = values[right++];
                swaps += middle - left;
            }
        }

        buffer.CopyTo(values);
        return swaps;
    }

    private static long Pairs(long count) => count * (count - 1) / 2;

    private static void RequireSameLength(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length) throw new ArgumentException($"{x.Length} values can't be compared with {y.Length}: give one y per x.", nameof(y));
    }
}
