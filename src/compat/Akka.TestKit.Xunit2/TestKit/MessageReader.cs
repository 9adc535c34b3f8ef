using System.Collections;

namespace Akka.TestKit;

/// <summary>Takes messages out of a test's inbox, each with its limit of time.</summary>
internal sealed class MessageReader(MessageInbox inbox, Deadlines deadlines, ITestKitAssertions assertions)
{
    /// <summary>The message that was taken last; none if the last try took none.</summary>
    public MessageEnvelope Last { get; private set; } = NullMessageEnvelope.Instance;

    /// <param name="wait">Null for what is left.</param>
    /// <returns>Null if none comes in time.</returns>
    public Task<MessageEnvelope?> Take(TimeSpan? wait, Patience patience) => Look(wait, remove: true, patience);

    /// <summary>As <see cref="Take"/>, but leaves the message where it is.</summary>
    public Task<MessageEnvelope?> Peek(TimeSpan? wait, Patience patience) => Look(wait, remove: false, patience);

    public async Task Silence(TimeSpan duration, Patience patience)
    {
        if (duration < TimeSpan.Zero) throw new ArgumentException("Must not be negative", nameof(duration));
        var start = Deadlines.Now;
        if (await Take(duration, patience) is { } envelope)
            assertions.Fail("Failed: Expected no messages during {0}, instead we received {1} after {2}", duration, envelope, Deadlines.Now - start);
    }

    public async Task<T> Fish<T>(Predicate<T> isMessage, ArrayList? others, TimeSpan? max, string hint, Patience patience)
    {
        others?.Clear();
        var limit = deadlines.RemainingOrDilated(max);
        for (var end = Deadlines.Now + limit; ;)
        {
            var envelope = await Take(end - Deadlines.Now, patience);
            assertions.AssertTrue(envelope is not null, "Timeout ({0}) during fishForMessage{1}", limit, string.IsNullOrEmpty(hint) ? "" : ", hint: " + hint);
            if (envelope!.Message is T message && isMessage(message)) return message;
            others?.Add(envelope.Message);
        }
    }

    /// <summary>Takes messages until time is up and fails if one is of the type.</summary>
    public async Task FishUntil<T>(TimeSpan? max, Patience patience)
    {
        for (var end = Deadlines.Now + deadlines.RemainingOrDilated(max); await Peek(end - Deadlines.Now, patience) is { } envelope;)
        {
            assertions.AssertFalse(envelope.Message is T, "did not expect a message of type {0}", typeof(T));
            await Take(TimeSpan.Zero, patience);
        }
    }

    /// <summary>Takes messages until none has come for so long.</summary>
    public async Task<ArrayList> UntilSilence(TimeSpan? max, uint? maxMessages, Patience patience)
    {
        var messages = new ArrayList();
        while (await Take(deadlines.RemainingOrDilated(max), patience) is { } envelope)
        {
            messages.Add(envelope.Message);
            assertions.AssertFalse(messages.Count > maxMessages, "maxMessages violated (current iteration: {0}).", messages.Count);
        }

        return messages;
    }

    public async IAsyncEnumerable<object> Several(int count, TimeSpan max, Patience patience)
    {
        var start = Deadlines.Now;
        for (int received = 0; received < count; received++)
        {
            patience.Token.ThrowIfCancellationRequested();
            var envelope = await Take(start + max - Deadlines.Now, patience);
            assertions.AssertTrue(
                envelope is not null, "Timeout ({0}) while expecting {1} messages. Only got {2} after {3}.", max, count, received, Deadlines.Now - start);
            yield return envelope!.Message;
        }
    }

    /// <summary>Takes messages as long as the filter makes something of them; the one it makes nothing of stays.</summary>
    public IAsyncEnumerable<T> While<T>(Func<object, T?> filter, TimeSpan? max, TimeSpan? idle, int msgs, Patience patience)
        where T : class => While<T>(message => filter(message) is { } result ? (true, result) : (false, null), max, idle, msgs, patience);

    /// <summary>Takes messages as long as those of the type fit; others are dropped, or end it.</summary>
    public IAsyncEnumerable<T> While<T>(Predicate<T> shouldContinue, TimeSpan? max, TimeSpan? idle, int msgs, bool dropOthers, Patience patience)
        where T : class => While<T>(message => message is T typed ? (shouldContinue(typed), typed) : (dropOthers, null), max, idle, msgs, patience);

    /// <param name="look">Whether to take the message, and what to make of it; null is left out.</param>
    private async IAsyncEnumerable<T> While<T>(
        Func<object, (bool Takes, T? Result)> look, TimeSpan? max, TimeSpan? idle, int msgs, Patience patience)
        where T : class
    {
        var end = Deadlines.Now + deadlines.RemainingOrDilated(max);
        MessageEnvelope taken = NullMessageEnvelope.Instance;
        for (int count = 0; count < msgs;)
        {
            patience.Token.ThrowIfCancellationRequested();
            var left = end - Deadlines.Now;
            if (await Peek(idle < left ? idle.Value : left, patience) is not { } envelope || look(envelope.Message) is not (true, var result)) break;
            await Take(TimeSpan.Zero, patience);
            taken = envelope;
            if (result is null) continue;
            count++;
            yield return result;
        }

        // The message that ended it stays for the next who reads.
        Last = taken;
        deadlines.LastUsedUpTime = true;
    }

    private async Task<MessageEnvelope?> Look(TimeSpan? wait, bool remove, Patience patience)
    {
        deadlines.LastUsedUpTime = false;
        var envelope = await inbox.Take(wait ?? deadlines.RemainingOrDefault, remove, patience);
        Last = envelope ?? NullMessageEnvelope.Instance;
        return envelope;
    }
}
