namespace Akka.TestKit;

/// <summary>Looks again and again until something holds or time is up.</summary>
internal sealed class Polling(Deadlines deadlines, ITestKitAssertions assertions)
{
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromMilliseconds(100);

    public static Func<Task> Wrap(Action action) => () =>
    {
        action();
        return Task.CompletedTask;
    };

    public static Func<Task<bool>> Wrap(Func<bool> condition) => () => Task.FromResult(condition());

    public static Func<bool> WrapSync(Action action) => () =>
    {
        action();
        return true;
    };

    public void AwaitAssert(Action assertion, TimeSpan? duration, TimeSpan? interval, CancellationToken cancellationToken)
    {
        var pause = Pause(interval);
        var stop = Deadlines.Now + deadlines.RemainingOrDilated(duration);
        while (true)
        {
            try
            {
                assertion();
                return;
            }
            catch (Exception) when (Deadlines.Now + pause < stop)
            {
                // What doesn't hold yet may hold later; the last failure is the test's.
            }

            Wait(pause, cancellationToken);
        }
    }

    public async Task AwaitAssertAsync(Func<Task> assertion, TimeSpan? duration, TimeSpan? interval, CancellationToken cancellationToken)
    {
        var pause = Pause(interval);
        var stop = Deadlines.Now + deadlines.RemainingOrDilated(duration);
        while (true)
        {
            try
            {
                await assertion();
                return;
            }
            catch (Exception) when (Deadlines.Now + pause < stop)
            {
                // As above.
            }

            await Task.Delay(pause, cancellationToken);
        }
    }

    public void AwaitCondition(Func<bool> condition, TimeSpan? max, TimeSpan? interval, string? message, CancellationToken cancellationToken)
    {
        var limit = deadlines.RemainingOrDilated(max);
        var stop = Deadlines.Now + limit;
        while (!condition())
        {
            var left = stop - Deadlines.Now;
            if (limit != Timeout.InfiniteTimeSpan && left <= TimeSpan.Zero)
            {
                Fail(limit, message);
                return;
            }

            Wait(Shorter(Pause(interval), limit, left), cancellationToken);
        }
    }

    public async Task AwaitConditionAsync(Func<Task<bool>> condition, TimeSpan? max, TimeSpan? interval, string? message, CancellationToken cancellationToken)
    {
        var limit = deadlines.RemainingOrDilated(max);
        var stop = Deadlines.Now + limit;
        while (!await condition())
        {
            var left = stop - Deadlines.Now;
            if (limit != Timeout.InfiniteTimeSpan && left <= TimeSpan.Zero)
            {
                Fail(limit, message);
                return;
            }

            await Task.Delay(Shorter(Pause(interval), limit, left), cancellationToken);
        }
    }

    private static TimeSpan Pause(TimeSpan? interval) => interval ?? DefaultInterval;

    private static TimeSpan Shorter(TimeSpan pause, TimeSpan limit, TimeSpan left) => limit == Timeout.InfiniteTimeSpan || pause < left ? pause : left;

    private static void Wait(TimeSpan pause, CancellationToken cancellationToken)
    {
        if (cancellationToken.WaitHandle.WaitOne(pause)) cancellationToken.ThrowIfCancellationRequested();
    }

    private void Fail(TimeSpan limit, string? message) =>
        assertions.Fail("Timeout {0} expired while waiting for condition.{1}", limit, string.IsNullOrEmpty(message) ? "" : " Message: " + message);
}
