namespace EdgeNas.Hosting.Artifacts;

/// <summary>Tries a transfer again, after pauses that double from <paramref name="First"/> up to <paramref name="Longest"/>, until <paramref name="Limit"/> is over.</summary>
public sealed record TransferPatience(TimeSpan First, TimeSpan Longest, TimeSpan Limit, TimeProvider Time)
{
    /// <summary>For a seed that restarts or fails over.</summary>
    public static TransferPatience Default { get; } = new(TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(10), TimeProvider.System);

    /// <exception cref="HttpRequestException">The last try's, once the limit is over.</exception>
    public void Try(Action transfer)
    {
        long start = Time.GetTimestamp();
        for (var pause = First; ; pause = pause * 2 < Longest ? pause * 2 : Longest)
        {
            try
            {
                transfer();
                return;
            }
            catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException && Time.GetElapsedTime(start) + pause < Limit)
            {
                // On the thread of a job, which has nothing else to do.
                Task.Delay(pause, Time).GetAwaiter().GetResult();
            }
        }
    }
}
