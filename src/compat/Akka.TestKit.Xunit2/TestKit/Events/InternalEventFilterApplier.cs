using Akka.Actor;

namespace Akka.TestKit.Internal;

public class InternalEventFilterApplier(TestKitBase testkit, ActorSystem system, IReadOnlyList<EventFilterBase> filters) : IEventFilterApplier
{
    public EventFilterFactory And => new(testkit, system, filters);

    public void ExpectOne(Action action, CancellationToken cancellationToken = default) => Expect(1, action, cancellationToken);

    public void ExpectOne(TimeSpan timeout, Action action, CancellationToken cancellationToken = default) => Expect(1, timeout, action, cancellationToken);

    public T ExpectOne<T>(Func<T> func, CancellationToken cancellationToken = default) => Expect(1, func, cancellationToken);

    public T ExpectOne<T>(TimeSpan timeout, Func<T> func, CancellationToken cancellationToken = default) => Expect(1, timeout, func, cancellationToken);

    public void Expect(int expectedCount, Action action, CancellationToken cancellationToken = default) =>
        Held(Counted(expectedCount, null, Polling.WrapResult(action), Patience.Holding(cancellationToken)));

    public void Expect(int expectedCount, TimeSpan timeout, Action action, CancellationToken cancellationToken = default) =>
        Held(Counted(expectedCount, timeout, Polling.WrapResult(action), Patience.Holding(cancellationToken)));

    public T Expect<T>(int expectedCount, Func<T> func, CancellationToken cancellationToken = default) =>
        Held(Counted(expectedCount, null, () => Task.FromResult(func()), Patience.Holding(cancellationToken)));

    public T Expect<T>(int expectedCount, TimeSpan timeout, Func<T> func, CancellationToken cancellationToken = default) =>
        Held(Counted(expectedCount, timeout, () => Task.FromResult(func()), Patience.Holding(cancellationToken)));

    public Task ExpectOneAsync(Action action, CancellationToken cancellationToken = default) =>
        Counted(1, null, Polling.WrapResult(action), Patience.Awaiting(cancellationToken));

    public Task ExpectOneAsync(Func<Task> action, CancellationToken cancellationToken = default) => ExpectAsync(1, action, null, cancellationToken);

    public Task ExpectOneAsync(TimeSpan timeout, Func<Task> action, CancellationToken cancellationToken = default) => ExpectAsync(1, action, timeout, cancellationToken);

    public Task<T> ExpectOneAsync<T>(Func<Task<T>> func, CancellationToken cancellationToken = default) => ExpectAsync(1, func, cancellationToken);

    public Task<T> ExpectOneAsync<T>(TimeSpan timeout, Func<Task<T>> func, CancellationToken cancellationToken = default) =>
        ExpectAsync(1, timeout, func, cancellationToken);

    public Task ExpectAsync(int expectedCount, Func<Task> actionAsync, CancellationToken cancellationToken = default) =>
        ExpectAsync(expectedCount, actionAsync, null, cancellationToken);

    public Task ExpectAsync(int expectedCount, Func<Task> actionAsync, TimeSpan? timeout, CancellationToken cancellationToken = default) =>
        Counted(expectedCount, timeout, Polling.WrapResult(actionAsync), Patience.Awaiting(cancellationToken));

    public Task ExpectAsync(int expectedCount, TimeSpan timeout, Action action, CancellationToken cancellationToken = default) =>
        Counted(expectedCount, timeout, Polling.WrapResult(action), Patience.Awaiting(cancellationToken));

    public Task ExpectAsync(int expectedCount, TimeSpan timeout, Func<Task> action, CancellationToken cancellationToken = default) =>
        ExpectAsync(expectedCount, action, timeout, cancellationToken);

    public Task<T> ExpectAsync<T>(int expectedCount, Func<Task<T>> func, CancellationToken cancellationToken = default) =>
        Counted(expectedCount, null, func, Patience.Awaiting(cancellationToken));

    public Task<T> ExpectAsync<T>(int expectedCount, TimeSpan timeout, Func<Task<T>> func, CancellationToken cancellationToken = default) =>
        Counted(expectedCount, timeout, func, Patience.Awaiting(cancellationToken));

    public void Mute(Action action, CancellationToken cancellationToken = default) => Held(Muted(Polling.WrapResult(action), cancellationToken));

    public T Mute<T>(Func<T> func, CancellationToken cancellationToken = default) => Held(Muted(() => Task.FromResult(func()), cancellationToken));

    public Task MuteAsync(Action action, CancellationToken cancellationToken = default) => Muted(Polling.WrapResult(action), cancellationToken);

    public Task MuteAsync(Func<Task> action, CancellationToken cancellationToken = default) => Muted(Polling.WrapResult(action), cancellationToken);

    public Task<T> MuteAsync<T>(Func<Task<T>> func, CancellationToken cancellationToken = default) => Muted(func, cancellationToken);

    public IUnmutableFilter Mute() => new MutedFilters(system, filters);

    private static T Held<T>(Task<T> completed) => completed.GetAwaiter().GetResult();

    private async Task<T> Muted<T>(Func<Task<T>> action, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var muted = new MutedFilters(system, filters);
        return await action();
    }

    private async Task<T> Counted<T>(int expectedCount, TimeSpan? timeout, Func<Task<T>> action, Patience patience)
    {
        using var muted = new MutedFilters(system, filters);
        var result = await action();
        await muted.Await(expectedCount, testkit.RemainingOrDilated(timeout), testkit.TestAssertions, patience);
        return result;
    }
}
