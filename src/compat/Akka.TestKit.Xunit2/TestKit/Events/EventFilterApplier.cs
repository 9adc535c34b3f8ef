using Akka.Actor;

namespace Akka.TestKit;

internal sealed class EventFilterApplier(TestKitBase testkit, ActorSystem system, IReadOnlyList<LogFilter> filters) : IEventFilterApplier
{
    public EventFilterFactory And => new(testkit, system, filters);

    private TimeSpan Leeway => testkit.Dilated(testkit.TestKitSettings.TestEventFilterLeeway);

    public void ExpectOne(Action action, CancellationToken cancellationToken = default) => Expect(1, Leeway, action, cancellationToken);

    public void ExpectOne(TimeSpan timeout, Action action, CancellationToken cancellationToken = default) => Expect(1, timeout, action, cancellationToken);

    public T ExpectOne<T>(Func<T> func, CancellationToken cancellationToken = default) => Expect(1, Leeway, func, cancellationToken);

    public T ExpectOne<T>(TimeSpan timeout, Func<T> func, CancellationToken cancellationToken = default) => Expect(1, timeout, func, cancellationToken);

    public void Expect(int expectedCount, Action action, CancellationToken cancellationToken = default) => Expect(expectedCount, Leeway, action, cancellationToken);

    public void Expect(int expectedCount, TimeSpan timeout, Action action, CancellationToken cancellationToken = default) =>
        Expect(expectedCount, timeout, Polling.WrapSync(action), cancellationToken);

    public T Expect<T>(int expectedCount, Func<T> func, CancellationToken cancellationToken = default) => Expect(expectedCount, Leeway, func, cancellationToken);

    public T Expect<T>(int expectedCount, TimeSpan timeout, Func<T> func, CancellationToken cancellationToken = default)
    {
        using var muted = new Muted(system, filters);
        var result = func();
        muted.AwaitAsync(expectedCount, timeout, testkit.TestAssertions, cancellationToken).GetAwaiter().GetResult();
        return result;
    }

    public Task ExpectOneAsync(Action action, CancellationToken cancellationToken = default) => ExpectAsync(1, Leeway, Polling.Wrap(action), cancellationToken);

    public Task ExpectOneAsync(Func<Task> actionAsync, CancellationToken cancellationToken = default) => ExpectAsync(1, Leeway, actionAsync, cancellationToken);

    public Task ExpectOneAsync(TimeSpan timeout, Func<Task> action, CancellationToken cancellationToken = default) => ExpectAsync(1, timeout, action, cancellationToken);

    public Task<T> ExpectOneAsync<T>(Func<Task<T>> func, CancellationToken cancellationToken = default) => ExpectAsync(1, Leeway, func, cancellationToken);

    public Task<T> ExpectOneAsync<T>(TimeSpan timeout, Func<Task<T>> func, CancellationToken cancellationToken = default) => ExpectAsync(1, timeout, func, cancellationToken);

    public Task ExpectAsync(int expectedCount, Func<Task> actionAsync, CancellationToken cancellationToken = default) =>
        ExpectAsync(expectedCount, Leeway, actionAsync, cancellationToken);

    public Task ExpectAsync(int expectedCount, TimeSpan timeout, Func<Task> action, CancellationToken cancellationToken = default) =>
        ExpectAsync(expectedCount, timeout, WithResult(action), cancellationToken);

    public Task<T> ExpectAsync<T>(int expectedCount, Func<Task<T>> func, CancellationToken cancellationToken = default) =>
        ExpectAsync(expectedCount, Leeway, func, cancellationToken);

    public void Mute(Action action, CancellationToken cancellationToken = default) => Mute(Polling.WrapSync(action), cancellationToken);

    public T Mute<T>(Func<T> func, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var muted = new Muted(system, filters);
        return func();
    }

    public async Task MuteAsync(Func<Task> action, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var muted = new Muted(system, filters);
        await action();
    }

    public IUnmutableFilter Mute() => new Muted(system, filters);

    private static Func<Task<bool>> WithResult(Func<Task> action) => async () =>
    {
        await action();
        return true;
    };

    private async Task<T> ExpectAsync<T>(int expectedCount, TimeSpan timeout, Func<Task<T>> func, CancellationToken cancellationToken)
    {
        using var muted = new Muted(system, filters);
        var result = await func();
        await muted.AwaitAsync(expectedCount, timeout, testkit.TestAssertions, cancellationToken);
        return result;
    }

    /// <summary>Filters while they apply.</summary>
    private sealed class Muted : IUnmutableFilter
    {
        private readonly ActorSystem _system;
        private readonly LogFilter[] _filters;
        private readonly LogFilter _any;

        public Muted(ActorSystem system, IReadOnlyList<LogFilter> filters)
        {
            _system = system;
            _filters = [.. filters.Select(static filter => filter.Fresh())];
            _any = new LogFilter(string.Join(", ", filters), logEvent => _filters.Any(filter => filter.Apply(logEvent)));
            system.EventStream.Publish(new Mute([_any]));
        }

        public async Task AwaitAsync(int expected, TimeSpan timeout, ITestKitAssertions assertions, CancellationToken cancellationToken)
        {
            var end = Deadlines.Now + timeout;
            for (int seen = 0; seen < Math.Max(1, expected); seen++)
            {
                var left = end - Deadlines.Now;
                if (!await _any.Matched.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, cancellationToken).ConfigureAwait(false)) break;
            }

            int count = _any.Count;
            if (count < expected)
                assertions.Fail("Timeout ({0}) while waiting for messages. Only received {1}/{2} messages that matched filter [{3}]", timeout, count, expected, _any);
            if (count > expected)
                assertions.Fail("Received {0} message(s) too many. Expected {1} but received {2} that matched filter [{3}]", count - expected, expected, count, _any);
        }

        public void Unmute() => _system.EventStream.Publish(new Unmute([_any]));

        public void Dispose() => Unmute();
    }
}
