using EdgeNas.Domain;

namespace EdgeNas.Devices.Local;

/// <summary>Which processors a measurement runs on.</summary>
internal static class ProcessorChoice
{
    /// <summary>
    /// <paramref name="threads"/> of the allowed processors, from the highest number down (the lowest serve most interrupts), and at first only
    /// one of each physical core.
    /// </summary>
    /// <param name="coreOf">What tells the physical core of a processor: equal for processors that share one.</param>
    /// <exception cref="EdgeNasException">Fewer processors are allowed than threads are wanted.</exception>
    public static int[] Choose(IReadOnlyList<int> allowed, int threads, Func<int, string> coreOf)
    {
        if (threads < 1 || threads > allowed.Count)
        {
            throw new EdgeNasException(
                $"measure.threads = {threads}, but this process may use {allowed.Count} processors ({string.Join(", ", allowed)}): set it to 1 up to {allowed.Count}.");
        }

        var descending = allowed.OrderDescending().ToList();
        var onePerCore = descending.DistinctBy(coreOf).ToList();
        return [.. onePerCore.Concat(descending.Except(onePerCore)).Take(threads)];
    }

    /// <summary>The core of a processor of this machine, as Linux names it.</summary>
    public static string CoreOf(int processor)
    {
        string path = $"/sys/devices/system/cpu/cpu{processor}/topology/thread_siblings_list";
        return File.Exists(path) ? File.ReadAllText(path).Trim() : $"{processor}";
    }
}
