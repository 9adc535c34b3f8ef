namespace Akka.TestKit;

#pragma warning disable CA1001 // A SemaphoreSlim holds nothing to release unless its wait handle is asked for.
/// <summary>The messages that a test actor has got and the test hasn't looked at yet. Filled by any thread, read by one at a time.</summary>
internal sealed class MessageInbox
{
    private readonly LinkedList<MessageEnvelope> _messages = [];
    private readonly SemaphoreSlim _available = new(0);

    public bool HasMessages
    {
        get
        {
            lock (_messages) return _messages.Count > 0;
        }
    }

    public void Add(MessageEnvelope envelope)
    {
        lock (_messages) _messages.AddLast(envelope);
        _available.Release();
    }

    /// <param name="wait">How long to wait for a message; infinite is allowed.</param>
    /// <param name="remove">Whether the message is taken out or only looked at.</param>
    /// <returns>Null if none comes in time.</returns>
    public async Task<MessageEnvelope?> Take(TimeSpan wait, bool remove, Patience patience)
    {
        if (!await patience.For(_available, wait)) return null;
        lock (_messages)
        {
            var envelope = _messages.First!.Value;
            if (remove) _messages.RemoveFirst();
            else _available.Release();
            return envelope;
        }
    }
}
