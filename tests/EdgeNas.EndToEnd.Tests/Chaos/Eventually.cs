namespace EdgeNas.EndToEnd.Tests.Chaos;

/// <summary>Waits for what other processes do, by looking again and again.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <param name="what">What is waited for; asked when it didn't happen.</param>
    /// <exception cref="TimeoutException">It didn't happen within the patience.</exception>
    public static async Task UntilAsync(Func<Task<bool>> condition, Func<string> what, TimeSpan patience)
    {
        if (!await HappensAsync(condition, patience)) throw new TimeoutException($"Not within {patience.TotalSeconds:0} s: {what()}.");
    }

    /// <inheritdoc cref="UntilAsync(Func{Task{bool}}, Func{string}, TimeSpan)"/>
    public static Task UntilAsync(Func<bool> condition, Func<string> what, TimeSpan patience) => UntilAsync(() => Task.FromResult(condition()), what, patience);

    /// <returns>Whether it happened within the patience.</returns>
    public static Task<bool> HappensAsync(Func<bool> condition, TimeSpan patience) => HappensAsync(() => Task.FromResult(condition()), patience);

    private static async Task<bool> HappensAsync(Func<Task<bool>> condition, TimeSpan patience)
    {
        long start = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(Interval);
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(start) > patience) return false;
            await timer.WaitForNextTickAsync();
        }

        return true;
    }
}
