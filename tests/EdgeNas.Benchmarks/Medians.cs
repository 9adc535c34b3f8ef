using System.Diagnostics;

namespace EdgeNas.Benchmarks;

/// <summary>Medians of repeated timings.</summary>
internal static class Medians
{
    public static double Of(IEnumerable<double> values)
    {
        double[] ascending = [.. values.Order()];
        return ascending[ascending.Length / 2];
    }

    /// <summary>Median seconds of <paramref name="runs"/> runs, after one that isn't counted.</summary>
    public static double Seconds(int runs, Action action)
    {
        action();
        double[] seconds = new double[runs];
        for (int run = 0; run < runs; run++)
        {
            long start = Stopwatch.GetTimestamp();
            action();
            seconds[run] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        return Of(seconds);
    }
}
