using System.Diagnostics.CodeAnalysis;

namespace Akka.TestKit;

/// <summary>Takes messages out of a test's inbox, each with its limit of time.</summary>
internal sealed class MessageReader(MessageInbox inbox, Deadlines deadlines, ITestKitAssertions assertions)
{
    /// <summary>The message that was taken last.</summary>
    public MessageEnvelope Last { get; private set; } = NullMessageEnvelope.Instance;

    /// <returns>Null if none comes in time.</returns>
    public MessageEnvelope? Take(TimeSpan wait, CancellationToken cancellationToken)
    {
        deadlines.LastWasSilence = false;
        return inbox.TryTake(wait, remove: true, cancellationToken, out var envelope) ? Last = envelope : null;
    }

    public async ValueTask<MessageEnvelope?> TakeAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        deadlines.LastWasSilence = false;
        var envelope = await inbox.TakeAsync(wait, remove: true, cancellationToken).ConfigureAwait(false);
        if (envelope is not null) Last = envelope;
        return envelope;
    }

    public MessageEnvelope? Next(TimeSpan? timeout, out TimeSpan waited, CancellationToken cancellationToken)
    {
        waited = deadlines.RemainingOrDilated(timeout);
        return Take(waited, cancellationToken);
    }

    public ValueTask<MessageEnvelope?> NextAsync(TimeSpan? timeout, CancellationToken cancellationToken) => TakeAsync(deadlines.RemainingOrDilated(timeout), cancellationToken);

    /// <summary>How long <see cref="NextAsync"/> waits outside of a block, for messages.</summary>
    public TimeSpan Waited(TimeSpan? timeout) => deadlines.Usual(timeout);

    public void Silence(TimeSpan duration, CancellationToken cancellationToken) => FailOnSound(Take(duration, cancellationToken), duration);

    public async ValueTask SilenceAsync(TimeSpan duration, CancellationToken cancellationToken) => FailOnSound(await TakeAsync(duration, cancellationToken), duration);

    public T Fish<T>(Predicate<T> isMessage, TimeSpan? max, string hint, CancellationToken cancellationToken)
    {
        var limit = deadlines.RemainingOrDilated(max);
        for (var end = Deadlines.Now + limit; ;)
        {
            var envelope = Take(Left(limit, end), cancellationToken);
            if (envelope is null) FailFishing<T>(limit, hint);
            else if (envelope.Message is T message && isMessage(message)) return message;
        }
    }

    public async ValueTask<T> FishAsync<T>(Predicate<T> isMessage, TimeSpan? max, string hint, CancellationToken cancellationToken)
    {
        var limit = deadlines.RemainingOrDilated(max);
        for (var end = Deadlines.Now + limit; ;)
        {
            var envelope = await TakeAsync(Left(limit, end), cancellationToken);
            if (envelope is null) FailFishing<T>(limit, hint);
            else if (envelope.Message is T message && isMessage(message)) return message;
        }
    }

    public IReadOnlyCollection<object> Several(int count, TimeSpan max, CancellationToken cancellationToken)
    {
        var end = Deadlines.Now + max;
        var messages = new List<object>(count);
        while (messages.Count < count)
        {
            if (Take(Left(max, end), cancellationToken) is { } envelope) messages.Add(envelope.Message);
            else assertions.Fail("Timeout ({0}) while expecting {1} messages. Only got {2}: [{3}]", max, count, messages.Count, string.Join(", ", messages));
        }

        return messages;
    }

    public IReadOnlyList<T> While<T>(Func<object, T?> filter, TimeSpan? max, TimeSpan? idle, int msgs, CancellationToken cancellationToken)
        where T : class
    {
        var end = Deadlines.Now + deadlines.RemainingOrDilated(max);
        var results = new List<T>();
        while (results.Count < msgs)
        {
            var left = end - Deadlines.Now;
            if (!inbox.TryTake(idle < left ? idle.Value : left, remove: false, cancellationToken, out var envelope) || filter(envelope.Message) is not { } result) break;
            Take(TimeSpan.Zero, cancellationToken);
            results.Add(result);
        }

        deadlines.LastWasSilence = true;
        return results;
    }

    private static TimeSpan Left(TimeSpan limit, TimeSpan end) => limit == Timeout.InfiniteTimeSpan ? limit : end - Deadlines.Now;

    private void FailOnSound(MessageEnvelope? envelope, TimeSpan duration)
    {
        if (envelope is not null) assertions.Fail("Failed: Expected no messages during {0}, instead we received {1}", duration, envelope);
        deadlines.LastWasSilence = true;
    }

    [DoesNotReturn]
    private void FailFishing<T>(TimeSpan limit, string hint)
    {
        assertions.Fail("Timeout ({0}) during FishForMessage<{1}>{2}", limit, typeof(T), hint.Length == 0 ? "" : $", hint: {hint}");
        throw new TimeoutException("The assertions of this test kit don't fail a test.");
    }
}
