using Akka.Event;

namespace Akka.TestKit;

/// <summary>Looks again and again until something holds or time is up; the last look is when time is up.</summary>
internal static class Polling
{
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Timers end a little early now and then; no pause is shorter than this, so that the last one doesn't become a busy loop.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    public static Func<Task> Wrap(Action action) => () =>
    {
        action();
        return Task.CompletedTask;
    };

    public static Func<Task<bool>> Wrap(Func<bool> condition) => () => Task.FromResult(condition());

    public static Func<Task<bool>> WrapResult(Action action) => () =>
    {
        action();
        return Task.FromResult(true);
    };

    public static Func<Task<bool>> WrapResult(Func<Task> action) => async () =>
    {
        await action();
        return true;
    };

    /// <exception cref="Exception">What the assertion threw last.</exception>
    public static async Task UntilItHolds(Func<Task> assertion, TimeSpan limit, TimeSpan? interval, Patience patience)
    {
        var pause = Deadlines.EnsurePositive(interval ?? DefaultInterval, nameof(interval));
        for (var stop = Deadlines.Now + limit; ;)
        {
            try
            {
                await assertion();
                return;
            }
            catch (Exception) when (Deadlines.Now < stop)
            {
                // What doesn't hold yet may hold later; the last failure is the test's.
            }

            await patience.Pause(Shorter(pause, stop - Deadlines.Now));
        }
    }

    /// <returns>Whether the condition came true in time.</returns>
    public static async Task<bool> UntilTrue(Func<Task<bool>> condition, TimeSpan limit, TimeSpan? interval, Patience patience)
    {
        for (var stop = Deadlines.Now + limit; !await condition();)
        {
            var left = stop - Deadlines.Now;
            if (left <= TimeSpan.Zero) return false;
            await patience.Pause(Shorter(interval ?? DefaultInterval, left));
        }

        return true;
    }

    /// <summary>As <see cref="UntilTrue"/>; says so if the condition didn't come true.</summary>
    public static async Task<bool> UntilTrueOrFail(
        Func<Task<bool>> condition, TimeSpan limit, TimeSpan? interval, Action<string, object[]> fail, string? message, ILoggingAdapter? log, Patience patience)
    {
        if (await UntilTrue(condition, limit, interval, patience)) return true;
        const string Template = "Timeout {0} expired while waiting for condition.{1}";
        log?.Warning(Template, limit, message);
        fail(Template, [limit, message ?? ""]);
        return false;
    }

    private static TimeSpan Shorter(TimeSpan pause, TimeSpan left)
    {
        var shorter = pause < left ? pause : left;
        return shorter < Shortest ? Shortest : shorter;
    }
}
