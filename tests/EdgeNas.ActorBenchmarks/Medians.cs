using System.Diagnostics;

namespace EdgeNas.ActorBenchmarks;

internal static class Medians
{
    private const int Runs = 5;

    /// <summary>Operations per second: the median of several runs after two that warm up.</summary>
    /// <param name="operations">Of one run.</param>
    /// <param name="run">Ends when all of them are done.</param>
    public static double PerSecond(double operations, Func<Task> run) => operations / Of(() => Seconds(run));

    /// <summary>How long one run takes.</summary>
    public static double Seconds(Func<Task> run)
    {
        long start = Stopwatch.GetTimestamp();
        run().GetAwaiter().GetResult();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>The median of a value over several runs, after two that warm up.</summary>
    public static double Of(Func<double> run)
    {
        run();
        run();
        return Of(Enumerable.Range(0, Runs).Select(_ => run()));
    }

    public static double Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
