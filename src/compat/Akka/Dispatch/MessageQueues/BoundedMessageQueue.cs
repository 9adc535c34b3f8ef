using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Akka.Actor;

namespace Akka.Dispatch.MessageQueues;

/// <summary>Makes senders wait while it is full, for at most the push time-out.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle is never asked for holds nothing to release.")]
internal sealed class BoundedMessageQueue(int capacity, TimeSpan pushTimeOut) : IMessageQueue
{
    private readonly ConcurrentQueue<Envelope> _queue = new();
    private readonly SemaphoreSlim _free = new(capacity);

    public bool HasMessages => !_queue.IsEmpty;

    public int Count => _queue.Count;

    public bool TryEnqueue(in Envelope envelope)
    {
        if (!_free.Wait(pushTimeOut)) return false;
        _queue.Enqueue(envelope);
        return true;
    }

    public bool TryDequeue(out Envelope envelope)
    {
        if (!_queue.TryDequeue(out envelope)) return false;
        _free.Release();
        return true;
    }
}
