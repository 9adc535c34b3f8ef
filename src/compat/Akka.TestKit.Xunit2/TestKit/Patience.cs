namespace Akka.TestKit;

/// <summary>How a test waits: by holding its thread, so that all it calls completes at once, or by awaiting; in both cases until it is cancelled.</summary>
internal readonly struct Patience
{
    private readonly bool _holdsThread;

    private Patience(bool holdsThread, CancellationToken token)
    {
        _holdsThread = holdsThread;
        Token = token;
    }

    public CancellationToken Token { get; }

    public static Patience Holding(CancellationToken token) => new(true, token);

    public static Patience Awaiting(CancellationToken token) => new(false, token);

    /// <param name="limit">Any time of more than 24 days, and the infinite one, is without limit; one below zero is zero.</param>
    /// <returns>Whether the signal came in time.</returns>
    public async Task<bool> For(SemaphoreSlim signal, TimeSpan limit)
    {
        var bounded = Bounded(limit);
        return _holdsThread ? signal.Wait(bounded, Token) : await signal.WaitAsync(bounded, Token);
    }

    public async Task Pause(TimeSpan pause)
    {
        var bounded = Bounded(pause);
        if (!_holdsThread) await Task.Delay(bounded, Token);
        else if (Token.WaitHandle.WaitOne(bounded)) Token.ThrowIfCancellationRequested();
    }

    private static TimeSpan Bounded(TimeSpan limit) => limit == Timeout.InfiniteTimeSpan || limit.TotalMilliseconds > int.MaxValue
        ? Timeout.InfiniteTimeSpan
        : limit < TimeSpan.Zero ? TimeSpan.Zero : limit;
}
